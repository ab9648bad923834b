import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../../contract/model/order.ts';
import { decimalText, epochMs, type DecimalText } from '../../../contract/model/units.ts';
import { acme } from '../../../../test/trading/acme.ts';
import type { FakeVenue } from '../../../../test/trading/fake-venue.ts';
import { clientId, refusal } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, makeRig, openRig, settled, type Rig } from '../../../../test/trading/trading-rig.ts';
import { createPaperBroker } from '../../adapters/brokers/paper/index.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { silentLog } from '../kernel/index.ts';

const changesTo = (terms: { quantity?: string; limitPrice?: string }): Record<'quantity' | 'limitPrice' | 'stopPrice', DecimalText | null> => ({
  quantity: terms.quantity === undefined ? null : decimalText(terms.quantity),
  limitPrice: terms.limitPrice === undefined ? null : decimalText(terms.limitPrice),
  stopPrice: null,
});
const buyingPower = ({ trading }: Pick<Rig<FakeVenue>, 'trading'>): string | undefined => trading.accounts()[0]?.buyingPower;

/** A desk with one resting order, 500 at 100, at a venue that takes replaces and does not answer them. */
async function openSlowRig(side: 'buy' | 'sell' = 'buy'): Promise<Rig<FakeVenue> & { orderId: OrderId; answer(terms: Parameters<typeof changesTo>[0]): Promise<void> }> {
  const rig = await openRig();
  rig.broker.replace = async () => {};
  const { orderId } = await rig.trading.place(limitRequest('100', { side, quantity: '500', clientOrderId: 'a' }));
  return {
    ...rig,
    orderId,
    async answer(terms) {
      rig.broker.tell({ kind: 'replaced', clientOrderId: clientId('a'), timeMs: epochMs(6_000), ...changesTo(terms) });
      await settled();
    },
  };
}

describe('a replace that the venue has not answered', () => {
  it('reserves what the new terms may cost where they cost more', async () => {
    const rig = await openSlowRig();
    await rig.trading.replace(rig.orderId, { quantity: decimalText('900') });
    expect(buyingPower(rig)).toBe('10000');
    await expect(rig.trading.place(limitRequest('100', { quantity: '101' }))).rejects.toMatchObject(
      refusal('INSUFFICIENT_BUYING_POWER', { required: '10100', available: '10000' }),
    );
    await rig.answer({ quantity: '900' });
    expect(buyingPower(rig)).toBe('10000');
    expect(rig.trading.get(rig.orderId)).toMatchObject({ quantity: '900', pendingChange: null });
  });

  it('goes on reserving what the old terms may cost where they cost more, until the venue has agreed', async () => {
    const rig = await openSlowRig();
    await rig.trading.replace(rig.orderId, { quantity: decimalText('200') });
    expect(buyingPower(rig)).toBe('50000');
    await rig.answer({ quantity: '200' });
    expect(buyingPower(rig)).toBe('80000');
  });

  it('with more units at a lower price, may fill at the old price before it is answered: the larger quantity counts at the higher price', async () => {
    const rig = await openSlowRig();
    await rig.trading.replace(rig.orderId, { quantity: decimalText('600'), limitPrice: decimalText('90') });
    expect(buyingPower(rig)).toBe('40000');
    await rig.answer({ quantity: '600', limitPrice: '90' });
    expect(buyingPower(rig)).toBe('46000');
  });

  it('of a sale claims what is held: a second sale of it would be a short one', async () => {
    const rig = await openRig();
    await rig.trading.place(limitRequest('100', { quantity: '900', clientOrderId: 'long' }));
    rig.broker.fill(clientId('long'), '900', '100');
    await settled();
    rig.broker.replace = async () => {};
    const { orderId } = await rig.trading.place(limitRequest('100', { side: 'sell', quantity: '100' }));
    await rig.trading.replace(orderId, { quantity: decimalText('900') });
    await expect(rig.trading.place(limitRequest('100', { side: 'sell', quantity: '101' }))).rejects.toMatchObject(
      refusal('INSUFFICIENT_BUYING_POWER', { required: '10100', available: '10000' }),
    );
  });

  it('frees what it reserved when the venue refuses it, also after a cancel has overruled it', async () => {
    const rig = await openSlowRig();
    const refuse = async (): Promise<void> => {
      rig.broker.tell({ kind: 'replace-rejected', clientOrderId: clientId('a'), timeMs: epochMs(6_000), reason: 'no' });
      await settled();
    };
    await rig.trading.replace(rig.orderId, { quantity: decimalText('900') });
    await refuse();
    expect(buyingPower(rig)).toBe('50000');

    rig.broker.cancel = async () => {};
    await rig.trading.replace(rig.orderId, { quantity: decimalText('900') });
    await rig.trading.cancel(rig.orderId);
    expect(buyingPower(rig), 'the venue may take the replace before the cancel').toBe('10000');
    await refuse();
    expect(buyingPower(rig)).toBe('50000');
    expect(rig.trading.get(rig.orderId).pendingChange).toBe('cancel');
  });

  it('counts the same after a restart, until the venue was asked', async () => {
    const rig = await openSlowRig();
    await rig.trading.replace(rig.orderId, { quantity: decimalText('900') });
    await rig.trading.dispose();
    const next = rig.restart();
    expect(buyingPower(next)).toBe('10000');
    await next.trading.recover();
    expect(next.trading.get(rig.orderId)).toMatchObject({ quantity: '500', pendingChange: null });
    expect(buyingPower(next)).toBe('50000');
  });
});

