import { describe, expect, it } from 'vitest';
import type { ClientOrderId, OrderId } from '../../../contract/model/order.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import { decimalText } from '../../../contract/model/units.ts';
import { limitRequest, makeRig, openRig, request, settled } from '../../../../test/trading/trading-rig.ts';
import { createMemoryEventStore } from '../../adapters/store/memory-event-store.ts';
import type { EventStore } from '../ledger/index.ts';

const typesIn = (store: EventStore): string[] => store.read(0, 10_000).map(({ type }) => type);
const id = (text: string): ClientOrderId => text as ClientOrderId;
const refusal = (code: string, numbers: object = {}) => ({ code: 'REFUSED', details: { refusal: expect.objectContaining({ code, ...numbers }) } });

async function firstUpdates(stream: { read(after: number, signal?: AbortSignal): AsyncGenerator<unknown> }, after: number, count: number): Promise<TradingUpdate[]> {
  const updates: TradingUpdate[] = [];
  for await (const item of stream.read(after)) {
    updates.push((item as { value: TradingUpdate }).value);
    if (updates.length === count) break;
  }
  return updates;
}

describe('placing an order', () => {
  it('stores the intent before the venue hears of it, and the answer before anyone is told', async () => {
    const { trading, store, broker } = await openRig();
    let atArrival: string[] = [];
    broker.onArrival = ({ clientOrderId }) => {
      atArrival = typesIn(store);
      broker.accept(clientOrderId);
    };
    const order = await trading.place(request({ clientOrderId: 'a' }));
    expect(atArrival.at(-1)).toBe('orderIntended');
    expect(order).toMatchObject({ status: 'working', clientOrderId: 'a', venueOrderId: 'v-a', accountId: 'paper-1', brokerId: 'fake' });
    expect(typesIn(store).slice(-2)).toEqual(['orderIntended', 'orderAccepted']);
  });

  it('acknowledgement and fill that come together share one commit', async () => {
    const { trading, store, broker } = await openRig();
    const before = store.lastSeq();
    let appends = 0;
    const append = store.append.bind(store);
    store.append = (events) => ((appends += 1), append(events));
    broker.onArrival = ({ clientOrderId }) => {
      broker.accept(clientOrderId);
      broker.fill(clientOrderId, '10', '100');
    };
    expect(await trading.place(request())).toMatchObject({ status: 'filled', filledQuantity: '10', averagePrice: '100' });
    expect([appends, store.lastSeq() - before]).toEqual([2, 3]);
  });

  it('an order whose arrival is known but not answered is sent', async () => {
    const { trading, broker } = await openRig();
    broker.onArrival = () => {};
    expect(await trading.place(request())).toMatchObject({ status: 'sent', venueOrderId: null });
  });

  it('decimals are made canonical, ids are made where none are given', async () => {
    const { trading } = await openRig();
    const order = await trading.place(limitRequest('99.50', { quantity: '010.0' }));
    expect(order).toMatchObject({ quantity: '10', limitPrice: '99.5', clientOrderId: expect.stringMatching(/^c-\w+$/), orderId: expect.stringMatching(/^ord-\w+$/) });
  });

  it('the same client id with the same content is the same order, also while it is under way and after a replace', async () => {
    const { trading, broker } = await openRig();
    const terms = limitRequest('95', { clientOrderId: 'a' });
    const [first, second] = await Promise.all([trading.place(terms), trading.place({ ...terms, quantity: decimalText('10.00') })]);
    expect(second).toEqual(first);
    await trading.replace(first.orderId, { quantity: decimalText('5') });
    expect((await trading.place(terms)).orderId).toBe(first.orderId);
    expect(broker.arrivals).toHaveLength(1);
  });

  it('the same client id with other content is refused', async () => {
    const { trading } = await openRig();
    const { orderId } = await trading.place(request({ clientOrderId: 'a' }));
    await expect(trading.place(request({ clientOrderId: 'a', side: 'sell' }))).rejects.toMatchObject(refusal('CLIENT_ORDER_ID_REUSED', { orderId }));
  });

  it('a client id named like an inherited property is an id like any other', async () => {
    const { trading } = await openRig();
    expect(await trading.place(request({ clientOrderId: 'constructor' }))).toMatchObject({ clientOrderId: 'constructor' });
    expect(trading.findByClientId(id('toString'))).toBeNull();
  });

  it('a refusal is thrown with its numbers, recorded, and told', async () => {
    const { trading, store, broker } = await openRig();
    const after = trading.stream.lastSeq;
    await expect(trading.place(request({ quantity: '0' }))).rejects.toMatchObject(refusal('QUANTITY_NOT_POSITIVE', { quantity: '0' }));
    expect(store.read(store.lastSeq() - 1, 1)).toMatchObject([{ type: 'orderRefused', stream: 'risk' }]);
    expect(await firstUpdates(trading.stream, after, 1)).toMatchObject([{ kind: 'refusal', request: { quantity: '0' } }]);
    expect(broker.arrivals).toEqual([]);
  });

  it('is unavailable before the first recovery and after disposal', async () => {
    const { trading } = makeRig();
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await trading.recover();
    await trading.place(request());
    await trading.dispose();
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('the tape says which request an order came from, and what each of its facts came from', async () => {
    const { trading, store } = await openRig();
    await trading.place(request(), { correlationId: 'req-7' });
    const [intended, accepted] = store.read(store.lastSeq() - 2, 2);
    expect(intended).toMatchObject({ type: 'orderIntended', correlationId: 'req-7', causationId: null });
    expect(accepted).toMatchObject({ type: 'orderAccepted', causationId: intended?.seq });
  });

  it('an order type that the broker does not take is an error that says so', async () => {
    const { trading, broker } = await openRig();
    (broker.orderTypes as Set<string>).delete('stop');
    await expect(trading.place(request({ type: 'stop', stopPrice: '101' }))).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('takes no stop orders') });
  });

  it('when the ledger cannot be written, nothing is sent and the message says so', async () => {
    const { trading, store, broker } = await openRig();
    const append = store.append.bind(store);
    store.append = () => {
      throw new Error('database or disk is full');
    };
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('disk is full') });
    expect(broker.arrivals).toEqual([]);
    store.append = append;
    expect(await trading.place(request())).toMatchObject({ status: 'working' });
  });

  it('what the venue says while the ledger cannot be written is kept, blocks trading, and is stored once it can', async () => {
    const { trading, store, broker, clock } = await openRig();
    const { orderId } = await trading.place(request({ clientOrderId: 'a' }));
    const append = store.append.bind(store);
    store.append = () => {
      throw new Error('disk full');
    };
    broker.fill(id('a'), '10', '100');
    await settled();
    expect(trading.health()).toMatchObject({ state: 'blocked', reason: 'disk full' });
    expect(trading.get(orderId).status).toBe('working');
    await expect(trading.place(request())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    store.append = append;
    clock.advance(1_000);
    expect(trading.get(orderId).status).toBe('filled');
    expect(trading.health().state).toBe('open');
  });
});

