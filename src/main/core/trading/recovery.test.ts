import { describe, expect, it } from 'vitest';
import { decimalText, epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { clientId } from '../../../../test/trading/trading-expectations.ts';
import { limitRequest, makeRig, openRig, request, settled, strange } from '../../../../test/trading/trading-rig.ts';
import type { VenueOrder } from './ports.ts';

describe('recovery', () => {
  it('opens the configured accounts once', async () => {
    const rig = makeRig();
    await rig.trading.recover();
    const { trading, store } = rig.restart();
    await trading.recover();
    expect(trading.accounts()).toMatchObject([{ accountId: 'paper-1', mode: 'paper', balances: [{ currency: 'USD', cash: '100000' }], equity: 100_000 }]);
    expect(store.read(0, 100).map(({ type }) => type)).toEqual(['accountOpened', 'cashDeposited']);
  });

  it('applies what was missed: acknowledgement, executions, new terms, the end', async () => {
    const rig = await openRig();
    rig.broker.onArrival = () => {};
    for (const name of ['a', 'b', 'c']) await rig.trading.place(limitRequest('95', { clientOrderId: name }));
    await rig.trading.dispose();
    rig.broker.fill(clientId('a'), '4', '95', { isTold: false });
    rig.broker.fill(clientId('b'), '10', '95', { isTold: false });
    rig.broker.end(clientId('c'), 'expired', false);
    rig.broker.orders.set(clientId('a'), { ...(rig.broker.orders.get(clientId('a')) as VenueOrder), limitPrice: decimalText('96') });

    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({ checked: 3, missedFills: 2, resent: [], neverArrived: [], adopted: [], contradicted: [] });
    expect(trading.findByClientId(clientId('a'))).toMatchObject({ status: 'partially-filled', filledQuantity: '4', limitPrice: '96', venueOrderId: 'v-a' });
    expect(trading.findByClientId(clientId('b'))?.status).toBe('filled');
    expect(trading.findByClientId(clientId('c'))?.status).toBe('expired');
    expect(trading.positions()).toMatchObject([{ quantity: '14' }]);
    expect(await trading.recover()).toMatchObject({ checked: 1, missedFills: 0 });
  });

  it('measures that age by the clock of the computer: simulated time stands still while nothing runs', async () => {
    const timers = createManualClock(1_000_000);
    const rig = await openRig({ timers });
    rig.broker.line = 'lost';
    rig.broker.canBeAsked = false;
    await rig.trading.place(request({ clientOrderId: 'yesterday' }));
    await rig.trading.dispose();
    timers.advance(86_400_000);
    rig.broker.line = 'good';
    rig.broker.canBeAsked = true;
    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({ resent: [], neverArrived: [{ clientOrderId: 'yesterday', reason: 'never reached the venue' }] });
    expect(rig.broker.arrivals).toEqual([]);
  });

  it('hands over again what never arrived and is young, and ends what is old', async () => {
    const rig = await openRig();
    rig.broker.line = 'lost';
    rig.broker.canBeAsked = false;
    await rig.trading.place(request({ clientOrderId: 'old' }));
    rig.clock.advance(20_000);
    await rig.trading.place(request({ clientOrderId: 'young' }));
    await rig.trading.dispose();
    rig.clock.advance(15_000);
    rig.broker.line = 'good';
    rig.broker.canBeAsked = true;
    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({
      checked: 2,
      resent: [{ clientOrderId: 'young', status: 'working' }],
      neverArrived: [{ clientOrderId: 'old', status: 'rejected', reason: 'never reached the venue' }],
    });
    expect(rig.broker.arrivals.map(({ clientOrderId }) => clientOrderId)).toEqual(['young']);
  });

  it('hands nothing over again while halted', async () => {
    const rig = await openRig();
    rig.broker.line = 'lost';
    rig.broker.canBeAsked = false;
    await rig.trading.place(request());
    await rig.trading.halt('stop');
    await rig.trading.dispose();
    rig.broker.line = 'good';
    rig.broker.canBeAsked = true;
    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({ resent: [], neverArrived: [{ status: 'rejected' }] });
  });

  it('adopts orders that were placed elsewhere, with their fills, and follows them', async () => {
    const rig = makeRig();
    rig.broker.putStranger(strange('theirs'));
    rig.broker.fill(clientId('theirs'), '2', '90');
    expect(await rig.trading.recover()).toMatchObject({
      adopted: [{ clientOrderId: 'theirs', accountId: 'paper-1', status: 'partially-filled', filledQuantity: '2', orderId: expect.stringMatching(/^ext-/) }],
    });
    rig.broker.fill(clientId('theirs'), '5', '90');
    await settled();
    expect(rig.trading.findByClientId(clientId('theirs'))?.status).toBe('filled');
    expect(rig.trading.positions()).toMatchObject([{ quantity: '7' }]);
    expect(await rig.trading.recover()).toMatchObject({ adopted: [] });
  });

  it('the first word of an order placed elsewhere closes the desk until it is adopted', async () => {
    const { trading, broker } = await openRig();
    broker.putStranger(strange('theirs'));
    broker.fill(clientId('theirs'), '7', '90');
    await Promise.resolve();
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await settled();
    expect(trading.findByClientId(clientId('theirs'))).toMatchObject({ status: 'filled', filledQuantity: '7' });
    expect(await trading.place(request())).toMatchObject({ status: 'working' });
  });

  it('fifty orders placed elsewhere at once are all adopted, each once', async () => {
    const { trading, broker } = await openRig();
    for (let i = 0; i < 50; i++) broker.putStranger(strange(`theirs-${i}`));
    for (let i = 0; i < 50; i++) broker.fill(clientId(`theirs-${i}`), '1', '90');
    await settled();
    expect(trading.health()).toMatchObject({ state: 'open', openOrders: 50 });
    expect(trading.positions()).toMatchObject([{ quantity: '50' }]);
  });

  it('cancels at the venue what our book has ended', async () => {
    const rig = await openRig({ resendWithinMs: -1 });
    rig.broker.line = 'lost';
    await rig.trading.place(request({ clientOrderId: 'a' }));
    await settled();
    await rig.trading.dispose();
    rig.broker.line = 'good';
    rig.broker.onArrival = () => {};
    await rig.broker.place(strange('a'));
    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({ contradicted: [{ clientOrderId: 'a', status: 'rejected' }] });
    expect(rig.broker.orders.get(clientId('a'))?.state).toBe('cancelled');
  });

  it('reports what the venue had acknowledged and has forgotten, and neither ends it nor sends it again', async () => {
    const rig = await openRig();
    await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
    rig.broker.orders.clear();
    expect(await rig.trading.recover()).toMatchObject({ missing: [{ clientOrderId: 'a', status: 'working' }] });
    expect(rig.broker.arrivals).toHaveLength(1);
  });

  it('asks again for a cancel that was wanted before the restart', async () => {
    const rig = await openRig();
    const { orderId } = await rig.trading.place(limitRequest('95'));
    rig.broker.line = 'lost';
    await rig.trading.cancel(orderId);
    await rig.trading.dispose();
    rig.broker.line = 'good';
    const { trading } = rig.restart();
    await trading.recover();
    await settled();
    expect(trading.get(orderId).status).toBe('cancelled');
  });

  it('an order handed over again is free of the change that went astray with it', async () => {
    const rig = await openRig();
    rig.broker.line = 'lost';
    rig.broker.canBeAsked = false;
    const { orderId } = await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
    rig.broker.line = 'good';
    rig.broker.replace = async () => {};
    await rig.trading.replace(orderId, { quantity: decimalText('20') });
    await rig.trading.dispose();
    rig.broker.canBeAsked = true;
    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({ resent: [{ status: 'working', quantity: '10', pendingChange: null }] });
  });

  it('stays closed while the venue cannot be asked', async () => {
    const { trading, broker } = makeRig();
    broker.canBeAsked = false;
    await expect(trading.recover()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(trading.health().state).toBe('closed');
    broker.canBeAsked = true;
    await trading.recover();
    expect(trading.health()).toEqual({ state: 'open', openOrders: 0, unknownOrders: 0, reason: null });
  });

  it('fails plainly, and can be tried again, when the ledger cannot be written', async () => {
    const { trading, store } = makeRig();
    const append = store.append.bind(store);
    store.append = () => {
      throw new Error('disk full');
    };
    await expect(trading.recover()).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('disk full') });
    store.append = append;
    await trading.recover();
    expect(trading.health().state).toBe('open');
  });

  it('two recoveries at once are one', async () => {
    const { trading } = makeRig();
    expect(trading.recover()).toBe(trading.recover());
    await trading.recover();
  });

  it('gives a simulated venue back its open orders, with executions and counters', async () => {
    const rig = await openRig();
    await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
    rig.broker.fill(clientId('a'), '4', '95', { executionId: 'x7', commission: '0.5' });
    await rig.trading.place(request({ clientOrderId: 'done' }));
    rig.broker.fill(clientId('done'), '10', '100');
    await settled();
    expect(rig.restart().trading.venueMemory()).toEqual({
      openOrders: [
        {
          ...strange('a'), accountId: 'paper-1', timeInForce: 'day', quantity: '10', limitPrice: '95', venueOrderId: 'v-a', state: 'working', reason: null,
          placedAtMs: epochMs(1_000),
          queuedAtMs: epochMs(5_000),
          isTriggered: false,
          fills: [
            { kind: 'filled', clientOrderId: 'a', timeMs: 5_000, executionId: 'x7', quantity: '4', price: '95', commission: '0.5', currency: 'USD' },
          ],
        },
      ],
      underWay: [],
      orderNumber: rig.store.lastSeq(),
      executionCount: 2,
      recentFills: [
        expect.objectContaining({ executionId: 'x7', side: 'buy', price: '95', quantity: '4' }),
        expect.objectContaining({ executionId: 'x1', side: 'buy', price: '100', quantity: '10' }),
      ],
    });
  });
});
