import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../contract/model/backtest.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import { runBacktest } from '../engine/index.ts';
import { SimMarket } from '../sim-market/index.ts';
import { proposeTrials, searchBatch } from './propose.ts';
import { runTrials, sizePlan } from './run-trials.ts';
import type { SweepRunOutput, TrialPlan } from './task.ts';

const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 300);
const settings = backtestSettingsSchema.parse({ commissionRate: 0.001 });
const plan: TrialPlan = { strategy: 'sma-cross', params: {}, settings, space: { fast: [3, 5, 8], slow: [5, 13, 21] }, where: 'fast<slow', isGrid: true };
const runGrid = (from: number, to: number, skip: Uint8Array | null = null): SweepRunOutput => runTrials({ plan, series: { symbol: 'ACME', bars }, batch: { kind: 'grid', from, to, skip } });

describe('trials of a sweep', () => {
  it('are those of the grid that meet the condition, each with the figures of its backtest', () => {
    const { places, values, figures, eventPlaces } = runGrid(0, 9);
    expect([...places]).toEqual([0, 1, 2, 4, 5, 7, 8]);
    expect([...values.subarray(6, 8)]).toEqual([5, 13]);
    expect(sizePlan(plan)).toEqual({ combinations: 9, allowed: 7, eventPath: null });
    const { metrics } = runBacktest({ strategy: 'sma-cross', params: { fast: 5, slow: 13 }, settings, series: [{ symbol: 'ACME', bars }] });
    expect(figures[3 * 4]).toBeCloseTo(Number(metrics['totalReturn']), 10);
    expect(figures[3 * 4 + 2]).toBeCloseTo(Number(metrics['sharpe']), 10);
    expect([...eventPlaces]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('are not tried of a strategy that trades several symbols: each goes over one', () => {
    const pair = { ...plan, strategy: 'pairs-cointegration', space: { lookback: [60, 120] }, where: null };
    expect(() => sizePlan(pair)).toThrow('Strategy pairs-cointegration trades exactly 2 symbols; 1 was given.');
  });

  it('come out the same however they are cut, and without those that are done', () => {
    const whole = runGrid(0, 9);
    const parts = [runGrid(0, 4), runGrid(4, 9)];
    expect(parts.flatMap((part) => [...part.figures])).toEqual([...whole.figures]);
    expect([...runGrid(0, 9, Uint8Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1)).places]).toEqual([1]);
  });

  it('are numbers of the event path where a strategy is asked bar by bar', () => {
    const events: TrialPlan = { ...plan, strategy: 'donchian-breakout', space: { entry: [10, 20] }, where: null };
    expect(sizePlan(events).eventPath).toContain('bar by bar');
    const output = runTrials({ plan: events, series: { symbol: 'ACME', bars }, batch: { kind: 'grid', from: 0, to: 2, skip: null } });
    const { metrics } = runBacktest({ strategy: 'donchian-breakout', params: { entry: 20 }, settings, series: [{ symbol: 'ACME', bars }] });
    expect(output.figures[4]).toBe(metrics['totalReturn']);
    expect([...output.eventPlaces]).toEqual([1, 1]);
  });

  it('that fail say why and leave the others alone', () => {
    const failing: TrialPlan = { ...plan, strategy: 'sma-cross-bracket', params: {}, space: { fast: [3], slow: [8], stopLoss: [0.05, 0.9999] }, where: null, settings: backtestSettingsSchema.parse({ size: { kind: 'units', units: 1.5 } }) };
    const output = runTrials({ plan: failing, series: { symbol: 'ACME', bars }, batch: { kind: 'grid', from: 0, to: 2, skip: null } });
    expect(output.firstFailure).toContain('whole units');
    expect([...output.figures].every((figure) => Number.isNaN(figure))).toBe(true);
  });

  it('refuse a parameter that is both varied and fixed', () => {
    expect(() => sizePlan({ ...plan, params: { fast: 3 } })).toThrow('fast is varied and fixed');
  });
});

describe('a search', () => {
  const wide: TrialPlan = { ...plan, space: { fast: { from: 2, to: 60 }, slow: { from: 2, to: 120 } }, isGrid: false };
  const ask = (search: 'random' | 'tpe', count: number, finished: { values: Float64Array; scores: Float64Array }, seed = 1): Float64Array => proposeTrials({ plan: wide, search, seed, count, ...finished });
  const nothing = { values: new Float64Array(), scores: new Float64Array() };
  /** Best at fast 20, slow 60. */
  const score = (fast: number, slow: number): number => -(((fast - 20) / 60) ** 2) - ((slow - 60) / 120) ** 2;

  /** Goes on until so many trials are done and gives the best score. */
  function search(kind: 'random' | 'tpe', trials: number, seed: number): number {
    const finished = { values: new Float64Array(), scores: new Float64Array() };
    while (finished.scores.length < trials) {
      const proposed = ask(kind, searchBatch, finished, seed);
      finished.values = Float64Array.of(...finished.values, ...proposed);
      finished.scores = Float64Array.of(...finished.scores, ...Array.from({ length: proposed.length / 2 }, (_, k) => score(proposed[2 * k]!, proposed[2 * k + 1]!)));
    }
    return Math.max(...finished.scores);
  }

  it('at random tries nothing twice and nothing that does not meet the condition, the same for the same seed', () => {
    const proposed = ask('random', 300, nothing);
    const pairs = Array.from({ length: 300 }, (_, k) => `${proposed[2 * k]}/${proposed[2 * k + 1]}`);
    expect(new Set(pairs).size).toBe(300);
    for (let k = 0; k < 300; k++) expect(proposed[2 * k]!).toBeLessThan(proposed[2 * k + 1]!);
    expect(ask('random', 300, nothing)).toEqual(proposed);
    expect(ask('random', 300, nothing, 2)).not.toEqual(proposed);
  });

  it('gives what there is where the space has fewer combinations than wanted', () => {
    const few = proposeTrials({ plan: { ...plan, isGrid: false }, search: 'random', seed: 1, count: 50, ...nothing });
    expect(few.length / 2).toBe(7);
  });

  it('by a model comes nearer to the best than one at random, on most seeds', () => {
    const better = Array.from({ length: 9 }, (_, seed) => search('tpe', 112, seed) >= search('random', 112, seed)).filter(Boolean).length;
    expect(better).toBeGreaterThanOrEqual(7);
  });

  it('by a model is a function of the seed and of what is finished, with failed trials among it', () => {
    const values = ask('random', 40, nothing);
    const scores = Float64Array.from({ length: 40 }, (_, k) => (k % 5 === 0 ? Number.NaN : score(values[2 * k]!, values[2 * k + 1]!)));
    expect(ask('tpe', 16, { values, scores })).toEqual(ask('tpe', 16, { values, scores }));
    expect(ask('tpe', 16, { values, scores })).not.toEqual(ask('tpe', 16, { values, scores: scores.map((one) => -one) }));
  });
});
