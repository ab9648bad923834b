import { describe, expect, test } from 'vitest';
import { epochMs } from '../../contract/model/units.ts';
import { QuantError } from '../error.ts';
import { runBacktest } from './run-backtest.ts';
import { barsOf, flatBars, runScript, testSettings } from './test-run.ts';

const rising = flatBars([10, 11, 12, 13, 14, 15]);

describe('border cases', () => {
  test('no trade: equity stays at the cash and figures of trades are null', () => {
    const { trades, fills, equity, metrics } = runScript(rising, {});
    expect([trades, fills]).toEqual([[], []]);
    expect([...equity.value]).toEqual(Array.from({ length: 6 }, () => 10_000));
    expect(metrics).toMatchObject({ trades: 0, winRate: null, totalReturn: 0 });
  });

  test.each([
    ['tapedeck', 6, 'never-asked'], ['tapedeck', 5, undefined], ['tapedeck', 3, undefined], ['backtesting.py', 6, 'never-asked'], ['backtesting.py', 5, 'never-asked'], ['backtesting.py', 4, undefined],
  ] as const)('a strategy that is never asked is said to be, not one that has nothing to do: %s, slow %d of 5 bars', (profile, slow, code) => {
    const { trades, warnings } = runBacktest({ strategy: 'sma-cross', params: { fast: 2, slow }, settings: testSettings({ profile }), series: [{ symbol: 'TEST', bars: flatBars([10, 11, 12, 13, 14]) }] });
    expect([trades.length, warnings?.map((warning) => warning.code)]).toEqual([0, code === undefined ? undefined : [code]]);
    if (code !== undefined) expect(warnings?.[0]?.message).toBe('The strategy was never asked: it needs more than these 5 bars before its first decision. Give it more bars or shorter periods.');
  });

  test('a strategy that is to trade from after the last bar on is said never to have been asked; from the last bar on it was', () => {
    const warningsFrom = (day: number): readonly string[] | undefined =>
      runBacktest({ strategy: 'buy-and-hold', params: {}, settings: testSettings({ tradeFromMs: epochMs(day * 86_400_000) }), series: [{ symbol: 'TEST', bars: flatBars([10, 11, 12, 13, 14]) }] }).warnings?.map(({ message }) => message);
    expect(warningsFrom(5)).toEqual(['The strategy was never asked: it was to trade from 1970-01-06T00:00:00Z on, and the last bar starts at 1970-01-05T00:00:00Z. Choose an earlier moment.']);
    expect(warningsFrom(4)).toBeUndefined();
  });

  test('one trade: bought and sold at the opens after the signals', () => {
    const { trades, fills } = runScript(rising, { 1: (c) => c.buy({ size: 10 }), 3: (c) => c.close() });
    expect(trades).toEqual([{
      symbol: 'TEST', side: 'long', size: 10, entryTimeMs: 2 * 86_400_000, entryPrice: 12, entryBar: 2, exitTimeMs: 4 * 86_400_000, exitPrice: 14,
      exitBar: 4, pnl: 20, commission: 0, exitReason: 'signal',
    }]);
    expect(fills.map(({ bar, side, size, price }) => [bar, side, size, price])).toEqual([[2, 'buy', 10, 12], [4, 'sell', 10, 14]]);
  });

  test('still open at the end: it is no closed trade, but equity holds its profit', () => {
    const { trades, equity, metrics } = runScript(rising, { 1: (c) => c.buy({ size: 10 }) });
    expect(trades).toEqual([]);
    expect(equity.value.at(-1)).toBe(10_030);
    expect(metrics).toMatchObject({ trades: 0, openTrades: 1 });
  });

  test('closed at the end on request, at the last close', () => {
    const { trades } = runScript(rising, { 1: (c) => c.buy({ size: 10 }) }, { closeAtEnd: true });
    expect(trades).toMatchObject([{ exitBar: 5, exitPrice: 15, pnl: 30, exitReason: 'end' }]);
  });

  test('equal prices: averages never cross and nothing is gained', () => {
    const settings = testSettings({ exclusive: true });
    const bars = flatBars(Array.from({ length: 60 }, () => 0.1));
    const { fills } = runBacktest({ strategy: 'sma-cross', params: { fast: 3, slow: 7 }, settings, series: [{ symbol: 'FLAT', bars }] });
    expect(fills).toEqual([]);
  });

  test('zero volume: prices trade all the same', () => {
    const bars = barsOf([[10, 10, 10, 10], [10, 10, 10, 10], [11, 11, 11, 11]], 0);
    expect(runScript(bars, { 1: (c) => c.buy({ size: 5 }) }).fills).toHaveLength(1);
  });

  test('ruin: what is open is closed at the close that ruined it, equity is zero from there, and the strategy is asked no more', () => {
    const asked: number[] = [];
    const script = Object.fromEntries([0, 1, 2, 3, 4].map((bar) => [bar, (c: { index: number; sell(): void }) => {
      asked.push(c.index);
      if (bar === 0) c.sell();
    }]));
    const { trades, equity } = runScript(flatBars([10, 10, 21, 5, 5]), script);
    expect(asked).toEqual([0, 1]);
    expect(trades).toMatchObject([{ side: 'short', exitBar: 2, exitPrice: 21, exitReason: 'margin-call' }]);
    expect([...equity.value]).toEqual([10_000, 10_000, 0, 0, 0]);
  });

  test('one bar: nothing can be filled, and that is no error', () => {
    expect(runScript(flatBars([10]), { 0: (c) => c.buy() }).fills).toEqual([]);
  });

  test('fewer bars than the warm-up: the strategy is never asked', () => {
    const input = { strategy: 'sma-cross', params: { fast: 5, slow: 50 }, settings: testSettings(), series: [{ symbol: 'SHORT', bars: rising }] };
    expect(runBacktest(input).fills).toEqual([]);
  });
});