describe('an answer that is lost', () => {
  it('is asked for even where the loss itself could not be written down', async () => {
    const { trading, store, broker, clock } = await openRig();
    const append = store.append.bind(store);
    broker.line = 'answer-lost';
    broker.onArrival = () => {
      store.append = () => {
        throw new Error('disk full');
      };
    };
    const { orderId, status } = await trading.place(request({ clientOrderId: 'a' }));
    expect(status).toBe('intended');
    store.append = append;
    broker.line = 'good';
    for (let i = 0; i < 3; i++) {
      await settled();
      clock.advance(1_000);
    }
    expect(trading.get(orderId).status).toBe('working');
    expect(broker.arrivals).toHaveLength(1);
  });

  it('is unknown until the venue was asked, and then what the venue says', async () => {
    const { trading, broker, clock } = await openRig();
    broker.line = 'answer-lost';
    broker.onArrival = () => {};
    broker.canBeAsked = false;
    const order = await trading.place(request({ clientOrderId: 'a' }));
    expect(order.status).toBe('unknown');
    expect(trading.health().unknownOrders).toBe(1);
    broker.fill(id('a'), '10', '100', { isTold: false });
    broker.line = 'good';
    broker.canBeAsked = true;
    await settled();
    clock.advance(1_000);
    await settled();
    expect(trading.get(order.orderId)).toMatchObject({ status: 'filled', filledQuantity: '10' });
    expect(broker.arrivals).toHaveLength(1);
  });

  it('a silent venue is asked after the time-out', async () => {
    const { trading, broker, clock } = await openRig({ timeoutMs: 2_000 });
    broker.line = 'silence';
    broker.onArrival = () => {};
    const placing = trading.place(request({ clientOrderId: 'a' }));
    await settled();
    broker.line = 'good';
    clock.advance(2_000);
    const { orderId } = await placing;
    await settled();
    expect(trading.get(orderId).status).toBe('working');
    expect(broker.arrivals).toHaveLength(1);
  });

  it('an order that never arrived is handed over again only after the venue said so, and only while young', async () => {
    const { trading, broker, clock } = await openRig({ resendWithinMs: 30_000 });
    broker.line = 'lost';
    const young = await trading.place(request({ clientOrderId: 'young' }));
    expect(young.status).toBe('unknown');
    broker.line = 'good';
    await settled();
    clock.advance(1_000);
    await settled();
    expect(trading.get(young.orderId).status).toBe('working');

    broker.line = 'lost';
    broker.canBeAsked = false;
    const old = await trading.place(request({ clientOrderId: 'old' }));
    clock.advance(31_000);
    broker.canBeAsked = true;
    broker.line = 'good';
    await settled();
    clock.advance(60_000);
    await settled();
    expect(trading.get(old.orderId)).toMatchObject({ status: 'rejected', reason: 'never reached the venue' });
    expect(broker.arrivals.map(({ clientOrderId }) => clientOrderId)).toEqual(['young']);
  });

  it('an unknown order that is cancelled is never handed over again', async () => {
    const { trading, broker, clock } = await openRig();
    broker.line = 'lost';
    broker.canBeAsked = false;
    const { orderId } = await trading.place(request());
    broker.line = 'good';
    await trading.cancel(orderId);
    broker.canBeAsked = true;
    await settled();
    clock.advance(1_000);
    await settled();
    expect(trading.get(orderId)).toMatchObject({ status: 'rejected', reason: 'never reached the venue' });
    expect(broker.arrivals).toEqual([]);
  });

  it('an order that turns up at the venue after we had ended it is cancelled there, and its fills count', async () => {
    const { trading, broker, clock } = await openRig({ resendWithinMs: 0 });
    broker.line = 'lost';
    clock.advance(1);
    const placing = trading.place(request({ clientOrderId: 'a' }));
    clock.advance(1);
    const { orderId } = await placing;
    await settled();
    expect(trading.get(orderId).status).toBe('rejected');
    broker.line = 'good';
    await broker.place(trading.get(orderId));
    broker.fill(id('a'), '4', '100');
    await settled();
    expect(broker.orders.get(id('a'))?.state).toBe('cancelled');
    expect(trading.get(orderId)).toMatchObject({ status: 'rejected', filledQuantity: '4' });
    expect(trading.positions()).toMatchObject([{ quantity: '4' }]);
  });
});

