import { describe, expect, it } from 'vitest';
import { breakLedger, clientId } from '../../../../test/trading/trading-expectations.ts';
import { openRig, request, settled } from '../../../../test/trading/trading-rig.ts';

describe('while the ledger cannot be written', () => {
  it('nothing is sent, and the message says so', async () => {
    const { trading, store, broker } = await openRig();
    const mendLedger = breakLedger(store, 'database or disk is full');
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('disk is full') });
    expect(broker.arrivals).toEqual([]);
    mendLedger();
    expect(await trading.place(request())).toMatchObject({ status: 'working' });
  });

  it('what the venue says is kept, blocks trading, and is stored once it can', async () => {
    const { trading, store, broker, clock } = await openRig();
    const { orderId } = await trading.place(request({ clientOrderId: 'a' }));
    const mendLedger = breakLedger(store);
    broker.fill(clientId('a'), '10', '100');
    await settled();
    expect(trading.health()).toMatchObject({ state: 'blocked', reason: 'disk full' });
    expect(trading.get(orderId).status).toBe('working');
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    mendLedger();
    clock.advance(1_000);
    expect(trading.get(orderId).status).toBe('filled');
    expect(trading.health().state).toBe('open');
  });

  it('an answer that is lost is asked for even where the loss itself could not be written down', async () => {
    const { trading, store, broker, clock } = await openRig();
    let mendLedger = (): void => {};
    broker.line = 'answer-lost';
    broker.onArrival = () => (mendLedger = breakLedger(store));
    const { orderId, status } = await trading.place(request({ clientOrderId: 'a' }));
    expect(status).toBe('intended');
    mendLedger();
    broker.line = 'good';
    for (let i = 0; i < 3; i++) {
      await settled();
      clock.advance(1_000);
    }
    expect(trading.get(orderId).status).toBe('working');
    expect(broker.arrivals).toHaveLength(1);
  });
});
