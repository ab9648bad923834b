import { describe, expect, test } from 'vitest';
import type { Cursor } from './cursor.ts';
import type { OrderOptions } from './order-options.ts';
import { barsOf, flatBars, runScript, type BarRow } from './test-run.ts';

const calm: BarRow = [100, 101, 99, 100];
const hour = 3_600_000;
const fillsOf = (...args: Parameters<typeof runScript>): unknown[] => runScript(...args).fills.map(({ bar, side, size, price }) => [bar, side, size, price]);
const buyFirst = (options: OrderOptions) => ({ 0: (c: Cursor) => c.buy(options) });
const sellFirst = (options: OrderOptions) => ({ 0: (c: Cursor) => c.sell(options) });
/** Bars of an hour each, the first one at this hour of the day. */
const hourly = (rows: BarRow[], from: number) => { const bars = barsOf(rows); return { ...bars, time: bars.time.map((_, i) => (from + i) * hour) }; };

describe('a trailing stop', () => {
  test('follows the price by an amount, a percentage or a true range, and never goes back', () => {
    const rows: BarRow[] = [calm, [100, 104, 99.5, 104], [106, 110, 105.5, 110], [110, 110, 90, 95]];
    expect(fillsOf(barsOf(rows), sellFirst({ size: 1, trailingStop: 5 }))).toEqual([[3, 'sell', 1, 105]]);
    expect(fillsOf(barsOf(rows), sellFirst({ size: 1, trailingStop: { percent: 10 } }))).toEqual([[3, 'sell', 1, 99]]);
    // True range of bar 1: 4.5; placed on its close.
    expect(fillsOf(barsOf(rows), { 1: (c) => c.sell({ size: 1, trailingStop: { atr: 2, period: 1 } }) })).toEqual([[3, 'sell', 1, 101]]);
  });

  test('fills at the open of a bar that opens beyond it, and follows that open first', () => {
    expect(fillsOf(barsOf([calm, [100, 100, 96, 96], [90, 91, 89, 90]]), sellFirst({ size: 1, trailingStop: 5 }))).toEqual([[2, 'sell', 1, 90]]);
    expect(fillsOf(barsOf([calm, [110, 110, 104, 104]]), sellFirst({ size: 1, trailingStop: 5 }))).toEqual([[1, 'sell', 1, 105]]);
  });

  test('in a bar that may have come back after its best price fills at the worst, or not at all where it flatters', () => {
    const bars = barsOf([calm, [100, 110, 100, 108], [108, 108, 107, 108]]);
    expect(fillsOf(bars, sellFirst({ size: 1, trailingStop: 5 }))).toEqual([[1, 'sell', 1, 100]]);
    expect(fillsOf(bars, sellFirst({ size: 1, trailingStop: 5 }), { intrabar: 'optimistic' })).toEqual([]);
    const surely = barsOf([calm, [100, 110, 98, 100]]);
    expect(fillsOf(surely, sellFirst({ size: 1, trailingStop: 5 }))).toEqual([[1, 'sell', 1, 98]]);
    expect(fillsOf(surely, sellFirst({ size: 1, trailingStop: 5 }), { intrabar: 'optimistic' })).toEqual([[1, 'sell', 1, 105]]);
  });

  test('to buy follows falling prices', () => {
    expect(fillsOf(barsOf([calm, [99, 99, 90, 90], [90, 96, 90, 96]]), buyFirst({ size: 1, trailingStop: 5 }), { intrabar: 'optimistic' })).toEqual([[2, 'buy', 1, 95]]);
  });

  test('on a trade closes it, is seen and changed there, and goes with it', () => {
    const rows: BarRow[] = [calm, [100, 102, 99, 102], [102, 110, 101.5, 110], [110, 110, 100, 101], calm];
    const seen: unknown[] = [];
    const look = (c: Cursor): void => void seen.push(c.trades[0].trailStop);
    const { trades, fills } = runScript(barsOf(rows), { 0: (c) => c.buy({ size: 1, trail: 10, takeProfit: 200 }), 1: look, 2: (c) => { look(c); c.trades[0].trail(4); look(c); } });
    expect(seen).toEqual([92, 100, 106]);
    expect([trades.map((t) => [t.exitBar, t.exitPrice, t.exitReason]), fills.length]).toEqual([[[3, 106, 'stop-loss']], 2]);
    expect(runScript(barsOf(rows), { 0: (c) => c.buy({ size: 1, trail: 3 }), 1: (c) => c.trades[0]?.trail(null) }, { intrabar: 'optimistic' }).trades).toEqual([]);
  });
});

