import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { Cursor } from '../../src/quant/engine/cursor.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import type { StrategyDefinition } from '../../src/quant/engine/strategy.ts';
import type { StrategyInfo } from '../../src/contract/model/strategy.ts';
import type { BacktestTaskOutput, SeriesInput } from '../../src/quant/engine/task.ts';
import { scripted, testSettings } from '../../src/quant/engine/test-run.ts';
import { findStrategy, listStrategies, resolveStrategyParams } from '../../src/quant/strategies/index.ts';

/** Bars of a random walk with ranges round it. */
const walk = fc.array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { minLength: 3, maxLength: 120 })
  .map((steps): BarColumns => {
    const column = (): Float64Array => new Float64Array(steps.length);
    const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
    let last = 100;
    steps.forEach(([move, up, down], i) => {
      const open = last;
      last = Math.max(5, open + move / 5);
      bars.time[i] = i * 86_400_000;
      bars.open[i] = open;
      bars.close[i] = last;
      bars.high[i] = Math.max(open, last) + up / 20;
      bars.low[i] = Math.min(open, last) - down / 20;
      bars.volume[i] = 1000;
    });
    return bars;
  });

type Act = { readonly bar: number; readonly kind: 'buy' | 'sell' | 'close' | 'cancel' | 'trail'; readonly size: number; readonly offset: number; readonly order: number; readonly hasBracket: boolean };

const acts: fc.Arbitrary<Act[]> = fc.array(fc.record({
  bar: fc.integer({ min: 0, max: 119 }), kind: fc.constantFrom('buy', 'sell', 'close', 'cancel', 'trail'), size: fc.constantFrom(0.3, 0.9, 1, 7, 25),
  offset: fc.integer({ min: 1, max: 20 }), order: fc.integer({ min: 0, max: 3 }), hasBracket: fc.boolean(),
}), { maxLength: 40 });

/** What an act asks for: prices are set off from the close so that brackets lie on their right sides. */
function perform(c: Cursor, { kind, size, offset, order, hasBracket }: Act): void {
  const { close } = c.bar();
  if (kind === 'close') c.close(offset / 20);
  else if (kind === 'cancel') c.cancelAll();
  else if (kind === 'trail') for (const trade of c.trades) trade.stopLoss = close * (trade.isLong ? 0.97 : 1.03);
  else {
    const away = (close * offset) / 400;
    const toward = kind === 'buy' ? 1 : -1;
    const terms = {
      size,
      ...(order === 1 ? { limit: close - toward * away } : {}),
      ...(order === 2 ? { stop: close + toward * away } : {}),
      ...(order === 3 ? { stop: close + toward * away, limit: close + toward * (away + 1) } : {}),
      ...(hasBracket ? { stopLoss: close * (1 - toward * 0.12), takeProfit: close * (1 + toward * 0.12) } : {}),
    };
    if (kind === 'buy') c.buy(terms);
    else c.sell(terms);
  }
}

const strategyOf = (list: readonly Act[]): StrategyDefinition =>
  scripted(Object.fromEntries(Array.from({ length: 120 }, (_, bar) => [bar, (c: Cursor) => { for (const act of list) if (act.bar === bar) perform(c, act); }])));

const settingsOf = (profile: BacktestSettings['profile']): fc.Arbitrary<BacktestSettings> => fc.record({
  commissionRate: fc.constantFrom(0, 0.002), commissionFixed: fc.constantFrom(0, 1), spreadRate: fc.constantFrom(0, 0.004), margin: fc.constantFrom(1, 0.25),
  intrabar: fc.constantFrom('pessimistic', 'optimistic'), exclusive: fc.boolean(), hedging: fc.boolean(), closeAtEnd: fc.boolean(),
  // backtesting.py counts a fill at the close to a bar whose equity it has recorded already.
  fill: profile === 'backtesting.py' ? fc.constant('next-open' as const) : fc.constantFrom('next-open', 'same-close'),
}).map((changes) => testSettings({ ...changes, profile }));

const run = (bars: BarColumns, list: readonly Act[], settings: BacktestSettings): BacktestTaskOutput =>
  runStrategy(strategyOf(list), {}, settings, [{ symbol: 'WALK', bars }]);

const first = (bars: BarColumns, count: number): BarColumns => ({
  time: bars.time.slice(0, count), open: bars.open.slice(0, count), high: bars.high.slice(0, count), low: bars.low.slice(0, count),
  close: bars.close.slice(0, count), volume: bars.volume.slice(0, count),
});

/** Cash and signed units after the fills up to and with a bar, counted from the fills alone. */
function foldFills(output: BacktestTaskOutput, cash: number, bar: number): { cash: number; units: number } {
  const state = { cash, units: 0 };
  for (const fill of output.fills) {
    if (fill.bar > bar) continue;
    const signed = fill.side === 'buy' ? fill.size : -fill.size;
    state.units += signed;
    state.cash -= signed * fill.price + fill.commission;
  }
  return state;
}

