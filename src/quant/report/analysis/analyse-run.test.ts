import { describe, expect, it } from 'vitest';
import { runAnalysisSchema } from '../../../contract/model/run-analysis.ts';
import { barsOf, flatBars } from '../../engine/test-run.ts';
import { crossingRun, scriptedRun, type TestRun } from '../test-run.ts';
import { analyseRun } from './analyse-run.ts';

const options = { window: 21, points: 5_000, benchmark: null };
const analyse = ({ result, data }: TestRun, changes: Partial<typeof options> = {}) => analyseRun('run-1', result, data, { ...options, ...changes });

describe('the analysis of a run', () => {
  const run = crossingRun();
  const analysis = analyse(run);

  it('is what the contract promises', () => {
    expect(runAnalysisSchema.parse(analysis)).toMatchObject({ runId: 'run-1', hash: 'cafe', period: 'day', periodsPerYear: 252 });
  });

  it('has the same Sharpe ratio, fall and volatility as the run\'s own metrics', () => {
    const { metrics } = run.result;
    for (const name of ['sharpe', 'annualVolatility', 'maxDrawdown'] as const) expect(analysis.metrics[name], name).toBeCloseTo(Number(metrics[name]), 9);
    expect(analysis.falls.own[0]?.depth).toBeCloseTo(Number(metrics['maxDrawdown']), 12);
    expect(Object.keys(analysis.dialects)).toEqual(expect.arrayContaining(['quantstats', 'lean', 'freqtrade', 'vectorbt']));
  });

  it('counts every return and every trade in its bins', () => {
    for (const [shape, count] of [[analysis.returns, analysis.periods], [analysis.trades, run.result.trades.length]] as const) {
      const { bins } = shape ?? { bins: null };
      expect(shape?.count).toBe(count);
      expect((bins?.below ?? 0) + (bins?.above ?? 0) + (bins?.counts ?? []).reduce((sum, one) => sum + one, 0)).toBe(count);
    }
  });

  it('rolls a window over the returns; the widest is the whole run', () => {
    expect(analysis.rolling?.growth).toHaveLength(analysis.periods - 21 + 1);
    const whole = analyse(run, { window: analysis.periods });
    expect(whole.rolling?.growth[0]).toBeCloseTo(Number(run.result.metrics['totalReturn']), 9);
    expect(whole.rolling?.sharpe[0]).toBeCloseTo(Number(run.result.metrics['sharpe']), 9);
    expect(analyse(run, { window: analysis.periods + 1 }).rolling, 'fewer returns than the window').toBeNull();
  });

  it('is held against what it traded, or against another series from where that begins', () => {
    expect(analysis.benchmark).toMatchObject({ key: null, name: 'ACME, held,' });
    expect((analysis.benchmark?.curve.benchmark.at(-1) ?? 0) / 10_000 - 1).toBeCloseTo(Number(run.result.metrics['buyAndHoldReturn']), 9);
    const [{ key, bars }] = run.data as [TestRun['data'][number]];
    const late = { time: bars.time.subarray(100), open: bars.open.subarray(100), high: bars.high.subarray(100), low: bars.low.subarray(100), close: bars.close.subarray(100), volume: bars.volume.subarray(100) };
    const other = analyseRun('run-1', run.result, run.data, { ...options, benchmark: { key, name: 'Other', bars: late } }).benchmark;
    expect(other).toMatchObject({ key, name: 'Other' });
    expect(other?.curve.benchmark.slice(0, 101)).toEqual(Array(101).fill(10_000));
    expect(other?.curve.benchmark.at(-1)).toBeCloseTo((10_000 * (bars.close.at(-1) ?? 0)) / (bars.close[100] ?? 1), 6);
  });

  it('says what can be said without the bars', () => {
    const without = analyseRun('run-1', run.result, [null], options);
    expect(runAnalysisSchema.parse(without)).toMatchObject({ exposure: null, excursions: null, benchmark: null });
    expect(without.metrics['sharpe']).toBe(analysis.metrics['sharpe']);
    expect(without.costs.parts).toEqual(analysis.costs.parts);
  });

  it('thins its curves', () => {
    const { rolling, exposure, benchmark } = analyse(run, { points: 200 });
    for (const curve of [rolling?.time, exposure?.curve.time, benchmark?.curve.time]) expect(curve?.length).toBeLessThanOrEqual(200);
  });

  it('of a run without a trade, of one bar, and of ruin', () => {
    const still = analyse(scriptedRun(flatBars(Array(30).fill(100)), {}));
    expect(runAnalysisSchema.parse(still)).toMatchObject({ trades: null, excursions: null, costs: { gross: 0, net: 0, parts: [] }, exposure: { flat: 1 }, falls: { own: [], verdict: 'It never fell' } });
    expect(runAnalysisSchema.parse(analyse(scriptedRun(flatBars([100]), {})))).toMatchObject({ periods: 0, metrics: {}, dialects: {}, returns: null, rolling: null });
    const ruined = analyse(scriptedRun(flatBars([100, 100, 100, 40, 30, 20]), { 0: (cursor) => cursor.buy({ size: 0.99 }) }, { margin: 0.5 }));
    expect(runAnalysisSchema.parse(ruined).metrics['totalReturn']).toBe(-1);
  });

  it('of several series holds equal parts of them and measures each in its own bars', () => {
    const many = crossingRun(300, {}, ['ACME', 'BYTE']);
    const both = analyse(many);
    expect(both.benchmark?.name).toBe('ACME, BYTE, held,');
    expect((both.benchmark?.curve.benchmark.at(-1) ?? 0) / 10_000 - 1).toBeCloseTo(Number(many.result.metrics['buyAndHoldReturn']), 9);
    expect(both.excursions?.count).toBe(many.result.trades.length);
  });
});

