import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { Cursor } from './cursor.ts';
import { mergeClocks } from './merge-clocks.ts';
import { runStrategy } from './run-strategy.ts';
import { flatBars, scripted, testSettings, type Script } from './test-run.ts';

const day = 86_400_000;
/** Flat bars on the numbered days. */
const on = (prices: Readonly<Record<number, number>>): BarColumns => {
  const days = Object.keys(prices).map(Number);
  return { ...flatBars(Object.values(prices)), time: Float64Array.from(days, (one) => one * day) };
};
const run = (series: Readonly<Record<string, BarColumns>>, script: Script, changes: Partial<BacktestSettings> = {}) =>
  runStrategy(scripted(script), {}, testSettings(changes), Object.entries(series).map(([symbol, bars]) => ({ symbol, bars })));

describe('several symbols on one cash', () => {
  const a = on({ 0: 100, 1: 100, 2: 110, 3: 120 });
  const b = on({ 0: 50, 1: 50, 2: 40, 3: 60 });

  test('trades and fills carry their symbol and equity is the sum of all', () => {
    const { fills, trades, equity } = run({ A: a, B: b }, { 0: (c) => { c.buy({ size: 10 }); c.of('B').sell({ size: 20 }); }, 2: (c) => c.of('B').close() });
    expect(fills.map(({ bar, symbol, side, size, price }) => [bar, symbol, side, size, price])).toEqual([[1, 'A', 'buy', 10, 100], [1, 'B', 'sell', 20, 50], [3, 'B', 'buy', 20, 60]]);
    expect(trades).toMatchObject([{ symbol: 'B', side: 'short', pnl: -200 }]);
    expect([...equity.value]).toEqual([10_000, 10_000, 10_300, 10_000]);
  });

  test('what one symbol holds is not there for another', () => {
    const both = (first: number): unknown => run({ A: a, B: b }, { 0: (c) => { c.buy({ size: first }); c.of('B').buy(); } }).fills.map(({ symbol, size }) => [symbol, size]);
    expect(both(60)).toEqual([['A', 60], ['B', 80]]);
    expect(run({ A: a, B: b }, { 0: (c) => { c.buy({ size: 100 }); c.of('B').buy({ size: 1 }); } }).refusedOrders).toEqual([
      { reason: 'margin', symbol: 'B', count: 1, firstBar: 1, firstTimeMs: day, message: 'One order for B was refused: the margin left did not cover size and costs.' },
    ]);
  });

  test('a symbol without a bar keeps its last close, and its orders wait for its next bar', () => {
    const seen: unknown[] = [];
    const { fills, equity } = run({ A: a, B: on({ 0: 50, 3: 70, 4: 80 }) }, {
      0: (c) => c.of('B').buy({ size: 10 }),
      1: (c) => { const other = c.of('B'); seen.push([c.hasBar, other.hasBar, other.bar().close, other.isIdle]); },
      3: (c) => seen.push(c.of('B').position),
      4: (c) => seen.push([c.index, c.hasBar, c.bar().close]),
    });
    expect(seen).toEqual([[true, false, 50, false], { size: 10, profit: 0 }, [4, false, 120]]);
    expect(fills).toMatchObject([{ symbol: 'B', bar: 3, timeMs: 3 * day, price: 70 }]);
    expect([...equity.time]).toEqual([0, 1, 2, 3, 4].map((one) => one * day));
    expect([...equity.value]).toEqual([10_000, 10_000, 10_000, 10_000, 10_100]);
  });

  test('the strategy is first asked when every symbol has its indicators', () => {
    const asked: number[] = [];
    const strategy = { ...scripted({}), indicators: () => ({ later: ({ close }: BarColumns) => close.map((price, i) => (i === 0 ? NaN : price)) }), onBar: (c: Cursor) => { asked.push(c.index); } };
    runStrategy(strategy, {}, testSettings(), [{ symbol: 'A', bars: a }, { symbol: 'B', bars: on({ 1: 5, 2: 5, 3: 5 }) }]);
    expect(asked).toEqual([2, 3]);
  });

  test('what is bought and held for comparison is the mean growth of all', () => {
    expect(run({ A: a, B: b }, {}).metrics.buyAndHoldReturn).toBeCloseTo((0.2 + 0.2) / 2, 12);
  });

  test('ruin closes all of them', () => {
    const { trades, equity, ruin } = run({ A: on({ 0: 100, 1: 100, 2: 300, 3: 300 }), B: b }, { 0: (c) => { c.sell({ size: 50 }); c.of('B').buy({ size: 100 }); } });
    expect(trades.map(({ symbol, exitReason, exitBar }) => [symbol, exitReason, exitBar])).toEqual([['A', 'margin-call', 2], ['B', 'margin-call', 2]]);
    expect([equity.value.at(-1), ruin?.debt]).toEqual([0, 1_000]);
  });

  test('an unknown symbol is refused with those there are', () => {
    expect(() => run({ A: a, B: b }, { 0: (c) => c.of('C') })).toThrow('There is no symbol C in this run; there are A, B.');
  });

  test('one symbol alone gives what it gives beside another that is never traded', () => {
    const script: Script = { 0: (c) => c.buy({ stopLoss: 90 }), 2: (c) => c.close() };
    const [alone, beside] = [run({ A: a }, script), run({ A: a, B: b }, script)];
    expect([beside.trades, beside.fills, beside.equity]).toEqual([alone.trades, alone.fills, alone.equity]);
  });
});

test('clocks of several series are merged without losing or doubling a moment', () => {
  const { time, places } = mergeClocks([Float64Array.of(1, 3, 5), Float64Array.of(3, 4), Float64Array.of()]);
  expect([[...time], places.map((one) => [...one])]).toEqual([[1, 3, 4, 5], [[0, 1, 3], [1, 2], []]]);
});
