import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { Cursor } from './cursor.ts';
import { barsOf, flatBars, runScript, type BarRow, type Script } from './test-run.ts';

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

  test('what protects a market entry counts in its own bar, the stop-loss first', () => {
    const exit = (bar: BarRow): unknown => runScript(barsOf([calm, calm, bar]), { 1: (c) => c.buy({ size: 1, stopLoss: 90, takeProfit: 110 }) }, settings).trades.map((t) => [t.exitBar, t.exitPrice]);
    expect([exit([100, 120, 80, 100]), exit([100, 120, 91, 100]), exit([100, 109, 91, 100])]).toEqual([[[2, 90]], [[2, 110]], []]);
  });

  test('what protects a limit entry waits for the next bar', () => {
    const bars = barsOf([calm, calm, [100, 120, 90, 95], [95, 96, 89, 92]]);
    expect(runScript(bars, { 1: (c) => c.buy({ size: 1, limit: 99, stopLoss: 91, takeProfit: 110 }) }, settings).trades).toMatchObject([{ entryBar: 2, entryPrice: 99, exitBar: 3, exitPrice: 91 }]);
  });

  test('a stop entry takes its profit in its own bar where its stop-loss was not reached', () => {
    const exit = (stopLoss: number): unknown => runScript(barsOf([calm, calm, [100, 112, 99, 111], [108, 109, 107, 108]]), { 1: (c) => c.buy({ size: 1, stop: 103, stopLoss, takeProfit: 110 }) }, settings).trades.map((t) => [t.exitBar, t.exitPrice]);
    expect([exit(95), exit(99.5)]).toEqual([[[2, 110]], []]);
  });

  test('a moved stop-loss trails, and a part that is closed leaves it for the rest', () => {
    const bars = barsOf([calm, calm, calm, [104, 105, 103, 104], [104, 110, 103, 109], [109, 110, 100, 101]]);
    const { trades } = runScript(bars, { 1: (c) => c.buy({ size: 4, stopLoss: 95 }), 3: (c) => { c.trades[0].close(0.5); c.trades[0].stopLoss = 102; } }, settings);
    expect(trades.map((t) => [t.size, t.exitBar, t.exitPrice, t.exitReason])).toEqual([[2, 4, 104, 'signal'], [2, 5, 102, 'stop-loss']]);
  });

  test('orders on the other side close the oldest trades first, with hedging none', () => {
    const script = { 1: (c: Cursor) => c.buy({ size: 3 }), 2: (c: Cursor) => c.buy({ size: 2 }), 3: (c: Cursor) => c.sell({ size: 4 }) };
    const prices = flatBars([100, 100, 100, 110, 120, 120]);
    expect(runScript(prices, script, settings).trades.map((t) => [t.size, t.entryPrice, t.pnl])).toEqual([[3, 100, 60], [1, 110, 10]]);
    expect(runScript(prices, script, { ...settings, hedging: true })).toMatchObject({ trades: [], fills: [{ side: 'buy' }, { side: 'buy' }, { side: 'sell', size: 4 }] });
  });

  test('ruin closes every other trade at the close, and the equity is nothing from there', () => {
    const buy = (c: Cursor): void => c.buy({ size: 100 });
    const { trades, equity, ruin } = runScript(flatBars([100, 100, 100, 100, 100, 60, 60]), { 1: buy, 2: buy, 3: buy }, { ...settings, margin: 0.1 });
    expect(trades.map((t) => [t.entryBar, t.exitBar, t.exitPrice, t.pnl])).toEqual([[2, 5, 60, -4_000], [4, 5, 60, -4_000]]);
    expect([[...equity.value.slice(4)], ruin?.bar]).toEqual([[10_000, 0, 0], 5]);
  });

  test('fractional sizes are counted in hundred-millionths', () => {
    const { fills } = runScript(flatBars([30_000, 30_000, 30_000]), { 1: (c) => c.buy({ size: 0.5 }) }, { ...settings, fractional: true });
    expect(fills[0].size).toBe(Math.floor(5_000 / 30_000 / 1e-8) * 1e-8);
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

  const bt = { profile: 'backtrader' as const };
  const fills = (rows: readonly BarRow[], script: Script, changes: Partial<BacktestSettings> = {}): unknown[] => runScript(barsOf(rows), script, { ...bt, ...changes }).fills.map(({ bar, side, size, price }) => [bar, side, size, price]);

  test('a stop-loss and a take-profit count from the bar after the entry, whatever that entry was', () => {
    const wide: BarRow = [100, 120, 80, 100];
    const entries: Parameters<Cursor['buy']>[0][] = [{}, { limit: 99 }, { stop: 101 }];
    for (const entry of entries) {
      const exit = (next: BarRow): unknown => fills([calm, wide, next], { 0: (c) => c.buy({ size: 1, stopLoss: 90, takeProfit: 110, ...entry }) })[1];
      expect([exit(calm), exit([100, 111, 100, 105]), exit([100, 101, 89, 95])]).toEqual([undefined, [2, 'sell', 1, 110], [2, 'sell', 1, 90]]);
    }
  });

  test('a bar that holds both is a loss, also where it opens beyond the take-profit', () => {
    const both = (bar: BarRow): unknown => fills([calm, calm, bar], { 0: (c) => c.buy({ size: 1, stopLoss: 90, takeProfit: 110 }) })[1];
    expect([both([100, 111, 89, 100]), both([112, 113, 89, 100])]).toEqual([[2, 'sell', 1, 90], [2, 'sell', 1, 90]]);
  });

  test('a trailing stop follows closes and nothing inside bars, and fills where it stands or at an open beyond it', () => {
    const sell: Script = { 0: (c) => c.sell({ size: 1, trailingStop: 5 }) };
    // The high of 112 moves nothing: the stop goes from 95 to 103 with the close.
    expect(fills([calm, [100, 112, 96, 108], [108, 109, 104, 105], [105, 106, 102, 104]], sell)).toEqual([[3, 'sell', 1, 103]]);
    expect(fills([calm, [100, 112, 96, 108], [101, 102, 100, 101]], sell)).toEqual([[2, 'sell', 1, 101]]);
    expect(fills([calm, [100, 101, 90, 92], [92, 103, 92, 100]], { 0: (c) => c.buy({ size: 1, trailingStop: { percent: 10 } }) })).toEqual([[2, 'buy', 1, expect.closeTo(92 * 1.1, 9)]]);
  });

  test('a trade that is trailed from the close after its entry on', () => {
    const script: Script = { 0: (c) => c.buy({ size: 1 }), 1: (c) => c.trades[0].trail(4) };
    expect(fills([calm, [100, 106, 99, 105], [105, 112, 101.5, 110], [110, 111, 105, 106]], script)).toEqual([[1, 'buy', 1, 100], [3, 'sell', 1, 106]]);
  });

  test('a stop-limit set off inside a bar fills at its stop, or at a limit that the bar comes back to by its close', () => {
    const buy = (limit: number, bar: BarRow): unknown => fills([calm, bar, [108, 109, 107.5, 108]], { 0: (c) => c.buy({ size: 1, stop: 103, limit }) })[0];
    expect(buy(105, [100, 106, 100, 105])).toEqual([1, 'buy', 1, 103]);
    expect(buy(101, [102, 106, 99, 100]), 'it falls from its open to its close').toEqual([1, 'buy', 1, 101]);
    expect(buy(101, [100, 106, 99, 102]), 'it rises').toBeUndefined();
    expect(buy(101, [102, 106, 99, 101.5]), 'its close is beyond the limit').toBeUndefined();
    const sell = (limit: number, bar: BarRow): unknown => fills([calm, bar, [92, 93, 91, 92]], { 0: (c) => c.sell({ size: 1, stop: 97, limit }) })[0];
    expect(sell(99, [98, 101, 94, 100])).toEqual([1, 'sell', 1, 99]);
    expect(sell(98, [98, 101, 94, 98]), 'as it opened').toEqual([1, 'sell', 1, 98]);
    expect(sell(99, [100, 101, 94, 98]), 'it falls').toBeUndefined();
  });

  test('a stop-limit that the bar opens beyond works its limit from there, and from then on', () => {
    const buy = (...rows: BarRow[]): unknown[] => fills([calm, ...rows], { 0: (c) => c.buy({ size: 1, stop: 103, limit: 104 }) });
    expect([buy([103.5, 106, 103, 105]), buy([105, 106, 103, 105]), buy([105, 106, 104.5, 105], [104.8, 105, 103, 104])]).toEqual([[[1, 'buy', 1, 103.5]], [[1, 'buy', 1, 104]], [[2, 'buy', 1, 104]]]);
  });

  test('a fixed and a percentage commission are charged together and not rounded', () => {
    const { fills: charged } = runScript(flatBars([100, 100, 33.333]), { 0: (c) => c.buy({ size: 3 }), 1: (c) => c.close() }, { ...bt, commissionFixed: 1, commissionRate: 0.001234567 });
    expect(charged.map((fill) => fill.commission)).toEqual([1 + 3 * 100 * 0.001234567, 1 + 3 * 33.333 * 0.001234567]);
  });
});
