import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BacktestTaskOutput } from './task.ts';
import { barsOf, flatBars, runScript, type BarRow, type Script } from './test-run.ts';

/** Rules of backtrader 1.9's broker as its documentation (Broker, Orders, Commission Schemes) and its behaviour have them: `checksubmit` and `shortcash` are on. */
const run = (bars: ReturnType<typeof flatBars>, script: Script, changes: Partial<BacktestSettings> = {}): BacktestTaskOutput => runScript(bars, script, { profile: 'backtrader', cash: 1_000, ...changes });
const sizes = ({ fills }: BacktestTaskOutput): unknown[] => fills.map(({ bar, side, size }) => [bar, side, size]);
const refused = ({ refusedOrders = [] }: BacktestTaskOutput): unknown[] => refusedOrders.map(({ reason, count }) => [reason, count]);

describe('what an order needs is checked when it is handed in', () => {
  test('by the close on which it was made, even where the next open is cheaper', () => {
    const bars = flatBars([100, 50, 50]);
    expect(sizes(run(bars, { 0: (c) => c.buy({ size: 10 }) }))).toEqual([[1, 'buy', 10]]);
    const output = run(bars, { 0: (c) => c.buy({ size: 11 }) });
    expect([sizes(output), refused(output)]).toEqual([[], [['margin', 1]]]);
  });

  test('a limit or stop by its own price, with its commission', () => {
    const bars = barsOf([[100, 100, 100, 100], [100, 125, 75, 100]]);
    expect(sizes(run(bars, { 0: (c) => c.buy({ size: 12, limit: 80 }) }))).toEqual([[1, 'buy', 12]]);
    expect(sizes(run(bars, { 0: (c) => c.buy({ size: 12, limit: 84 }) }))).toEqual([]);
    expect(sizes(run(bars, { 0: (c) => c.buy({ size: 9, stop: 120 }) }))).toEqual([]);
    expect(sizes(run(bars, { 0: (c) => c.buy({ size: 10, limit: 99.95 }) }, { commissionRate: 0.001 }))).toEqual([]);
  });

  test('those of one bar after the other; what a refused one would have cost stays taken, and a sale brings it back', () => {
    const script: Script = { 0: (c) => { c.buy({ size: 6 }); c.buy({ size: 5 }); c.buy({ size: 1 }); c.sell({ size: 3 }); c.buy({ size: 1 }); } };
    const output = run(flatBars([100, 100]), script);
    // 1,000 − 600, − 500: below zero; − 100: still; + 300: 100; − 100: 0.
    expect([sizes(output), refused(output)]).toEqual([[[1, 'buy', 6], [1, 'sell', 3], [1, 'buy', 1]], [['margin', 2]]]);
  });

  test('one that waits from before does not count, and is checked again when it trades', () => {
    const bars = flatBars([100, 100, 90, 90]);
    const output = run(bars, { 0: (c) => c.buy({ size: 10, limit: 90 }), 1: (c) => c.buy({ size: 9 }) });
    // Both trade at 90 on the third bar: 900 are left of 1,000 for the first, 100 for the second.
    expect([sizes(output), refused(output)]).toEqual([[[2, 'buy', 10]], [['margin', 1]]]);
  });

  test('by the leverage of the margin', () => {
    expect(sizes(run(flatBars([100, 100]), { 0: (c) => c.buy({ size: 20 }) }, { margin: 0.5 }))).toEqual([[1, 'buy', 20]]);
    expect(sizes(run(flatBars([100, 100]), { 0: (c) => c.buy({ size: 21 }) }, { margin: 0.5 }))).toEqual([]);
  });

  test('of a stake that turns a position round only what opens is refused', () => {
    const output = run(flatBars([100, 100, 200, 200]), { 0: (c) => c.sell({ size: 5 }), 2: (c) => c.buy() }, { size: { kind: 'units', units: 3 } });
    // Short 5 at 100: cash of 1,500. At 200 closing takes 1,000, and 600 for the stake are not there.
    expect([sizes(output), refused(output)]).toEqual([[[1, 'sell', 5], [3, 'buy', 5]], [['margin', 1]]]);
  });

  test('a bracket is carried out as a whole: one whose stop and target cannot be paid both is off', () => {
    const short = (size: number): unknown => sizes(run(flatBars([50, 50, 50]), { 0: (c) => c.sell({ size, stopLoss: 55, takeProfit: 45 }) }, { cash: 10_000 }));
    // 300: 10,000 + 15,000 − 16,500 − 13,500 is below zero.
    expect([short(100), short(300)]).toEqual([[[1, 'sell', 100]], []]);
  });
});

