import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Tick } from '../../../../contract/model/tick.ts';
import { decimalText } from '../../../../contract/model/units.ts';
import { acme } from '../../../../../test/trading/acme.ts';
import { createTestMarket, limitRequest, makeRig, request, type Rig } from '../../../../../test/trading/trading-rig.ts';
import { silentLog } from '../../../core/kernel/index.ts';
import type { EventStore } from '../../../core/ledger/index.ts';
import { createManualClock, type ManualClock } from '../../clock/manual-clock.ts';
import { createMemoryEventStore } from '../../store/memory-event-store.ts';
import { createPaperBroker, quotesOnly, type PaperBroker, type PaperBrokerOptions, type PaperTape } from './index.ts';

type PaperDesk = Rig<PaperBroker> & {
  /** What the venue trades; null: nothing. */
  listed: Instrument | null;
  quote(bid: number, ask: number, bidSize?: number, askSize?: number): Promise<void>;
  trade(price: number, size?: number): Promise<void>;
  /** The desk and the venue as they are after the program was started again on the same ledger. */
  reopen(): Promise<PaperDesk>;
};

/** A tape that can be asked for what it has told. */
const recordOf = (told: readonly Tick[]): PaperTape => ({
  ...quotesOnly,
  newestTicks: (_, beforeMs) => told.slice(0, told.findLastIndex((tick) => tick.timeMs < beforeMs) + 1).slice(told.findLastIndex((tick) => tick.kind === 'quote' && tick.timeMs < beforeMs)),
  ticks: (_, fromMs, toMs) => told.filter((tick) => tick.timeMs >= fromMs && tick.timeMs < toMs),
});

async function openDesk(parts: Partial<Pick<PaperDesk, 'clock' | 'store' | 'market'> & { timers: ManualClock }> = {}, told: Tick[] = [], latencyMs: PaperBrokerOptions['latencyMs'] = 0): Promise<PaperDesk> {
  const { clock = createManualClock(1_000), store = createMemoryEventStore(), market = createTestMarket(), timers = clock } = parts;
  const broker = createPaperBroker({ clock, log: silentLog, instrument: () => desk.listed, tape: recordOf(told), latencyMs });
  const rig = makeRig({ clock, store, market, broker }, { timers });
  const tell = async (tick: Tick): Promise<void> => {
    told.push(tick);
    broker.onTick(tick);
    // Time is past what was told before anything else happens.
    clock.advance(1);
    await Promise.resolve();
  };
  const desk: PaperDesk = {
    ...rig,
    listed: acme,
    async quote(bid, ask, bidSize = 100, askSize = 100) {
      clock.advance(10);
      Object.assign(market, { bid, ask });
      await tell({ kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid, ask, bidSize, askSize });
    },
    trade: (price, size = 1) => tell({ kind: 'trade', instrumentId: acme.id, timeMs: clock.now(), price, size }),
    async reopen() {
      await rig.trading.dispose();
      await broker.dispose();
      return openDesk({ clock, store, market, timers }, told, latencyMs);
    },
  };
  broker.restore(rig.trading.venueMemory());
  const opening = told.findLast((tick) => tick.kind === 'quote');
  if (opening !== undefined) broker.showTick(opening);
  await rig.trading.recover();
  return desk;
}

const venueOrderIds = (store: EventStore): string[] =>
  store.read(0, 1_000).flatMap(({ type, body }) => (type === 'orderAccepted' ? [(body as { venueOrderId: string }).venueOrderId] : []));

