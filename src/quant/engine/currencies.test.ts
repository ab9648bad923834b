import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { CorporateAction } from '../../contract/model/series-tools.ts';
import type { Cursor } from './cursor.ts';
import { runStrategy } from './run-strategy.ts';
import type { BacktestTaskOutput, RateSeries, SeriesInput } from './task.ts';
import { barsOf, flatBars, scripted, testSettings, type BarRow, type Script } from './test-run.ts';

const day = 86_400_000;
const from = (start: number, bars: ReturnType<typeof flatBars>): typeof bars => ({ ...bars, time: bars.time.map((time) => time + start * day) });
/** Rates of the days from the one before the first bar on. */
const rates = (closes: readonly number[], isInverted = false): RateSeries => ({ bars: flatBars(closes), isInverted });
/** Bars of the second day and those after it. */
const dollars = (prices: readonly number[], closes: readonly number[], more: Partial<SeriesInput> = {}): SeriesInput => ({ symbol: 'USD', bars: from(1, flatBars(prices)), rates: rates(closes), ...more });
const run = (series: readonly SeriesInput[], script: Script, changes: Partial<BacktestSettings> = {}): BacktestTaskOutput => runStrategy(scripted(script), {}, testSettings(changes), series);
const still = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5];

describe('two symbols in two currencies, by hand', () => {
  const euros: SeriesInput = { symbol: 'EUR', bars: from(1, flatBars([50, 50, 55, 60])) };
  const script: Script = { 0: (c) => { c.buy({ size: 10 }); c.of('EUR').buy({ size: 20 }); }, 2: (c) => c.close() };
  const costs = { commissionRate: 0.01, commissionFixed: 1 };
  const both = (changes: Partial<BacktestSettings> = {}): BacktestTaskOutput => run([dollars([100, 100, 110, 120], [0.5, 0.5, 0.6, 0.8, 0.75]), euros], script, { ...costs, ...changes });

  test('prices stay in the currency of the series, money is that of the account', () => {
    const { fills, trades, equity } = both();
    expect(fills).toMatchObject([
      { symbol: 'USD', bar: 1, size: 10, price: 100, rate: 0.5, commission: 6 }, { symbol: 'EUR', bar: 1, size: 20, price: 50, commission: 11 },
      { symbol: 'USD', bar: 3, size: 10, price: 120, rate: 0.8, commission: expect.closeTo(10.6, 12) },
    ]);
    expect(fills[1]).not.toHaveProperty('rate');
    // 10 units made 20 each, at 0.8.
    expect(trades).toMatchObject([{ symbol: 'USD', entryPrice: 100, exitPrice: 120, entryRate: 0.5, exitRate: 0.8, pnl: expect.closeTo(160 - 16.6, 12), commission: expect.closeTo(16.6, 12) }]);
    expect(Array.from(equity.value, (value) => Math.round(value * 1e9) / 1e9)).toEqual([10_000, 9_983, 9_983 + 80 + 100, 9_983 + 160 - 10.6 + 200]);
  });

  test('with the whole value converted the currency counts for all that was bought', () => {
    const { trades, equity } = both({ conversion: 'value' });
    // Bought for 10 × 100 × 0.5, sold for 10 × 120 × 0.8.
    expect(trades).toMatchObject([{ pnl: expect.closeTo(460 - 16.6, 12) }]);
    expect(Array.from(equity.value, (value) => Math.round(value * 1e9) / 1e9)).toEqual([10_000, 9_983 + 100, 9_983 + 380 + 100, 9_983 + 460 - 10.6 + 200]);
  });

  test('the return of a trade is its profit as a share of what was paid at the entry', () => {
    for (const conversion of ['profit', 'value'] as const) {
      const { trades, metrics } = both({ conversion });
      expect(metrics['bestTrade']).toBeCloseTo(trades[0].pnl / (10 * 100 * 0.5), 12);
    }
  });

  test('what is bought and held for comparison is converted', () => {
    expect(both().metrics['buyAndHoldReturn']).toBeCloseTo(((120 * 0.75) / (100 * 0.5) - 1 + (60 / 50 - 1)) / 2, 12);
    expect(run([dollars([100, 100, 120], [0.5, 0.5, 0.5, 0.25])], {}).metrics['buyAndHoldReturn']).toBeCloseTo((120 * 0.25) / (100 * 0.5) - 1, 12);
  });

  test('a strategy sees its equity and its profit in the currency of the account', () => {
    const seen: number[] = [];
    run([dollars([100, 100, 110], [0.5, 0.5, 0.6, 0.8])], { 0: (c) => c.buy({ size: 10 }), 2: (c) => seen.push(c.equity, c.position.profit, c.trades[0].profit) });
    expect(seen).toEqual([10_080, 80, 80]);
  });
});