/** Code and sentence of a refusal. */
function refused(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof QuantError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'not refused';
}

describe('refusals', () => {
  const input = { strategy: 'sma-cross', params: {}, settings: testSettings(), series: [{ symbol: 'TEST', bars: rising }] };

  test.each([
    ['NaN size', { size: NaN }, 'size NaN'],
    ['size 0', { size: 0 }, 'size 0'],
    ['negative size', { size: -5 }, 'size -5'],
    ['half a unit more', { size: 2.5 }, '2.5 units'],
    ['negative limit', { limit: -1 }, 'limit -1'],
    ['a stop-loss above a buy', { stopLoss: 20 }, 'stopLoss 20'],
    ['a take-profit below a buy', { takeProfit: 5 }, 'takeProfit 5'],
  ])('%s', (_, options, words) => {
    expect(refused(() => runScript(rising, { 1: (c) => c.buy(options) }))).toMatch(new RegExp(`^ORDER_INVALID .*${words}`));
  });

  test('a stop-loss below a sell', () => {
    expect(refused(() => runScript(rising, { 1: (c) => c.sell({ stopLoss: 5 }) }))).toMatch(/^ORDER_INVALID .*sell.*stopLoss 5/);
  });

  test('a negative price, with the bar and its prices', () => {
    const bars = flatBars([10, -37.63, 10]);
    expect(refused(() => runScript(bars, {}))).toMatch(/^PRICE_NOT_POSITIVE Bar 1 of TEST has open -37.63/);
  });

  test('a missing price', () => {
    expect(refused(() => runScript(flatBars([10, NaN, 10]), {}))).toMatch(/^PRICE_NOT_POSITIVE Bar 1/);
  });

  test('times that do not grow, uneven columns, no bars', () => {
    expect(refused(() => runScript({ ...rising, time: rising.time.toReversed() }, {}))).toMatch(/^TIME_NOT_ASCENDING Bar 1/);
    expect(refused(() => runScript({ ...rising, low: new Float64Array(2) }, {}))).toMatch(/^UNEVEN_COLUMNS Column low of TEST has 2 values/);
    expect(refused(() => runScript(flatBars([]), {}))).toMatch(/^NO_BARS/);
  });

  test('several series where the engine of the profile knows one, a symbol twice, and none', () => {
    const several = [...input.series, { symbol: 'OTHER', bars: rising }];
    expect(refused(() => runBacktest({ ...input, settings: testSettings({ profile: 'backtesting.py' }), series: several }))).toMatch(/^SEVERAL_SERIES .*TEST, OTHER/);
    expect(refused(() => runBacktest({ ...input, series: [...input.series, ...input.series] }))).toMatch(/^SYMBOL_TWICE The symbol TEST/);
    expect(refused(() => runBacktest({ ...input, series: [] }))).toMatch(/^NO_SERIES/);
  });

  test('an unknown strategy and an unknown parameter, with the nearest name', () => {
    expect(refused(() => runBacktest({ ...input, strategy: 'sma-crss' }))).toMatch(/^UNKNOWN_STRATEGY .*did you mean sma-cross\?/);
    expect(refused(() => runBacktest({ ...input, params: { fasst: 5 } }))).toMatch(/^UNKNOWN_PARAMETER .*did you mean fast\?$/);
    expect(refused(() => runBacktest({ ...input, params: { zzz: 5 } }))).toMatch(/^UNKNOWN_PARAMETER .*it has fast, slow\.$/);
  });

  test('a parameter out of range, with its name, value and range', () => {
    expect(refused(() => runBacktest({ ...input, params: { fast: 0 } }))).toMatch(/^PARAMETER_OUT_OF_RANGE .*fast is 0.*from 1 to 10000/);
    expect(refused(() => runBacktest({ ...input, params: { fast: 2.5 } }))).toMatch(/^PARAMETER_OUT_OF_RANGE .*whole number/);
    expect(refused(() => runBacktest({ ...input, params: { fast: NaN } }))).toMatch(/^PARAMETER_OUT_OF_RANGE/);
  });

  test('the future', () => {
    expect(refused(() => runScript(rising, { 1: (c) => c.bar(1) }))).toMatch(/^FUTURE_NOT_READABLE .*offset 1/);
  });
});
