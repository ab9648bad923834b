import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { TrialEvaluator } from '../sweep/evaluator.ts';
import { testSettings } from '../engine/test-run.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import { findStrategy, listStrategies, resolveStrategyParams } from './index.ts';
import { randomBars, runFills, sessionBars, writeFills, type Fill, type Series } from './test-reference.ts';

/** Shorter than usual, so that a few hundred bars are enough. */
const params: Record<string, Record<string, number>> = {
  'connors-rsi2': { trend: 40, low: 30 }, 'momentum-rotation': { lookback: 40, skip: 5 }, 'dual-momentum': { lookback: 40 }, 'pairs-cointegration': { lookback: 30, entry: 1, pValue: 1 },
  'logistic-model': { train: 30, refit: 1, edge: 0 }, 'ichimoku-cloud': { conversion: 4, base: 9, span: 17, displacement: 6 }, 'opening-range': { minutes: 60, hold: 300 }, 'atr-trailing': { trend: 20 },
  'macd-cross': { fastPeriod: 5, slowPeriod: 12, signalPeriod: 4 }, 'vol-target': { band: 0.05 }, dca: { every: 1 }, 'sma-cross': { fast: 3, slow: 9 }, 'sma-cross-long': { fast: 3, slow: 9 },
  'sma-cross-bracket': { fast: 3, slow: 9 }, 'ema-cross': { fast: 3, slow: 9 }, 'rsi-reversion': { period: 5 },
};
const count = 260;

const seriesFor = (name: string, seed: number): Series[] => {
  const symbols = findStrategy(name).info.symbols?.min === 2 ? ['A', 'B'] : ['A'];
  return symbols.map((symbol, k) => ({ symbol, bars: name === 'opening-range' ? sessionBars(seed + k, count / 13, 13, 30) : randomBars(seed * 2 + k, count) }));
};

/** The same bars up to the open of bar `cut`; all that comes after it is another world. */
function withOtherFuture(bars: BarColumns, cut: number): BarColumns {
  const other = randomBars(cut + 77, count, { volatility: 0.05 });
  const scale = bars.open[cut] / other.open[cut];
  const mix = (name: 'open' | 'high' | 'low' | 'close' | 'volume', from: number): Float64Array => bars[name].map((value, i) => (i < from ? value : other[name][i] * scale));
  return { time: bars.time, open: mix('open', cut + 1), high: mix('high', cut), low: mix('low', cut), close: mix('close', cut), volume: mix('volume', cut) };
}

const fillsOf = (name: string, series: readonly Series[]): readonly Fill[] => runFills(name, params[name] ?? {}, series);

/** Fills until the open of bar `cut`, that open included. */
const until = (fills: readonly Fill[], series: readonly Series[], cut: number): string[] =>
  writeFills(fills.filter(({ bar, price, symbol }) => bar < cut || (bar === cut && series.some((one) => one.symbol === symbol && one.bars.open[cut] === price))));

describe.each(listStrategies().map((info) => info.name))('%s', (name) => {
  it('has traded the same until an open, whatever comes after it', () => {
    let compared = 0;
    for (const seed of [1, 2]) {
      const series = seriesFor(name, seed);
      const fills = fillsOf(name, series);
      for (let cut = 110 + seed; cut < count - 5; cut += 13) {
        const before = until(fills, series, cut);
        const others = series.map(({ symbol, bars }) => ({ symbol, bars: withOtherFuture(bars, cut) }));
        expect(until(fillsOf(name, others), series, cut), `seed ${seed}, bar ${cut}`).toEqual(before);
        compared += before.length;
      }
    }
    expect(compared, 'there was something to compare').toBeGreaterThan(20);
  });

  it('has traded the same when the bars end sooner', () => {
    const series = seriesFor(name, 5);
    const cut = 200;
    const shorter = series.map(({ symbol, bars }) => ({ symbol, bars: Object.fromEntries(Object.entries(bars).map(([column, values]) => [column, values.slice(0, cut)])) as BarColumns }));
    const early = (of: readonly Series[]): string[] => writeFills(fillsOf(name, of).filter(({ bar }) => bar < cut - 1));
    expect(early(shorter)).toEqual(early(series));
  });

  it('has the same figures over whole columns as bar by bar, where it is vectorised', () => {
    const strategy = findStrategy(name);
    expect(strategy.info.vectorised).toBe(strategy.signals !== undefined);
    if (strategy.signals === undefined) return;
    const [{ bars }] = seriesFor(name, 6);
    const settings = testSettings({ commissionRate: 0.001 });
    const complete = resolveStrategyParams(name, params[name] ?? {});
    const outcome = new TrialEvaluator(strategy, settings, [{ symbol: 'A', bars }]).evaluate(complete);
    const { metrics } = runBacktest({ strategy: name, params: complete, settings, series: [{ symbol: 'A', bars }] });
    expect(outcome).toMatchObject({ ok: true, path: 'vectorised', figures: { trades: Number(metrics['trades']) + Number(metrics['openTrades']) } });
    if (outcome.ok) expect(outcome.figures.return).toBeCloseTo(Number(metrics['totalReturn']), 10);
  });
});

it('there is at least one strategy in each family, and each says by what it goes', () => {
  const families = new Set(listStrategies().map((info) => info.family));
  expect(families).toEqual(new Set(['Trend', 'Breakout', 'Mean reversion', 'Momentum rotation', 'Pairs', 'Volatility', 'Seasonality', 'Opening range', 'Grid', 'DCA', 'Buy and hold', 'Model-driven']));
  for (const info of listStrategies()) expect(info.description, info.name).toMatch(/\.$/);
});
