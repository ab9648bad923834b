import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../../contract/model/order.ts';
import { decimalText } from '../../../contract/model/units.ts';
import { clientId, refusal } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, openRig, settled } from '../../../../test/trading/trading-rig.ts';

describe('cancelling and replacing', () => {
  it('only the venue ends an order', async () => {
    const { trading, broker } = await openRig();
    const { orderId } = await trading.place(limitRequest('95', { clientOrderId: 'a' }));
    broker.end = () => {};
    expect(await trading.cancel(orderId)).toMatchObject({ status: 'working', pendingChange: 'cancel' });
    broker.tell({ kind: 'cancelled', clientOrderId: clientId('a'), timeMs: trading.get(orderId).createdAtMs, reason: 'on request' });
    await settled();
    expect(trading.get(orderId)).toMatchObject({ status: 'cancelled', pendingChange: null });
  });

  it('says why a cancel cannot be: unknown, ended, already asked', async () => {
    const { trading, broker } = await openRig();
    await expect(trading.cancel('ord-none' as OrderId)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'There is no order ord-none.' });
    const done = await trading.place(limitRequest('95'));
    await trading.cancel(done.orderId);
    await expect(trading.cancel(done.orderId)).rejects.toMatchObject(refusal('ORDER_NOT_OPEN', { status: 'cancelled' }));
    broker.end = () => {};
    const open = await trading.place(limitRequest('95'));
    await trading.cancel(open.orderId);
    await expect(trading.cancel(open.orderId)).rejects.toMatchObject(refusal('CHANGE_PENDING', { pending: 'cancel' }));
  });

  it('a cancel whose answer is lost is asked for again until the venue has answered', async () => {
    const { trading, broker, clock } = await openRig();
    const { orderId } = await trading.place(limitRequest('95'));
    broker.line = 'lost';
    expect(await trading.cancel(orderId)).toMatchObject({ status: 'working', pendingChange: null });
    broker.line = 'good';
    for (let i = 0; i < 3; i++) {
      await settled();
      clock.advance(1_000);
    }
    await settled();
    expect(trading.get(orderId).status).toBe('cancelled');
    expect(clock.pendingCount).toBe(0);
  });

  it('a replace passes the same checks as a new order, without counting the old one', async () => {
    const { trading } = await openRig();
    const { orderId } = await trading.place(limitRequest('100', { quantity: '900' }));
    expect(await trading.replace(orderId, { quantity: decimalText('1000') })).toMatchObject({ quantity: '1000', pendingChange: null });
    await expect(trading.replace(orderId, { quantity: decimalText('1001') })).rejects.toMatchObject(refusal('INSUFFICIENT_BUYING_POWER', { required: '100100' }));
    await expect(trading.replace(orderId, { limitPrice: decimalText('95.001') })).rejects.toMatchObject(refusal('PRICE_OFF_TICK'));
    await expect(trading.replace(orderId, { stopPrice: decimalText('95') })).rejects.toMatchObject(refusal('PRICE_NOT_EXPECTED'));
  });

  it('a replace to no more than is filled is refused', async () => {
    const { trading, broker } = await openRig();
    const { orderId } = await trading.place(limitRequest('100', { clientOrderId: 'a' }));
    broker.fill(clientId('a'), '4', '100');
    await settled();
    await expect(trading.replace(orderId, { quantity: decimalText('4') })).rejects.toMatchObject(refusal('QUANTITY_BELOW_FILLED', { filledQuantity: '4' }));
  });
});