describe('a replace whose answer was lost', () => {
  /** The venue took the message or not, and could not be asked about it. */
  async function loseAnswer(line: 'lost' | 'answer-lost'): Promise<Rig<FakeVenue> & { orderId: OrderId; reach(): Promise<void> }> {
    const rig = await openRig();
    const { orderId } = await rig.trading.place(limitRequest('100', { quantity: '500', clientOrderId: 'a' }));
    const { tell } = rig.broker;
    rig.broker.tell = () => {};
    rig.broker.line = line;
    rig.broker.canBeAsked = false;
    await rig.trading.replace(orderId, { quantity: decimalText('900') });
    rig.broker.tell = tell;
    rig.broker.line = 'good';
    return {
      ...rig,
      orderId,
      async reach() {
        rig.broker.canBeAsked = true;
        await settled();
        rig.clock.advance(1_000);
        await settled();
      },
    };
  }

  it.each([['lost', '500', '50000'], ['answer-lost', '900', '10000']] as const)('%s: reserves both until the venue could be asked', async (line, quantity, free) => {
    const rig = await loseAnswer(line);
    expect(buyingPower(rig)).toBe('10000');
    await rig.reach();
    expect(rig.trading.get(rig.orderId)).toMatchObject({ quantity, pendingChange: null });
    expect(buyingPower(rig)).toBe(free);
    expect(rig.clock.pendingCount, 'nothing is asked for any more').toBe(0);
  });

  it('is settled by the recovery after a restart, too', async () => {
    const rig = await loseAnswer('lost');
    await rig.trading.dispose();
    const next = rig.restart();
    expect(buyingPower(next)).toBe('10000');
    rig.broker.canBeAsked = true;
    await next.trading.recover();
    expect(buyingPower(next)).toBe('50000');
    expect(await next.trading.replace(rig.orderId, { quantity: decimalText('100') })).toMatchObject({ quantity: '100' });
  });

  it('is in the way of another one until then', async () => {
    const rig = await loseAnswer('lost');
    await expect(rig.trading.replace(rig.orderId, { quantity: decimalText('100') })).rejects.toMatchObject(refusal('CHANGE_PENDING', { pending: 'replace' }));
    await rig.reach();
    expect(await rig.trading.replace(rig.orderId, { quantity: decimalText('100') })).toMatchObject({ quantity: '100' });
  });
});

it('a replace by more units at a lower price needs the money for all of them at the higher price: the old terms may fill first', async () => {
  const rig = await openSlowRig();
  await expect(rig.trading.replace(rig.orderId, { quantity: decimalText('1001'), limitPrice: decimalText('50') })).rejects.toMatchObject(
    refusal('INSUFFICIENT_BUYING_POWER', { required: '100100', available: '100000' }),
  );
  expect(rig.trading.get(rig.orderId)).toMatchObject({ quantity: '500', limitPrice: '100', pendingChange: null });
});

describe('replacing a part-filled order upward', () => {
  it('at a venue that answers: what is left is paid at the new price, what was filled is paid for', async () => {
    const { trading, broker } = await openRig();
    const { orderId } = await trading.place(limitRequest('99', { quantity: '1000', clientOrderId: 'a' }));
    broker.fill(clientId('a'), '600', '99');
    await settled();
    expect(await trading.replace(orderId, { limitPrice: decimalText('100') })).toMatchObject({ limitPrice: '100', status: 'partially-filled', filledQuantity: '600' });
    expect(trading.accounts()[0]?.buyingPower).toBe('600');
    await expect(trading.replace(orderId, { quantity: decimalText('1007') })).rejects.toMatchObject(
      refusal('INSUFFICIENT_BUYING_POWER', { required: '40700', available: '40600' }),
    );
    expect(trading.get(orderId), 'a refused replace changes nothing').toMatchObject({ quantity: '1000', pendingChange: null });
    expect(await trading.replace(orderId, { quantity: decimalText('1006') })).toMatchObject({ quantity: '1006' });
    broker.fill(clientId('a'), '406', '100');
    await settled();
    expect(trading.get(orderId)).toMatchObject({ status: 'filled', filledQuantity: '1006', averagePrice: '99.40357853' });
    expect(trading.accounts()).toMatchObject([{ balances: [{ cash: '0' }], buyingPower: '0' }]);
  });

  it('on the paper venue: fills to the new quantity, at the market, with money for every unit', async () => {
    const clock = createManualClock(1_000);
    const broker = createPaperBroker({ clock, log: silentLog, instrument: (one) => (one === acme.id ? acme : null) });
    const { trading, market } = makeRig({ clock, broker });
    await trading.recover();
    const quote = async (ask: number, askSize: number): Promise<void> => {
      clock.advance(10);
      Object.assign(market, { bid: ask - 1, ask });
      broker.onTick({ kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid: ask - 1, ask, bidSize: 1, askSize });
      await settled();
    };
    await quote(99, 600);
    const { orderId } = await trading.place(limitRequest('99', { quantity: '1000' }));
    expect(trading.get(orderId)).toMatchObject({ status: 'partially-filled', filledQuantity: '600' });
    await quote(100, 0);
    await trading.replace(orderId, { limitPrice: decimalText('100'), quantity: decimalText('1006') });
    await quote(100, 1_000);
    expect(trading.get(orderId)).toMatchObject({ status: 'filled', quantity: '1006', filledQuantity: '1006' });
    expect(trading.positions()).toMatchObject([{ quantity: '1006' }]);
    expect(trading.accounts()).toMatchObject([{ balances: [{ cash: '0' }], buyingPower: '0' }]);
  });
});
