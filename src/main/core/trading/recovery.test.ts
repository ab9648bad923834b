import { describe, expect, it } from 'vitest';
import type { AccountId, ClientOrderId } from '../../../contract/model/order.ts';
import { decimalText, epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { acme } from '../../../../test/trading/acme.ts';
import type { FakeVenue } from '../../../../test/trading/fake-venue.ts';
import { limitRequest, makeRig, openRig, request, settled, type Rig } from '../../../../test/trading/trading-rig.ts';
import type { BrokerOrder, VenueOrder } from './ports.ts';
import type { RecoveryReport } from './recovery-report.ts';

const id = (text: string): ClientOrderId => text as ClientOrderId;
const strange = (name: string): BrokerOrder => ({
  clientOrderId: id(name), accountId: 'elsewhere' as AccountId, instrumentId: acme.id, side: 'buy', type: 'limit', timeInForce: 'gtc',
  quantity: decimalText('7'), limitPrice: decimalText('90'), stopPrice: null,
});

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
    rig.broker.fill(id('a'), '4', '95', { isTold: false });
    rig.broker.fill(id('b'), '10', '95', { isTold: false });
    rig.broker.end(id('c'), 'expired', false);
    rig.broker.orders.set(id('a'), { ...(rig.broker.orders.get(id('a')) as VenueOrder), limitPrice: decimalText('96') });

    const { trading } = rig.restart();
    expect(await trading.recover()).toMatchObject({ checked: 3, missedFills: 2, resent: [], neverArrived: [], adopted: [], contradicted: [] });
    expect(trading.findByClientId(id('a'))).toMatchObject({ status: 'partially-filled', filledQuantity: '4', limitPrice: '96', venueOrderId: 'v-a' });
    expect(trading.findByClientId(id('b'))?.status).toBe('filled');
    expect(trading.findByClientId(id('c'))?.status).toBe('expired');
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
    rig.broker.fill(id('theirs'), '2', '90');
    expect(await rig.trading.recover()).toMatchObject({
      adopted: [{ clientOrderId: 'theirs', accountId: 'paper-1', status: 'partially-filled', filledQuantity: '2', orderId: expect.stringMatching(/^ext-/) }],
    });
    rig.broker.fill(id('theirs'), '5', '90');
    await settled();
    expect(rig.trading.findByClientId(id('theirs'))?.status).toBe('filled');
    expect(rig.trading.positions()).toMatchObject([{ quantity: '7' }]);
    expect(await rig.trading.recover()).toMatchObject({ adopted: [] });
  });

  it('the first word of an order placed elsewhere closes the desk until it is adopted', async () => {
    const { trading, broker } = await openRig();
    broker.putStranger(strange('theirs'));
    broker.fill(id('theirs'), '7', '90');
    await Promise.resolve();
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await settled();
    expect(trading.findByClientId(id('theirs'))).toMatchObject({ status: 'filled', filledQuantity: '7' });
    expect(await trading.place(request())).toMatchObject({ status: 'working' });
  });

  it('fifty orders placed elsewhere at once are all adopted, each once', async () => {
    const { trading, broker } = await openRig();
    for (let i = 0; i < 50; i++) broker.putStranger(strange(`theirs-${i}`));
    for (let i = 0; i < 50; i++) broker.fill(id(`theirs-${i}`), '1', '90');
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
    expect(rig.broker.orders.get(id('a'))?.state).toBe('cancelled');
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

  describe('while the venue goes on trading', () => {
    /** Two orders rest; `first` is filled unheard, so that the venue is asked about it, and while it answers something happens. */
    async function recoverWhile(happens: (rig: Rig<FakeVenue>) => void): Promise<{ rig: Rig<FakeVenue>; report: RecoveryReport; cancels: number }> {
      const rig = await openRig();
      for (const name of ['first', 'second']) await rig.trading.place(limitRequest('95', { clientOrderId: name }));
      rig.broker.fill(id('first'), '10', '95', { isTold: false });
      const { findOrder, cancel } = rig.broker;
      let cancels = 0;
      rig.broker.cancel = (one) => ((cancels += 1), cancel(one));
      rig.broker.findOrder = async (one) => {
        rig.broker.findOrder = findOrder;
        const answer = await findOrder(one);
        happens(rig);
        return answer;
      };
      return { rig, report: await rig.trading.recover(), cancels };
    }

    it('an order that ends meanwhile is no contradiction and is not cancelled', async () => {
      const { rig, report, cancels } = await recoverWhile(({ broker }) => broker.fill(id('second'), '10', '95'));
      expect(report).toMatchObject({ contradicted: [], missedFills: 2 });
      expect(cancels).toBe(0);
      expect(rig.trading.findByClientId(id('second'))?.status).toBe('filled');
    });

    it('an order that gets other terms meanwhile keeps them', async () => {
      const { rig } = await recoverWhile(({ broker }) => void broker.replace(id('second'), { quantity: decimalText('4'), limitPrice: null, stopPrice: null }));
      expect(rig.trading.findByClientId(id('second'))).toMatchObject({ quantity: '4', status: 'working' });
    });

    it('an order that arrives while it is asked for is not missing', async () => {
      const rig = await openRig();
      rig.broker.line = 'lost';
      rig.broker.canBeAsked = false;
      await rig.trading.place(limitRequest('95', { clientOrderId: 'late' }));
      rig.broker.line = 'good';
      rig.broker.canBeAsked = true;
      const { findOrder } = rig.broker;
      rig.broker.findOrder = async (one) => {
        rig.broker.findOrder = findOrder;
        const answer = await findOrder(one);
        await rig.broker.place(rig.trading.findByClientId(id('late')) as BrokerOrder);
        return answer;
      };
      expect(await rig.trading.recover()).toMatchObject({ missing: [], resent: [], neverArrived: [] });
      expect(rig.trading.findByClientId(id('late'))?.status).toBe('working');
      expect(rig.broker.arrivals).toHaveLength(1);
    });

    it('an order placed elsewhere that ends before it is looked at is followed to its end', async () => {
      const rig = await openRig();
      await rig.trading.place(limitRequest('95', { clientOrderId: 'first' }));
      rig.broker.fill(id('first'), '10', '95', { isTold: false });
      rig.broker.putStranger(strange('theirs'));
      const { findOrder } = rig.broker;
      rig.broker.findOrder = async (one) => {
        rig.broker.findOrder = findOrder;
        if (one === id('first')) rig.broker.end(id('theirs'), 'cancelled', false);
        return findOrder(one);
      };
      expect(await rig.trading.recover()).toMatchObject({ adopted: [{ clientOrderId: 'theirs', status: 'cancelled' }] });
    });

    it('a replace that is still being sent is waited for before anything is judged', async () => {
      const rig = await openRig();
      const { orderId } = await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
      const { replace } = rig.broker;
      const arrival = Promise.withResolvers<void>();
      rig.broker.replace = async (...args) => {
        await arrival.promise;
        await replace(...args);
      };
      const replacing = rig.trading.replace(orderId, { quantity: decimalText('4') });
      const recovering = rig.trading.recover();
      await settled();
      expect(rig.trading.get(orderId).pendingChange).toBe('replace');
      arrival.resolve();
      await Promise.all([replacing, recovering]);
      expect(rig.trading.get(orderId)).toMatchObject({ quantity: '4', pendingChange: null });
    });
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
    rig.broker.fill(id('a'), '4', '95', { executionId: 'x7', commission: '0.5' });
    await rig.trading.place(request({ clientOrderId: 'done' }));
    rig.broker.fill(id('done'), '10', '100');
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