describe('the numbers of the paper venue over restarts', () => {
  it('never repeat, though orders that it rejected had some, too', async () => {
    let desk = await openDesk();
    for (let life = 0; life < 4; life++) {
      for (const listed of [acme, null, null, acme, acme]) {
        desk.listed = listed;
        await desk.trading.place(limitRequest('95', { quantity: '1' }));
      }
      desk = await desk.reopen();
    }
    const ids = venueOrderIds(desk.store);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('the queue at the paper venue is the same after a restart: new terms wait behind the orders that were there', async () => {
  let desk = await openDesk();
  const [first, second] = [await desk.trading.place(limitRequest('95')), await desk.trading.place(limitRequest('95'))];
  await desk.trading.replace(first.orderId, { limitPrice: decimalText('96') });
  desk = await desk.reopen();
  await desk.quote(94, 95, 10, 10);
  expect([first, second].map(({ orderId }) => desk.trading.get(orderId).filledQuantity)).toEqual(['0', '10']);
});

describe('what was on its way to the paper venue before a restart', () => {
  const latencyMs = 15;
  const gtc = { timeInForce: 'gtc' };
  /** Facts of an order with their moments, from the first word of the venue on. */
  const answers = ({ store }: PaperDesk, orderId: string): [string, number][] =>
    store.readStream(`order:${orderId}`, 0, 100).filter(({ type }) => !['orderIntended', 'orderSent', 'cancelRequested', 'replaceRequested'].includes(type)).map(({ type, timeMs }) => [type, timeMs]);

  it('arrives when it would have arrived, however long nothing ran, and not before', async () => {
    const timers = createManualClock(1_000_000);
    let desk = await openDesk({ timers }, [], latencyMs);
    await desk.quote(99, 100);
    const dueMs = desk.clock.now() + latencyMs;
    const [resting, market] = [await desk.trading.place(limitRequest('95', gtc)), await desk.trading.place(request(gtc))];
    timers.advance(86_400_000);
    desk = await desk.reopen();
    expect([resting, market].map(({ orderId }) => desk.trading.get(orderId)), 'still on their way').toMatchObject([{ status: 'sent', venueOrderId: null }, { status: 'sent', venueOrderId: null }]);
    desk = await desk.reopen();
    await desk.quote(99, 100);
    expect(answers(desk, market.orderId), 'not there yet').toEqual([]);
    await desk.quote(100, 101);
    expect(answers(desk, resting.orderId)).toEqual([['orderAccepted', dueMs]]);
    expect(answers(desk, market.orderId)).toEqual([['orderAccepted', dueMs], ['orderFilled', dueMs]]);
    expect(desk.trading.get(market.orderId)).toMatchObject({ status: 'filled', averagePrice: '100' });
  });

  it('a cancel and new terms: neither is sent twice, and each is answered', async () => {
    let desk = await openDesk({}, [], latencyMs);
    await desk.quote(99, 100);
    const [replaced, cancelled] = [await desk.trading.place(limitRequest('95', gtc)), await desk.trading.place(limitRequest('94', gtc))];
    await desk.quote(99, 100);
    await desk.quote(99, 100);
    const dueMs = desk.clock.now() + latencyMs;
    await desk.trading.replace(replaced.orderId, { limitPrice: decimalText('96') });
    await desk.trading.cancel(cancelled.orderId);
    desk = await desk.reopen();
    expect(desk.trading.get(replaced.orderId)).toMatchObject({ status: 'working', limitPrice: '95', pendingChange: 'replace' });
    expect(desk.trading.get(cancelled.orderId)).toMatchObject({ status: 'working', pendingChange: 'cancel' });
    await desk.quote(99, 100);
    await desk.quote(99, 100);
    await desk.quote(99, 100);
    expect(answers(desk, replaced.orderId).slice(1)).toEqual([['orderReplaced', dueMs]]);
    expect(answers(desk, cancelled.orderId).slice(1)).toEqual([['orderCancelled', dueMs]]);
    expect(desk.trading.get(replaced.orderId)).toMatchObject({ status: 'working', limitPrice: '96', pendingChange: null });
  });

  it('an order with new terms and a cancel right behind it: all in that order', async () => {
    let desk = await openDesk({}, [], latencyMs);
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(limitRequest('95', gtc));
    await desk.trading.replace(orderId, { quantity: decimalText('20') });
    await desk.trading.cancel(orderId);
    desk = await desk.reopen();
    await desk.quote(99, 100);
    await desk.quote(99, 100);
    expect(answers(desk, orderId).map(([type]) => type)).toEqual(['orderAccepted', 'orderReplaced', 'orderCancelled']);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'cancelled', quantity: '20', pendingChange: null });
  });

  it('what a halt cancels ends, and nothing of it is left open', async () => {
    let desk = await openDesk({}, [], latencyMs);
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(limitRequest('95', gtc));
    await desk.trading.halt('stop');
    desk = await desk.reopen();
    await desk.quote(99, 100);
    await desk.quote(99, 100);
    expect(desk.trading.get(orderId).status).toBe('cancelled');
  });

  it('an order that the venue never had is handed over as before: young, or not at all', async () => {
    const store = createMemoryEventStore();
    let desk = await openDesk({ store }, [], latencyMs);
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(limitRequest('95', gtc));
    await desk.trading.dispose();
    const intended = createMemoryEventStore();
    intended.append(store.read(0, 100).filter(({ type }) => type !== 'orderSent'));
    desk.clock.advance(31_000);
    desk = await openDesk({ store: intended, clock: desk.clock }, [], latencyMs);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'rejected', reason: 'never reached the venue' });
  });

  it('numbers given on arrival never repeat, in whatever order orders arrive over many lives', async () => {
    const latencies = [90, 70, 50, 30, 10, 55, 35, 15];
    let placed = 0;
    let desk = await openDesk({}, [], (id) => latencies[Number(id.slice(1)) % latencies.length] ?? 0);
    for (let life = 0; life < 8; life++) {
      for (let i = 0; i < 5; i++) await desk.trading.place(limitRequest('95', { quantity: '1', clientOrderId: `n${(placed += 1)}`, ...gtc }));
      await desk.quote(99, 100);
      await desk.quote(99, 100);
      desk = await desk.reopen();
    }
    for (let i = 0; i < 12; i++) await desk.quote(99, 100);
    const ids = venueOrderIds(desk.store);
    expect([ids.length, new Set(ids).size]).toEqual([placed, placed]);
  });
});