describe('orders on open and close', () => {
  const day: BarRow[] = [calm, [100, 105, 95, 104], [103, 106, 102, 105]];

  test('on the close of a day of one bar they fill at that close, and a limit counts there alone', () => {
    expect(fillsOf(barsOf(day), buyFirst({ size: 1, on: 'close' }))).toEqual([[1, 'buy', 1, 104]]);
    expect(fillsOf(barsOf(day), buyFirst({ size: 1, on: 'close', limit: 104 }))).toEqual([[1, 'buy', 1, 104]]);
    expect(fillsOf(barsOf(day), buyFirst({ size: 1, on: 'close', limit: 103 }))).toEqual([]);
  });

  test('on the open a limit counts at the open alone', () => {
    expect(fillsOf(barsOf(day), buyFirst({ size: 1, on: 'open', limit: 100 }))).toEqual([[1, 'buy', 1, 100]]);
    expect(fillsOf(barsOf(day), buyFirst({ size: 1, on: 'open', limit: 99 }))).toEqual([]);
  });

  test('inside a day they wait for its last bar or for the next day', () => {
    const rows: BarRow[] = [20, 21, 22, 23, 24, 25].map((price) => [price, price, price, price]);
    expect(fillsOf(hourly(rows, 20), buyFirst({ size: 1, on: 'close' }))).toEqual([[3, 'buy', 1, 23]]);
    expect(fillsOf(hourly(rows, 20), buyFirst({ size: 1, on: 'open' }))).toEqual([[4, 'buy', 1, 24]]);
  });
});

describe('how long an order is good', () => {
  const low: BarRow = [100, 101, 94, 100];
  test('a day order for the day of the first bar that it sees', () => {
    expect(fillsOf(barsOf([calm, calm, low]), buyFirst({ size: 1, limit: 95, tif: 'day' }))).toEqual([]);
    expect(fillsOf(hourly([calm, calm, low], 20), buyFirst({ size: 1, limit: 95, tif: 'day' }))).toEqual([[2, 'buy', 1, 95]]);
    expect(fillsOf(hourly([calm, calm, low], 22), buyFirst({ size: 1, limit: 95, tif: 'day' }))).toEqual([]);
  });

  test('a good-till-date order until its moment', () => {
    const till = (hours: number): unknown[] => fillsOf(hourly([calm, calm, low], 0), buyFirst({ size: 1, limit: 95, tif: 'gtd', goodTill: hours * hour }));
    expect([till(2), till(2.5)]).toEqual([[], [[2, 'buy', 1, 95]]]);
  });

  test('ioc and fok at the first price after the order only', () => {
    for (const tif of ['ioc', 'fok'] as const) {
      expect(fillsOf(barsOf([calm, low, low]), buyFirst({ size: 1, limit: 95, tif }))).toEqual([]);
      expect(fillsOf(barsOf([calm, low, low]), buyFirst({ size: 1, limit: 100, tif }))).toEqual([[1, 'buy', 1, 100]]);
    }
  });

  test('where the volume does not reach, ioc fills a part and fok nothing', () => {
    const bars = barsOf([calm, calm, calm], 40);
    expect(fillsOf(bars, buyFirst({ size: 20, tif: 'ioc' }), { maxVolumeShare: 0.25 })).toEqual([[1, 'buy', 10, 100]]);
    expect(fillsOf(bars, buyFirst({ size: 20, tif: 'fok' }), { maxVolumeShare: 0.25 })).toEqual([]);
    expect(fillsOf(bars, buyFirst({ size: 10, tif: 'fok' }), { maxVolumeShare: 0.25 })).toEqual([[1, 'buy', 10, 100]]);
  });
});

