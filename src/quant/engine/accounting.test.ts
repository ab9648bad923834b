import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { CorporateAction } from '../../contract/model/series-tools.ts';
import type { Cursor } from './cursor.ts';
import { runStrategy } from './run-strategy.ts';
import { barsOf, flatBars, runScript, scripted, testSettings, type BarRow, type Script } from './test-run.ts';

const day = 86_400_000;
const calm: BarRow = [100, 101, 99, 100];
const withActions = (prices: number[], actions: CorporateAction[], script: Script, changes: Partial<BacktestSettings> = {}) =>
  runStrategy(scripted(script), {}, testSettings(changes), [{ symbol: 'TEST', bars: flatBars(prices), actions }]);

describe('commissions', () => {
  const roundTrip = { 0: (c: Cursor) => c.buy({ size: 10 }), 1: (c: Cursor) => c.close() };
  const flat = flatBars([100, 100, 100, 100]);
  const charged = (changes: Partial<BacktestSettings>): number[] => runScript(flat, roundTrip, changes).fills.map((fill) => fill.commission);

  test('for each unit, with a minimum', () => {
    expect(charged({ commissionPerUnit: 0.02, commissionRate: 0.001 })).toEqual([1.2, 1.2]);
    expect(charged({ commissionPerUnit: 0.02, commissionMinimum: 1 })).toEqual([1, 1]);
    expect(charged({ commissionFixed: 0.5, commissionMinimum: 0.4 })).toEqual([0.5, 0.5]);
  });

  test('limit orders pay the maker\'s rate, all others the taker\'s', () => {
    const script = { 0: (c: Cursor) => c.buy({ size: 10, limit: 99.5, takeProfit: 100.5 }) };
    const { fills } = runScript(barsOf([calm, calm, calm]), script, { commissionRate: 0.01, commissionMakerRate: 0.001 });
    expect(fills.map((fill) => fill.commission)).toEqual([0.995, 1.005]);
    expect(charged({ commissionRate: 0.01, commissionMakerRate: 0 })).toEqual([10, 10]);
  });

  test('tiers go by what was traded in the month before the fill', () => {
    const commissionTiers = [{ fromValue: 1_000, rate: 0.005 }, { fromValue: 2_000, rate: 0.001 }];
    const monthly = { ...flatBars([100, 100, 100, 100, 100]), time: Float64Array.of(0, 1, 2, 3, 40).map((one) => one * day) };
    const { fills } = runScript(monthly, { 0: (c) => c.buy({ size: 10 }), 1: (c) => c.buy({ size: 10 }), 2: (c) => c.buy({ size: 10 }), 3: (c) => c.buy({ size: 10 }) }, { commissionRate: 0.01, commissionTiers });
    expect(fills.map((fill) => fill.commission)).toEqual([10, 5, 1, 10]);
  });

  test('sizes leave room for the dearest of them', () => {
    const { fills, refusedOrders } = runScript(flat, { 0: (c) => c.buy() }, { commissionPerUnit: 1, commissionMinimum: 50 });
    expect([fills[0].size, refusedOrders]).toEqual([98, undefined]);
  });
});

describe('impact', () => {
  const bars = barsOf([calm, calm, calm], 1_000);

  test('by the share of the bar\'s volume, squared', () => {
    const price = (size: number): number => runScript(bars, { 0: (c) => c.buy({ size }) }, { cash: 1e9, impact: { kind: 'volume-share', coefficient: 0.1 } }).fills[0].price;
    expect([price(100), price(1_000), price(5_000)].map((one) => one / 100 - 1)).toEqual([expect.closeTo(0.001, 12), expect.closeTo(0.1, 12), expect.closeTo(0.1, 12)]);
  });

  test('by the square root of the share of the mean volume, times the deviation of returns', () => {
    const prices = [100, 101, 100, 101, 100, 100];
    const { fills } = runScript(flatBars(prices), { 4: (c) => c.sell({ size: 250 }) }, { cash: 1e6, impact: { kind: 'square-root', coefficient: 2, window: 4 } });
    const deviation = Math.log(1.01) * Math.sqrt(4 / 3);
    expect(fills[0].price).toBeCloseTo(100 * (1 - 2 * deviation * Math.sqrt(0.25)), 9);
  });

  test('is not for limit orders, and what is bought with all there is can be paid', () => {
    const impact = { kind: 'volume-share', coefficient: 1 } as const;
    expect(runScript(bars, { 0: (c) => c.buy({ size: 500, limit: 99.5 }) }, { cash: 1e9, impact }).fills[0].price).toBe(99.5);
    const { fills, refusedOrders } = runScript(barsOf([calm, calm], 200), { 0: (c) => c.buy() }, { impact });
    expect(refusedOrders).toBeUndefined();
    expect(fills[0].size * fills[0].price).toBeLessThanOrEqual(10_000);
  });
});

