import { describe, expect, test } from 'vitest';
import type { Cursor } from './cursor.ts';
import { barsOf, flatBars, runScript, type BarRow } from './test-run.ts';

const calm: BarRow = [100, 101, 99, 100];
const settings = { profile: 'backtesting.py' as const };

describe('as backtesting.py', () => {
  test('the strategy is first asked on the second bar', () => {
    const asked: number[] = [];
    runScript(flatBars([10, 10, 10]), Object.fromEntries([0, 1, 2].map((bar) => [bar, () => asked.push(bar)])), settings);
    expect(asked).toEqual([1, 2]);
  });

  test('the whole spread is paid on entry and nothing on exit', () => {
    const { trades } = runScript(flatBars([100, 100, 100, 100]), { 1: (c) => c.buy({ size: 1 }), 2: (c) => c.close() }, { ...settings, spreadRate: 0.02 });
    expect(trades).toMatchObject([{ entryPrice: 102, exitPrice: 100 }]);
  });

  test('a share is sized by the margin left at the close of the bar that fills', () => {
    // Long 50 at 100, half of the value held: at the filling bar's close of 110 the equity is 10,500 and 2,750 are held.
    // 7,750 carry 15,500: 129 at the open of 120.
    const bars = barsOf([calm, calm, calm, [120, 121, 109, 110]]);
    const { fills } = runScript(bars, { 1: (c) => c.buy({ size: 50 }), 2: (c) => c.buy() }, { ...settings, margin: 0.5 });
    expect(fills.map((fill) => fill.size)).toEqual([50, 129]);
  });

  test('a stop-limit set off without a fill is tried again when another order has the queue worked once more', () => {
    const bars = barsOf([calm, calm, [102, 104, 100, 104]]);
    const script = { 1: (c: Cursor) => { c.buy({ size: 1, stop: 103, limit: 100.5 }); c.buy({ size: 2, stopLoss: 90 }); } };
    const sizes = (profile: 'backtesting.py' | 'tapedeck'): number[] => runScript(bars, script, { profile }).fills.map((fill) => fill.size);
    expect(sizes('backtesting.py')).toEqual([2, 1]);
    expect(sizes('tapedeck')).toEqual([2]);
  });

  test('a fixed commission weighs on every lot of an order sized by share', () => {
    // 10,000 / (100 + 5 / 1) = 95.
    expect(runScript(flatBars([100, 100, 100]), { 1: (c) => c.buy() }, { ...settings, commissionFixed: 5 }).fills).toMatchObject([{ size: 95, commission: 5 }]);
  });

  test('both parts of a trade closed in two count the fixed commission of the entry', () => {
    const { trades } = runScript(flatBars([100, 100, 100, 100, 100]), { 1: (c) => c.buy({ size: 10 }), 2: (c) => c.close(0.5), 3: (c) => c.close() }, { ...settings, commissionFixed: 1 });
    expect(trades.map((trade) => [trade.size, trade.commission])).toEqual([[5, 2], [5, 2]]);
  });

  test('an order at the close fills with the next bar, at the last close, and counts to the last bar', () => {
    const { fills } = runScript(flatBars([100, 110, 120]), { 1: (c) => c.buy({ size: 1 }) }, { ...settings, fill: 'same-close' });
    expect(fills).toMatchObject([{ bar: 1, price: 110 }]);
  });

  test('an order at the close of the last bar never fills', () => {
    expect(runScript(flatBars([100, 110, 120]), { 2: (c) => c.buy({ size: 1 }) }, { ...settings, fill: 'same-close' }).fills).toEqual([]);
  });

  test('a stop-limit fills at its stop, even where the bar opened beyond it', () => {
    const bars = barsOf([calm, calm, [105, 106, 104, 105]]);
    expect(runScript(bars, { 1: (c) => c.buy({ size: 1, stop: 103, limit: 107 }) }, settings).fills).toMatchObject([{ price: 103 }]);
  });

  test('a stop entry whose bar also holds its stop-loss leaves that for the next bar', () => {
    const bars = barsOf([calm, calm, [100, 104, 95, 102], [102, 103, 96, 97]]);
    expect(runScript(bars, { 1: (c) => c.buy({ size: 1, stop: 103, stopLoss: 97 }) }, settings).trades).toMatchObject([{ entryBar: 2, exitBar: 3, exitPrice: 97 }]);
  });

  test('an exclusive order passes over the pending order after each one it cancels', () => {
    // The first limit queues a close of the open trade; cancelling that close spares the limit behind it.
    const bars = barsOf([calm, calm, calm, [90, 91, 89, 90]]);
    const script = { 1: (c: Cursor) => c.buy({ size: 1 }), 2: (c: Cursor) => { c.buy({ size: 2, limit: 95 }); c.buy({ size: 3, limit: 94 }); } };
    const sizes = (profile: 'backtesting.py' | 'tapedeck'): number[] => runScript(bars, script, { profile, exclusive: true }).fills.map((fill) => fill.size);
    expect(sizes('backtesting.py')).toEqual([1, 1, 2, 3]);
    expect(sizes('tapedeck')).toEqual([1, 1, 3]);
  });

  test('closing at the end works the last bar once more, at its open', () => {
    const bars = barsOf([calm, calm, calm, [104, 106, 103, 105]]);
    expect(runScript(bars, { 1: (c) => c.buy({ size: 1 }) }, { ...settings, closeAtEnd: true }).trades).toMatchObject([{ exitBar: 3, exitPrice: 104, exitReason: 'end' }]);
  });

  test('an order beyond the margin is dropped, but what it closed stays closed', () => {
    const { fills } = runScript(flatBars([100, 100, 100, 100]), { 1: (c) => c.buy({ size: 10 }), 2: (c) => c.sell({ size: 500 }) }, settings);
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 10], ['sell', 10]]);
  });
});

describe('as backtrader', () => {
  const stake = { profile: 'backtrader' as const, size: { kind: 'units' as const, units: 10 } };

  test('the fixed stake turns a position round in two fills', () => {
    const { fills } = runScript(flatBars([100, 100, 100]), { 0: (c) => c.buy(), 1: (c) => c.sell() }, stake);
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 10], ['sell', 10], ['sell', 10]]);
  });

  test('an order with a size of its own is taken at its word', () => {
    const { fills } = runScript(flatBars([100, 100, 100]), { 0: (c) => c.buy(), 1: (c) => c.sell({ size: 10 }) }, stake);
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 10], ['sell', 10]]);
  });
});