describe('partial fills', () => {
  const bars = barsOf([calm, calm, calm, calm, calm], 40);

  test('orders take a share of a bar\'s volume together, and what is left waits', () => {
    const script = { 0: (c: Cursor) => { c.buy({ size: 15 }); c.buy({ size: 8 }); }, 1: (c: Cursor) => expect(c.orders.map((order) => order.remaining)).toEqual([5, null]) };
    expect(fillsOf(bars, script, { maxVolumeShare: 0.25 })).toEqual([[1, 'buy', 10, 100], [2, 'buy', 5, 100], [2, 'buy', 5, 100], [3, 'buy', 3, 100]]);
  });

  test('the close of the first bar has no more volume than any other', () => {
    expect(fillsOf(bars, buyFirst({ size: 15 }), { maxVolumeShare: 0.25, fill: 'same-close' })).toEqual([[0, 'buy', 10, 100], [1, 'buy', 5, 100]]);
  });

  test('a trade is closed in parts, and an order turning round closes all before it opens', () => {
    const { fills } = runScript(barsOf([calm, calm, calm, calm, calm], 100), { 0: (c) => c.buy({ size: 25 }), 1: (c) => c.close() }, { maxVolumeShare: 0.3 });
    expect(fills.map(({ bar, side, size }) => [bar, side, size])).toEqual([[1, 'buy', 25], [2, 'sell', 25]]);
    const turned = runScript(bars, { 0: (c) => c.buy({ size: 10 }), 1: (c) => c.sell() }, { maxVolumeShare: 0.2, cash: 1_600 });
    expect(turned.fills.map(({ bar, side, size }) => [bar, side, size])).toEqual([[1, 'buy', 8], [2, 'buy', 2], [2, 'sell', 6], [3, 'sell', 2], [3, 'sell', 2], [3, 'sell', 4], [4, 'sell', 8]]);
  });

  test('a bar without volume fills nothing', () => {
    const still = { ...barsOf([calm, calm, calm]), volume: Float64Array.of(5, 0, 5) };
    expect(fillsOf(still, buyFirst({ size: 1 }), { maxVolumeShare: 1 })).toEqual([[2, 'buy', 1, 100]]);
    expect(() => runScript(barsOf([calm, calm], 0), buyFirst({ size: 1 }), { maxVolumeShare: 1 })).toThrow('the bars of TEST have none');
  });
});

describe('groups, children and reducing', () => {
  test('one order of a group cancels the others', () => {
    const script = { 0: (c: Cursor) => { c.buy({ size: 1, stop: 103, group: 'out' }); c.sell({ size: 1, stop: 97, group: 'out' }); } };
    expect(fillsOf(barsOf([calm, [100, 104, 98, 103], [100, 101, 90, 95]]), script)).toEqual([[1, 'buy', 1, 103]]);
  });

  test('where a bar reaches several of a group, the worst at its close fills, or the best where it flatters; at the open comes first', () => {
    const script = { 0: (c: Cursor) => { c.buy({ size: 1, stop: 103, group: 'out' }); c.sell({ size: 1, stop: 97, group: 'out' }); } };
    const both = barsOf([calm, [100, 104, 96, 102]]);
    expect(fillsOf(both, script)).toEqual([[1, 'sell', 1, 97]]);
    expect(fillsOf(both, script, { intrabar: 'optimistic' })).toEqual([[1, 'buy', 1, 103]]);
    expect(fillsOf(barsOf([calm, [96, 104, 95, 100]]), script, { intrabar: 'optimistic' })).toEqual([[1, 'sell', 1, 96]]);
  });

  test('an order triggers others: in this bar where it filled at the open, else from the next one on', () => {
    const triggers = [{ side: 'sell' as const, size: 1, limit: 104 }, { side: 'sell' as const, size: 1, limit: 108 }];
    const bars = barsOf([calm, [100, 105, 98, 100], [100, 109, 100, 109]]);
    expect(fillsOf(bars, buyFirst({ size: 2, triggers }))).toEqual([[1, 'buy', 2, 100], [1, 'sell', 1, 104], [2, 'sell', 1, 108]]);
    expect(fillsOf(bars, buyFirst({ size: 2, limit: 99, triggers }))).toEqual([[1, 'buy', 2, 99], [2, 'sell', 1, 104], [2, 'sell', 1, 108]]);
  });

  test('a reduce-only order makes a position smaller and never opens one', () => {
    const script = { 0: (c: Cursor) => c.buy({ size: 5 }), 1: (c: Cursor) => c.sell({ size: 8, reduceOnly: true }), 2: (c: Cursor) => c.sell({ size: 8, reduceOnly: true }) };
    expect(fillsOf(barsOf([calm, calm, calm, calm]), script)).toEqual([[1, 'buy', 5, 100], [2, 'sell', 5, 100]]);
  });
});