describe('excursions', () => {
  // Bought at the open of bar 1 at 100, left at the open of bar 3 at 110.
  const bars = barsOf([[100, 100, 100, 100], [100, 105, 95, 102], [102, 120, 101, 110], [110, 150, 50, 120]]);
  const script = { 0: (cursor: Parameters<Parameters<typeof scriptedRun>[1][number]>[0]) => cursor.buy(), 2: (cursor: Parameters<Parameters<typeof scriptedRun>[1][number]>[0]) => cursor.close() };

  it('are of the bars in which the trade was open, and not of what came after it in its last', () => {
    const { excursions } = analyse(scriptedRun(bars, script));
    expect(excursions?.rows).toHaveLength(1);
    expect(excursions?.rows[0]?.adverse).toBeCloseTo(-0.05, 12);
    expect(excursions?.rows[0]?.favourable).toBeCloseTo(0.2, 12);
    expect(excursions?.kept).toBeCloseTo(0.1 / 0.2, 9);
  });

  it('of a short trade are mirrored', () => {
    const { excursions } = analyse(scriptedRun(bars, { 0: (cursor) => cursor.sell(), 2: (cursor) => cursor.close() }));
    expect(excursions?.rows[0]?.adverse).toBeCloseTo(-0.2, 12);
    expect(excursions?.rows[0]?.favourable).toBeCloseTo(0.05, 12);
    expect(excursions?.losersFavourable).toBeCloseTo(0.05, 12);
  });
});

describe('exposure', () => {
  it('is what is held at each close over the equity', () => {
    const { exposure } = analyse(scriptedRun(flatBars([100, 100, 100, 200, 200, 200]), { 0: (cursor) => cursor.buy({ size: 50 }), 3: (cursor) => cursor.close() }, { cash: 10_000 }));
    // 50 of 100 bought on bar 1, worth 10,000 of 15,000 on bar 3, left on bar 4.
    expect(exposure?.curve.net).toEqual([0, 0.5, 0.5, 10_000 / 15_000, 0, 0]);
    expect(exposure).toMatchObject({ long: 0.5, short: 0, flat: 0.5, most: 10_000 / 15_000 });
  });
});