describe('sizes', () => {
  const sized = (order: Parameters<Cursor['buy']>[0], changes: Partial<BacktestSettings> = {}): BacktestTaskOutput => run([dollars([100, 100, 100], still)], { 0: (c) => c.buy(order) }, changes);

  test('by money are of the account\'s: all, a value, a multiple of equity, a risk', () => {
    const size = (order: Parameters<Cursor['buy']>[0]): number => sized(order).fills[0].size;
    expect([size({}), size({ size: 0.5 }), size({ size: { kind: 'notional', notional: 1_000 } }), size({ size: { kind: 'equity', multiple: 0.7 } }), size({ size: { kind: 'risk', share: 0.01 }, stopLoss: 90 })])
      .toEqual([200, 100, 20, 140, 20]);
  });

  test('margin is that of the converted value, and leaves room for commission', () => {
    expect(sized({ size: 201 }).refusedOrders).toMatchObject([{ reason: 'margin' }]);
    expect(sized({ size: 200 }).refusedOrders).toBeUndefined();
    expect(sized({}, { commissionPerUnit: 10 }).fills[0]).toMatchObject({ size: 166, commission: 1_660 });
    expect(sized({}, { margin: 0.25 }).fills[0].size).toBe(800);
  });

  test('a turn round counts what closing gives back', () => {
    const { fills } = run([dollars([100, 100, 100, 100], still)], { 0: (c) => c.buy({ size: { kind: 'equity', multiple: 1 } }), 1: (c) => c.sell({ size: { kind: 'equity', multiple: 1 } }) });
    expect(fills.map(({ side, size }) => [side, size])).toEqual([['buy', 200], ['sell', 200]]);
  });

  test('what one symbol holds in its currency is not there for another', () => {
    const { fills } = run([dollars([100, 100], still), { symbol: 'EUR', bars: from(1, flatBars([50, 50])) }], { 0: (c) => { c.buy({ size: 120 }); c.of('EUR').buy(); } });
    expect(fills.map(({ size }) => size)).toEqual([120, 80]);
  });
});

describe('costs and holding', () => {
  test('tiers go by the converted value', () => {
    const { fills } = run([dollars([100, 100, 100, 100], still)], { 0: (c) => c.buy({ size: 10 }), 1: (c) => c.buy({ size: 10 }), 2: (c) => c.buy({ size: 10 }) }, { commissionRate: 0.01, commissionTiers: [{ fromValue: 1_000, rate: 0.001 }] });
    expect(fills.map((fill) => fill.commission)).toEqual([5, 5, 0.5]);
  });

  test('borrow and dividends are converted at the rate known when they are paid', () => {
    const rising = [0.5, 0.5, 0.5, 0.8, 0.8];
    const short = run([dollars([100, 100, 100, 100], rising)], { 0: (c) => c.sell({ size: 10 }), 2: (c) => c.close() }, { borrowRate: 0.365 });
    // One unit of its currency for each of two nights, at 0.5 and at 0.8.
    expect(short.trades[0].carry).toBeCloseTo(-1.3, 12);
    const actions: CorporateAction[] = [{ date: '1970-01-04', type: 'dividend', value: 3 }];
    expect(run([dollars([100, 100, 100, 100], rising, { actions })], { 0: (c) => c.buy({ size: 10 }) }).equity.value[2]).toBe(10_015);
  });

  test('parts of a unit that a split leaves are paid out with what the currency made of them', () => {
    const actions: CorporateAction[] = [{ date: '1970-01-04', type: 'split', value: 0.5 }];
    const split = (conversion: 'profit' | 'value'): number => run([dollars([100, 100, 220, 220], [0.5, 0.5, 0.8, 0.8, 0.8], { actions })], { 0: (c) => c.buy({ size: 5 }) }, { conversion }).equity.value[2];
    // Half a unit of 200, paid out at 200 and a rate of 0.8; two units of 200 stand at 220.
    expect([split('profit'), split('value')]).toEqual([expect.closeTo(10_000 + 40 * 0.8, 9), expect.closeTo(10_000 + 0.5 * (200 * 0.8 - 200 * 0.5) + 2 * (220 * 0.8 - 200 * 0.5), 9)]);
  });

  test('one trade at the average price has the rate that its parts were paid at', () => {
    const { trades } = run([dollars([100, 100, 300, 300, 300], [0.5, 0.5, 0.8, 0.8, 0.8, 0.8])], { 0: (c) => c.buy({ size: 10 }), 1: (c) => c.buy({ size: 10 }), 2: (c) => c.close() }, { lots: 'average', conversion: 'value' });
    // 10 × 100 × 0.5 and 10 × 300 × 0.8 were paid, 20 × 300 × 0.8 received.
    expect(trades).toMatchObject([{ size: 20, entryPrice: 200, entryRate: expect.closeTo(2_900 / 4_000, 12), pnl: expect.closeTo(4_800 - 2_900, 9) }]);
  });

  test('a margin call comes where the converted equity falls below its share of the converted value', () => {
    const calm: BarRow = [100, 101, 99, 100];
    const { trades } = run([{ ...dollars([], still), bars: from(1, barsOf([calm, calm, [99, 100, 80, 98]])) }], { 0: (c) => c.buy({ size: 600 }) }, { margin: 0.25, maintenanceMargin: 0.2 });
    expect(trades).toMatchObject([{ exitReason: 'margin-call', exitPrice: expect.closeTo(20_000 / 240, 9) }]);
  });

  test('a currency that falls ruins who bought for its whole value on margin', () => {
    const series = [dollars([100, 100, 100, 100], [0.5, 0.5, 0.5, 0.2, 0.2])];
    const buy: Script = { 0: (c) => c.buy({ size: 400 }) };
    expect(run(series, buy, { margin: 0.5, conversion: 'value' }).ruin).toMatchObject({ bar: 2, debt: 2_000 });
    expect(run(series, buy, { margin: 0.5 }).ruin).toBeUndefined();
  });
});