describe('changing orders', () => {
  test('a price or size is changed in place; the order keeps its turn', () => {
    const bars = barsOf([calm, calm, [100, 101, 97, 98]]);
    expect(fillsOf(bars, { 0: (c) => c.buy({ size: 1, limit: 90 }), 1: (c) => c.orders[0].modify({ limit: 97.5, size: 3 }) })).toEqual([[2, 'buy', 3, 97.5]]);
    expect(fillsOf(bars, { 0: (c) => c.buy({ size: 1, stopLoss: 90 }), 1: (c) => c.orders[0].modify({ stop: 98 }) })).toEqual([[1, 'buy', 1, 100], [2, 'sell', 1, 98]]);
  });

  test('one of several is cancelled alone', () => {
    const bars = barsOf([calm, calm, [100, 101, 90, 98]]);
    expect(fillsOf(bars, { 0: (c) => { c.buy({ size: 1, limit: 95 }); c.buy({ size: 2, limit: 94 }); }, 1: (c) => c.orders[0].cancel() })).toEqual([[2, 'buy', 2, 94]]);
  });

  test.each([
    ['a term it does not have', (c: Cursor) => { c.buy({ size: 1, limit: 90 }); c.orders[0].modify({ stop: 95 }); }, 'has no stop that could be changed'],
    ['no price', (c: Cursor) => { c.buy({ size: 1, limit: 90 }); c.orders[0].modify({ limit: NaN }); }, 'has limit NaN; it must be a number above 0'],
    ['an order that is gone', (c: Cursor) => { c.buy({ size: 1, limit: 90 }); const [order] = c.orders; order.cancel(); order.modify({ limit: 91 }); }, 'was filled or cancelled'],
  ])('%s is refused', (_, act, words) => expect(() => runScript(flatBars([100, 100]), { 0: act })).toThrow(words));
});

test.each([
  [{ limit: 90, trailingStop: 5 }, 'trailing stop beside a limit'],
  [{ on: 'noon' }, 'is on "noon"'],
  [{ on: 'open', stop: 105 }, 'cannot wait for a stop'],
  [{ tif: 'week' }, 'is good "week"'],
  [{ tif: 'ioc', stop: 105 }, 'trades at its first price'],
  [{ tif: 'gtd' }, 'needs tif gtd and goodTill together'],
  [{ goodTill: 5 }, 'needs tif gtd and goodTill together'],
  [{ group: '' }, 'group without a name'],
  [{ trail: { percent: 100 } }, 'has the trail {"percent":100}'],
  [{ trail: { atr: 2 } }, 'has no value above 0 on bar 0'],
  [{ triggers: [{ side: 'up' }] }, 'triggers an order whose side is "up"'],
  [{ size: { kind: 'risk', share: 0.01 } }, 'sized by risk and has no stop'],
  [{ size: { kind: 'equity', multiple: -1 } }, 'has a size of -1'],
  [{ size: { kind: 'guess' } }, 'has the size {"kind":"guess"}'],
])('nonsense is refused in one sentence: %o', (options, words) => {
  expect(() => runScript(flatBars([100, 100]), buyFirst(options as unknown as OrderOptions))).toThrow(words);
});