describe('a stop that was set off before a restart', () => {
  const stopLimit = { side: 'sell', type: 'stop-limit', stopPrice: '97', limitPrice: '96', quantity: '10', timeInForce: 'gtc' };

  it('stop-limit: works as the limit order that it became, although the market has come back over its stop', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(request(stopLimit));
    await desk.quote(95, 96);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'working', filledQuantity: '0' });
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '98' });
  });

  it('stop: trades at the market that it found nobody in', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(request({ side: 'sell', type: 'stop', stopPrice: '97', timeInForce: 'gtc' }));
    await desk.quote(96, 97, 0);
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '98' });
  });

  it('by a trade: the same', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100, 0);
    const { orderId } = await desk.trading.place(request(stopLimit));
    await desk.trade(97);
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '98' });
  });

  it('one that was not still waits for its stop', async () => {
    let desk = await openDesk();
    await desk.quote(99, 100);
    const { orderId } = await desk.trading.place(request(stopLimit));
    desk = await desk.reopen();
    await desk.quote(98, 99);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'working', filledQuantity: '0' });
    await desk.quote(97, 98);
    expect(desk.trading.get(orderId)).toMatchObject({ status: 'filled', averagePrice: '97' });
  });
});

type Step =
  | { kind: 'quote'; cents: number; size: number }
  | { kind: 'trade'; cents: number; size: number }
  | { kind: 'place'; type: string; side: 'buy' | 'sell'; stopCents: number; limitCents: number; tif: string }
  | { kind: 'replace'; which: number; quantity: number; limitCents: number }
  | { kind: 'cancel'; which: number }
  | { kind: 'restart' };
const cents = fc.integer({ min: -300, max: 300 });
const which = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('quote' as const), cents, size: fc.constantFrom(0, 0, 3, 12, 1e6) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('trade' as const), cents, size: fc.integer({ min: 1, max: 15 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('place' as const), type: fc.constantFrom('market', 'limit', 'stop', 'stop-limit'), side: fc.constantFrom('buy' as const, 'sell' as const),
      stopCents: cents, limitCents: cents, tif: fc.constantFrom('day', 'gtc', 'ioc', 'fok'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('replace' as const), which, quantity: fc.integer({ min: 1, max: 20 }), limitCents: cents }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'restart' as const }) },
);
const price = (from100: number): string => (100 + from100 / 100).toFixed(2);

/** What became of each order, with the program started again where the steps say so, or not at all. */
async function trade(steps: readonly Step[], restarts: boolean): Promise<unknown> {
  let desk = await openDesk();
  const refusals: string[] = [];
  const attempt = (command: Promise<unknown>): Promise<unknown> => command.catch((error: unknown) => refusals.push(String(error).replace(/ord-\w+/, 'the order')));
  for (const [n, one] of steps.entries()) {
    const open = desk.trading.list({ openOnly: true, limit: 100 }).map((order) => ({ ...order, age: Number(order.clientOrderId.slice(2)) })).toSorted((a, b) => a.age - b.age);
    const picked = 'which' in one ? open[one.which % Math.max(1, open.length)] : undefined;
    if (one.kind === 'quote') await desk.quote(Number(price(one.cents)), Number(price(one.cents + 2)), one.size, one.size);
    if (one.kind === 'trade') await desk.trade(Number(price(one.cents)), one.size);
    if (one.kind === 'restart' && restarts) desk = await desk.reopen();
    if (one.kind === 'cancel' && picked !== undefined) await attempt(desk.trading.cancel(picked.orderId));
    if (one.kind === 'replace' && picked !== undefined) {
      const limit = picked.limitPrice === null ? {} : { limitPrice: decimalText(price(one.limitCents)) };
      await attempt(desk.trading.replace(picked.orderId, { quantity: decimalText(String(one.quantity)), ...limit }));
    }
    if (one.kind === 'place') {
      const stop = one.type.startsWith('stop') ? { stopPrice: price(one.stopCents) } : {};
      const limit = one.type.endsWith('limit') ? { limitPrice: price(one.limitCents) } : {};
      await attempt(desk.trading.place(request({ type: one.type, side: one.side, timeInForce: one.tif, clientOrderId: `o-${n}`, ...stop, ...limit })));
    }
  }
  const orders = desk.trading.list({ openOnly: false, limit: 1_000 }).map(({ clientOrderId, status, quantity, limitPrice, filledQuantity, averagePrice, reason }) =>
    ({ clientOrderId, status, quantity, limitPrice, filledQuantity, averagePrice, reason }));
  return { orders, refusals, accounts: desk.trading.accounts(), positions: desk.trading.positions() };
}

it('restarts change nothing, whatever is offered: every order fills as it would have', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      expect(await trade(steps, true)).toEqual(await trade(steps, false));
    }),
    { numRuns: 80 },
  );
});

it('terms that the order has already change nothing: no fact, and its place in the queue stays', async () => {
  const desk = await openDesk();
  const [first] = [await desk.trading.place(limitRequest('95')), await desk.trading.place(limitRequest('95'))];
  const facts = desk.store.lastSeq();
  const same = await desk.trading.replace(first.orderId, { limitPrice: decimalText('95.00'), quantity: decimalText('10') });
  expect([same, desk.store.lastSeq()]).toEqual([desk.trading.get(first.orderId), facts]);
  await desk.quote(94, 95, 10, 10);
  expect(desk.trading.get(first.orderId).filledQuantity, 'still the first in its queue').toBe('10');
});