const symbolsOf = (info: StrategyInfo): number => info.symbols?.min ?? 1;

/** So many series: the bars, and the same with other prices each, bar by bar. */
const seriesLike = (bars: BarColumns, count: number): SeriesInput[] => Array.from({ length: count }, (_, k) => {
  const scale = (column: Float64Array): Float64Array => column.map((price, i) => price * (1 + 0.05 * Math.sin(i * k)));
  return { symbol: `WALK${k}`, bars: { ...bars, open: scale(bars.open), high: scale(bars.high), low: scale(bars.low), close: scale(bars.close) } };
});

const isRuined = (output: BacktestTaskOutput): boolean => output.equity.value.at(-1) === 0;

describe.each(['tapedeck', 'backtesting.py', 'backtrader'] as const)('under %s', (profile) => {
  test('cash and positions, counted from the fills, are the equity on every bar', () => {
    fc.assert(fc.property(walk, acts, settingsOf(profile), (bars, list, settings) => {
      const output = run(bars, list, settings);
      for (let i = 0; i < bars.time.length; i++) {
        if (output.equity.value[i] === 0) break;
        const { cash, units } = foldFills(output, settings.cash, i);
        expect(output.equity.value[i]).toBeCloseTo(cash + units * bars.close[i], 5);
      }
    }), { numRuns: 150 });
  });

  test('what was bought and sold in closed trades, and what is still open, is what was filled', () => {
    fc.assert(fc.property(walk, acts, settingsOf(profile), (bars, list, settings) => {
      const output = run(bars, list, { ...settings, closeAtEnd: false });
      fc.pre(!isRuined(output));
      const filled = output.fills.reduce((sum, fill) => sum + fill.size, 0);
      const closed = output.trades.reduce((sum, trade) => sum + trade.size, 0);
      const { units } = foldFills(output, settings.cash, Infinity);
      // Every closed unit was filled twice, every open one once; hedged trades may cancel in the sum of signs.
      const open = filled - 2 * closed;
      expect(open).toBeGreaterThanOrEqual(Math.abs(units) - 1e-9);
      expect(settings.hedging || Math.abs(open - Math.abs(units)) < 1e-9).toBe(true);
    }), { numRuns: 100 });
  });

  test('the same input gives the same bytes', () => {
    fc.assert(fc.property(walk, acts, settingsOf(profile), (bars, list, settings) => {
      expect(JSON.stringify(run(bars, list, settings))).toBe(JSON.stringify(run(bars, list, settings)));
    }), { numRuns: 30 });
  });

  test('a shorter future never changes an earlier fill or equity', () => {
    fc.assert(fc.property(walk, acts, settingsOf(profile), fc.double({ min: 0.1, max: 1, noNaN: true }), (bars, list, settings, share) => {
      const count = Math.max(2, Math.floor(bars.time.length * share));
      const open = { ...settings, closeAtEnd: false };
      const whole = run(bars, list, open);
      const cut = run(first(bars, count), list, open);
      expect(cut.fills).toEqual(whole.fills.filter((fill) => fill.bar < count));
      expect(cut.equity.value).toEqual(whole.equity.value.slice(0, count));
    }), { numRuns: 100 });
  });

  test('every ready-made strategy decides without the future', () => {
    fc.assert(fc.property(walk, fc.constantFrom(...listStrategies().filter((info) => profile !== 'backtesting.py' || symbolsOf(info) === 1).map((info) => info.name)), fc.double({ min: 0.3, max: 1, noNaN: true }), (bars, name, share) => {
      const count = Math.max(2, Math.floor(bars.time.length * share));
      const given = { fast: 3, slow: 8, period: 6, entry: 7, exit: 4 };
      const known = new Set(findStrategy(name).info.params.map((param) => param.name));
      const params = resolveStrategyParams(name, Object.fromEntries(Object.entries(given).filter(([key]) => known.has(key))));
      const on = (columns: BarColumns): BacktestTaskOutput =>
        runStrategy(findStrategy(name), params, testSettings({ profile, exclusive: true }), seriesLike(columns, symbolsOf(findStrategy(name).info)), undefined, { hasInterval: false });
      const whole = on(bars);
      const cut = on(first(bars, count));
      expect(cut.fills).toEqual(whole.fills.filter((fill) => fill.bar < count));
    }), { numRuns: 100 });
  });
});

test('profits of all trades closed are the change of the account where commissions are shared out', () => {
  fc.assert(fc.property(walk, acts, settingsOf('tapedeck'), (bars, list, settings) => {
    const output = run(bars, list, { ...settings, closeAtEnd: true });
    fc.pre(!isRuined(output));
    const profit = output.trades.reduce((sum, trade) => sum + trade.pnl, 0);
    expect(output.equity.value.at(-1)).toBeCloseTo(settings.cash + profit, 5);
  }), { numRuns: 100 });
});