describe('cancelling and replacing', () => {
  it('only the venue ends an order', async () => {
    const { trading, broker } = await openRig();
    const { orderId } = await trading.place(limitRequest('95', { clientOrderId: 'a' }));
    broker.end = () => {};
    expect(await trading.cancel(orderId)).toMatchObject({ status: 'working', pendingChange: 'cancel' });
    broker.tell({ kind: 'cancelled', clientOrderId: id('a'), timeMs: trading.get(orderId).createdAtMs, reason: 'on request' });
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
    broker.fill(id('a'), '4', '100');
    await settled();
    await expect(trading.replace(orderId, { quantity: decimalText('4') })).rejects.toMatchObject(refusal('QUANTITY_BELOW_FILLED', { filledQuantity: '4' }));
  });
});

describe('the kill switch', () => {
  it('cancels every open order, refuses new ones, survives a restart, and lets go again', async () => {
    const rig = await openRig();
    const orders = await Promise.all(['95', '96'].map((price) => rig.trading.place(limitRequest(price))));
    expect(await rig.trading.halt('enough')).toEqual({ isHalted: true, reason: 'enough' });
    expect(orders.map(({ orderId }) => rig.trading.get(orderId).status)).toEqual(['cancelled', 'cancelled']);
    await expect(rig.trading.place(request())).rejects.toMatchObject(refusal('TRADING_HALTED', { reason: 'enough' }));

    const { trading } = rig.restart();
    await trading.recover();
    expect(trading.riskStatus()).toEqual({ isHalted: true, reason: 'enough' });
    expect(trading.resume()).toEqual({ isHalted: false, reason: null });
    expect(await trading.place(request())).toMatchObject({ status: 'working' });
  });
});