describe('what holding costs and brings', () => {
  test('borrow is paid for the value that was short over the days between bars', () => {
    const { trades, equity } = runScript(flatBars([100, 100, 100, 100]), { 0: (c) => c.sell({ size: 10 }), 2: (c) => c.close() }, { borrowRate: 0.365 });
    expect(trades).toMatchObject([{ carry: -2, pnl: -2 }]);
    expect([...equity.value]).toEqual([10_000, 10_000, 9_999, 9_998]);
    expect(runScript(flatBars([100, 100, 100]), { 0: (c) => c.buy({ size: 10 }) }, { borrowRate: 1 }).equity.value[2]).toBe(10_000);
  });

  test('a dividend is received for what is held and owed for what is short', () => {
    const dividend: CorporateAction[] = [{ date: '1970-01-03', type: 'dividend', value: 3 }];
    const long = withActions([100, 100, 97, 97], dividend, { 0: (c) => c.buy({ size: 10 }), 2: (c) => c.close() });
    expect([long.trades[0].pnl, long.trades[0].carry, long.equity.value[2]]).toEqual([0, 30, 10_000]);
    expect(withActions([100, 100, 97, 97], dividend, { 0: (c) => c.sell({ size: 10 }) }).equity.value[3]).toBe(10_000);
    expect(withActions([100, 100, 97, 97], dividend, { 1: (c) => c.buy({ size: 10 }) }).equity.value[3], 'bought on the day itself').toBe(10_000);
  });

  test('a split changes sizes and prices of trades and orders, and pays out parts of a unit', () => {
    const split: CorporateAction[] = [{ date: '1970-01-03', type: 'split', value: 1.5 }];
    const seen: unknown[] = [];
    const { fills, equity, trades } = withActions([120, 120, 80, 79, 60], split, {
      0: (c) => c.buy({ size: 5, stopLoss: 105 }),
      2: (c) => seen.push(c.position, c.trades[0].entryPrice, c.trades[0].stopLoss),
    });
    expect(seen).toEqual([{ size: 7, profit: 0 }, 80, 70]);
    expect([...equity.value]).toEqual([10_000, 10_000, 10_000, 9_993, 9_860]);
    expect(fills.map(({ side, size, price }) => [side, size, price])).toEqual([['buy', 5, 120], ['sell', 7, 60]]);
    expect(trades).toMatchObject([{ size: 7, entryPrice: 80, pnl: -140 }]);
  });

  test('a part of a unit that was in profit is paid out with it, and less than one unit whole', () => {
    const split = (ratio: number): CorporateAction[] => [{ date: '1970-01-03', type: 'split', value: ratio }];
    const held = withActions([100, 110, 220, 220], split(0.5), { 0: (c) => c.buy({ size: 5 }) }, { fill: 'same-close' });
    expect([...held.equity.value]).toEqual([10_000, 10_050, 10_050, 10_050]);
    const gone = withActions([100, 110, 1_100, 1_100], split(0.1), { 0: (c) => c.buy({ size: 5, stopLoss: 50 }) }, { fill: 'same-close' });
    expect([gone.trades.map((t) => [t.size, t.exitPrice]), gone.equity.value[3]]).toEqual([[[5, 110]], 10_050]);
  });
});

describe('maintenance margin', () => {
  const leveraged = { margin: 0.25, maintenanceMargin: 0.2 };

  test('a position is closed at the price at which equity falls below its share of it', () => {
    // 300 units at 100: equity 10,000 + 300 (p − 100) = 0.2 × 300 p at p = 83.33…
    const { trades } = runScript(barsOf([calm, calm, [99, 100, 80, 98], calm]), { 0: (c) => c.buy({ size: 300 }) }, leveraged);
    expect(trades).toMatchObject([{ exitReason: 'margin-call', exitBar: 2, exitPrice: expect.closeTo(20_000 / 240, 9) }]);
  });

  test('at the open where the bar opened beyond it, and the run goes on', () => {
    const { trades, equity, ruin } = runScript(barsOf([calm, calm, [75, 76, 74, 75], [75, 75, 75, 75]]), { 0: (c) => c.buy({ size: 300 }) }, leveraged);
    expect(trades).toMatchObject([{ exitReason: 'margin-call', exitPrice: 75 }]);
    expect([equity.value[3], ruin]).toEqual([2_500, undefined]);
  });

  test('a short is closed when prices rise; where bars flatter only the close counts', () => {
    const bars = barsOf([calm, calm, [100, 125, 99, 101], [101, 126, 101, 124]]);
    const exit = (intrabar: 'pessimistic' | 'optimistic'): unknown => runScript(bars, { 0: (c) => c.sell({ size: 300 }) }, { ...leveraged, intrabar }).trades.map((t) => [t.exitBar, t.exitReason]);
    expect(exit('pessimistic')).toEqual([[2, 'margin-call']]);
    expect(exit('optimistic')).toEqual([[3, 'margin-call']]);
  });

  test('what other symbols hold counts', () => {
    const rows: BarRow[] = [calm, calm, [100, 100, 80, 95]];
    const script: Script = { 0: (c) => { c.buy({ size: 150 }); if (c.symbols.length > 1) c.of('B').buy({ size: 200 }); } };
    const exits = (symbols: string[]): unknown => runStrategy(scripted(script), {}, testSettings(leveraged), symbols.map((symbol) => ({ symbol, bars: barsOf(rows) }))).trades.map((t) => t.symbol);
    expect(exits(['A'])).toEqual([]);
    expect(exits(['A', 'B'])).toContain('B');
  });
});