describe('cash', () => {
  test('a short sale needs none and brings its value', () => {
    const output = run(flatBars([100, 100, 100]), { 0: (c) => c.sell({ size: 50 }), 1: (c) => c.buy({ size: 60 }) });
    // 6,000 of cash: 5,000 to close, 1,000 for ten more.
    expect([sizes(output), output.equity.value.at(-1)]).toEqual([[[1, 'sell', 50], [2, 'buy', 60]], 1_000]);
    expect(sizes(run(flatBars([100, 100, 100]), { 0: (c) => c.sell({ size: 50 }), 1: (c) => c.buy({ size: 61 }) }))).toEqual([[1, 'sell', 50]]);
  });

  test('an order that opens dearer than the cash lasts is refused when it trades, and what it closes stays closed', () => {
    const dear = run(flatBars([100, 120, 120]), { 0: (c) => c.buy({ size: 10 }) });
    expect([sizes(dear), refused(dear)]).toEqual([[], [['margin', 1]]]);
    const turned = run(flatBars([100, 100, 150]), { 0: (c) => c.sell({ size: 5 }), 1: (c) => c.buy({ size: 15 }) });
    expect([sizes(turned), refused(turned)]).toEqual([[[1, 'sell', 5], [2, 'buy', 5]], [['margin', 1]]]);
  });

  test('an order with a size that turns a position round is one fill, charged for both parts', () => {
    const { fills, trades } = run(flatBars([100, 100, 110, 110]), { 0: (c) => c.buy({ size: 4 }), 1: (c) => c.sell({ size: 10 }) }, { commissionRate: 0.01 });
    expect(fills).toMatchObject([{ side: 'buy', size: 4, commission: 4 }, { side: 'sell', size: 10, price: 110, commission: expect.closeTo(11, 12) }]);
    expect(trades).toMatchObject([{ size: 4, side: 'long', pnl: expect.closeTo(40 - 4 - 4.4, 12) }]);
  });

  test('what is added to a position makes its price an average, and parts are closed at that', () => {
    const { fills, trades } = run(flatBars([100, 100, 110, 120, 130]), { 0: (c) => c.buy({ size: 2 }), 1: (c) => c.buy({ size: 2 }), 2: (c) => c.close(0.5), 3: (c) => c.close() });
    expect(fills.map(({ side, size, price }) => [side, size, price])).toEqual([['buy', 2, 100], ['buy', 2, 110], ['sell', 2, 120], ['sell', 2, 130]]);
    expect(trades.map(({ entryPrice, size, pnl }) => [entryPrice, size, pnl])).toEqual([[105, 2, 30], [105, 2, 50]]);
  });

  test('brackets keep the sizes of their own orders', () => {
    const { fills } = run(flatBars([100, 100, 100, 109]), { 0: (c) => c.buy({ size: 2, takeProfit: 105 }), 1: (c) => c.buy({ size: 3, takeProfit: 150 }) });
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 2], ['buy', 3], ['sell', 2]]);
  });

  test('a fixed commission is for each unit and not rounded', () => {
    const { fills } = run(flatBars([100, 100, 100]), { 0: (c) => c.buy({ size: 3 }) }, { commissionPerUnit: 0.123456789 });
    expect(fills).toMatchObject([{ commission: 3 * 0.123456789 }]);
  });

  test('slippage goes no further than the bar', () => {
    const price = (row: BarRow): unknown => run(barsOf([[100, 100, 100, 100], row]), { 0: (c) => c.buy({ size: 1 }) }, { slippageRate: 0.01 }).fills[0]?.price;
    expect([price([100, 105, 99, 100]), price([100, 100.5, 99, 100])]).toEqual([101, 100.5]);
  });
});