describe('what the desk shows', () => {
  it('lists newest first, open only, of one instrument, up to a limit', async () => {
    const { trading } = await openRig();
    const placed = [];
    for (const clientOrderId of ['a', 'b', 'c']) placed.push(await trading.place(limitRequest('95', { clientOrderId })));
    await trading.cancel(placed[1]?.orderId as OrderId);
    const names = (filter: Parameters<typeof trading.list>[0]) => trading.list(filter).map(({ clientOrderId }) => clientOrderId);
    expect(names({ openOnly: false, limit: 10 })).toEqual(['c', 'b', 'a']);
    expect(names({ openOnly: true, limit: 10 })).toEqual(['c', 'a']);
    expect(names({ openOnly: false, limit: 1 })).toEqual(['c']);
    expect(names({ openOnly: false, limit: 10, instrumentId: 'SIM:OTHER' as never })).toEqual([]);
  });

  it('knows cash, positions and buying power exactly, and marks to the middle of the quote', async () => {
    const { trading, broker } = await openRig();
    await trading.place(limitRequest('100', { clientOrderId: 'a', quantity: '30' }));
    broker.fill(id('a'), '10', '99.99', { commission: '0.3' });
    broker.fill(id('a'), '10', '100', { commission: '0.3' });
    await settled();
    expect(trading.positions()).toEqual([
      {
        accountId: 'paper-1', instrumentId: 'SIM:ACME', currency: 'USD', quantity: '20', averagePrice: '99.995', realisedPnl: '-0.6',
        markPrice: 99.5, marketValue: 1_990, unrealisedPnl: -9.9,
      },
    ]);
    expect(trading.accounts()).toMatchObject([
      { accountId: 'paper-1', balances: [{ currency: 'USD', cash: '97999.5' }], equity: 99_989.5, buyingPower: '96999.5' },
    ]);
    expect(trading.fills({ limit: 1 })).toMatchObject([{ price: '100' }]);
    expect(trading.fills({ orderId: trading.findByClientId(id('a'))?.orderId, limit: 10 })).toHaveLength(2);
  });

  it('an unknown order is NOT_FOUND', async () => {
    const { trading } = await openRig();
    expect(() => trading.get('ord-none' as OrderId)).toThrow(/There is no order ord-none/);
  });

  it('tells fills and orders in the order of the tape, and numbers never repeat over a restart', async () => {
    const rig = await openRig();
    const { trading, broker } = rig;
    const after = trading.stream.lastSeq;
    await trading.place(request({ clientOrderId: 'a' }));
    broker.fill(id('a'), '10', '100');
    await settled();
    expect((await firstUpdates(trading.stream, after, 4)).map((update) => (update.kind === 'order' ? update.order.status : update.kind))).toEqual([
      'intended', 'working', 'fill', 'filled',
    ]);
    const { trading: next } = rig.restart();
    expect(next.stream.lastSeq).toBeGreaterThanOrEqual(trading.stream.lastSeq);
    for await (const item of next.stream.read(after + 1)) {
      expect(item.kind).toBe('reload');
      break;
    }
  });

  it('a thousand repetitions of each word of the venue change nothing', async () => {
    const { trading, broker, store } = await openRig();
    await trading.place(request({ clientOrderId: 'a' }));
    const fill = broker.fill(id('a'), '4', '100');
    await settled();
    const before = store.lastSeq();
    for (let i = 0; i < 1_000; i++) {
      broker.accept(id('a'));
      broker.tell(fill);
    }
    await settled();
    expect(store.lastSeq()).toBe(before);
    expect(trading.positions()).toMatchObject([{ quantity: '4' }]);
  });
});

describe('the memory of the desk', () => {
  it('is the same after a restart as before', async () => {
    const store = createMemoryEventStore();
    const rig = makeRig({ store });
    await rig.trading.recover();
    await rig.trading.place(limitRequest('95', { clientOrderId: 'a' }));
    rig.broker.fill(id('a'), '3', '95');
    await rig.trading.place(request({ clientOrderId: 'b', side: 'sell' }));
    rig.broker.fill(id('b'), '10', '99');
    await settled();
    const { trading } = rig.restart();
    const everything = (desk: typeof trading) => [desk.list({ openOnly: false, limit: 9 }), desk.fills({ limit: 9 }), desk.positions(), desk.accounts()];
    expect(everything(trading)).toEqual(everything(rig.trading));
  });
});