describe('which rate', () => {
  test('inside a bar the one known at its open, at the close of the order with same-close and of the end the one known then', () => {
    const moving = [0.5, 0.6, 0.7, 0.8, 0.9];
    const rows: BarRow[] = [[100, 100, 100, 100], [100, 110, 90, 100], [100, 110, 90, 100], [100, 100, 100, 100]];
    const at = (script: Script, changes: Partial<BacktestSettings> = {}): (number | undefined)[] =>
      run([{ symbol: 'USD', bars: from(1, barsOf(rows)), rates: rates(moving) }], script, changes).fills.map((fill) => fill.rate);
    expect(at({ 0: (c) => c.buy({ size: 1, limit: 95, stopLoss: 91 }) })).toEqual([0.6, 0.6]);
    expect(at({ 0: (c) => c.buy({ size: 1 }) }, { fill: 'same-close', closeAtEnd: true })).toEqual([0.6, 0.9]);
  });

  test('a symbol that begins later needs a rate from its first close on, for before nobody is asked', () => {
    const late = (start: number): SeriesInput => ({ symbol: 'USD', bars: from(3, flatBars([100, 100])), rates: { ...rates([]), bars: from(start, flatBars([0.5, 0.6, 0.7])) } });
    const early: SeriesInput = { symbol: 'EUR', bars: flatBars([50, 50, 50, 50, 50]) };
    const buy: Script = { 3: (c) => c.of('USD').buy({ size: 10 }) };
    expect(run([early, late(3)], buy).fills).toMatchObject([{ bar: 4, rate: 0.5 }]);
    expect(() => run([early, late(4)], buy)).toThrow('The rate for USD is first known at 1970-01-06 00:00Z, after the close of its first bar of 1970-01-04 00:00Z');
  });

  test('other profiles know one currency, and rates must be above 0', () => {
    expect(() => run([dollars([100, 100], still)], {}, { profile: 'backtrader' })).toThrow('The engine of the profile backtrader knows one currency; leave the rates for USD out or choose the profile tapedeck.');
    expect(() => run([dollars([100, 100], still)], {}, { profile: 'backtesting.py', conversion: 'value' })).toThrow('rates for USD');
    expect(() => run([{ symbol: 'EUR', bars: flatBars([1, 1]) }], {}, { conversion: 'value' })).toThrow('no rates were given');
    expect(() => run([dollars([100, 100], [0.5, 0, 0.5])], {})).toThrow('Bar 1 of USD (rates) has open 0');
  });
});
