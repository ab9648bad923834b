import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../contract/model/backtest.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import { SimMarket } from '../sim-market/index.ts';
import { normal, streamKey } from '../random/index.ts';
import { findStrategy, resolveStrategyParams } from '../strategies/index.ts';
import { drawPaths, type PathOptions } from './monte-carlo.ts';
import { addNoise, delayEntries, jitterParams, stressCosts, type Subject } from './perturb.ts';
import { runBacktest } from '../engine/index.ts';
import { drawRunPaths, stressRun } from './stress-run.ts';
import { countChoices, planPaths, planPurgedSplits } from './purged-splits.ts';

const noise = (count: number, edge = 0): Float64Array => Float64Array.from({ length: count }, (_, i) => 0.01 * (normal(streamKey(3, 1), i) + edge));
const options: PathOptions = { method: 'shuffle', paths: 200, meanBlock: null, seed: 1 };

describe('paths of the same returns', () => {
  it('that are shuffled come to the same growth by other falls', () => {
    const { actual, return: growth, maxDrawdown } = drawPaths(noise(100), options);
    expect(growth.p5).toBeCloseTo(actual.return, 10);
    expect(growth.p95).toBeCloseTo(actual.return, 10);
    expect(maxDrawdown.p5).toBeLessThan(maxDrawdown.p95);
  });
  it('that are drawn again lie around the actual growth, with a share of losses that an edge makes small', () => {
    const { actual, return: growth, lossProbability } = drawPaths(noise(250, 0.3), { ...options, method: 'bootstrap', paths: 2_000, meanBlock: 1 });
    expect(growth.p5).toBeLessThan(actual.return);
    expect(growth.p95).toBeGreaterThan(actual.return);
    expect(lossProbability).toBeLessThan(0.05);
    expect(drawPaths(noise(250, -0.3), { ...options, method: 'bootstrap', meanBlock: 1 }).lossProbability).toBeGreaterThan(0.95);
  });
  it('call an order lucky whose losses and gains took turns, and unlucky one whose losses came together', () => {
    const turns = Float64Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.01));
    expect(drawPaths(turns, options).drawdownPercentile).toBeLessThan(0.1);
    expect(drawPaths(turns.slice().sort(), options).drawdownPercentile).toBeGreaterThan(0.95);
  });
  it('are the same for the same seed, and never fall by more than everything', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1, max: 2, noNaN: true }), { minLength: 2, maxLength: 40 }), fc.constantFrom('shuffle', 'bootstrap'), (returns, method) => {
      const given = { ...options, method, paths: 10 } as const;
      const outcome = drawPaths(Float64Array.from(returns), given);
      expect(drawPaths(Float64Array.from(returns), given)).toEqual(outcome);
      expect(outcome.maxDrawdown.p5).toBeGreaterThanOrEqual(-1);
      expect(outcome.maxDrawdown.p95).toBeLessThanOrEqual(0);
    }), { numRuns: 50 });
  });
  it('of what is no return are refused', () => {
    expect(() => drawPaths(Float64Array.of(0.1), options)).toThrow('at least 2');
    expect(() => drawPaths(Float64Array.of(0.1, -1.5), options)).toThrow('Return 1 is -1.5');
    expect(() => drawPaths(noise(10), { ...options, paths: 0 })).toThrow('number of paths');
  });
});

const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2023, 0, 1), 400);
const subject: Subject = {
  strategy: findStrategy('sma-cross'), params: resolveStrategyParams('sma-cross', { fast: 5, slow: 20 }), settings: backtestSettingsSchema.parse({ commissionRate: 0.001, fractional: true }), series: [{ symbol: 'ACME', bars }],
};

describe('a run under stress', () => {
  it('earns less the more it costs, and without a factor is itself', () => {
    const [none, same, double, tenfold] = stressCosts(subject, [0, 1, 2, 10]).map(({ figures }) => figures!.return);
    expect(none).toBeGreaterThan(same!);
    expect(same).toBeGreaterThan(double!);
    expect(double).toBeGreaterThan(tenfold!);
    expect(() => stressCosts(subject, [-1])).toThrow('multiplied');
  });
  it('that acts later is itself without a delay, and the event path does the same decisions as the columns', () => {
    const [none, three] = delayEntries(subject, [0, 3]);
    expect(none!.figures).toEqual(stressCosts(subject, [1])[0]!.figures);
    expect(three!.figures!.return).not.toBe(none!.figures!.return);
    const events = delayEntries({ ...subject, settings: { ...subject.settings, hedging: true } }, [3])[0]!.figures!;
    const held = delayEntries({ ...subject, strategy: findStrategy('sma-cross-long') }, [3])[0]!.figures!;
    const heldByEvents = delayEntries({ ...subject, strategy: findStrategy('sma-cross-long'), settings: { ...subject.settings, hedging: true } }, [3])[0]!.figures!;
    expect(events.trades).toBeGreaterThan(0);
    expect(heldByEvents.return).toBeCloseTo(held.return, 9);
    expect(() => delayEntries({ ...subject, strategy: findStrategy('donchian-breakout') }, [1])).toThrow('bar by bar');
  });
  it('on noisy prices is another, without noise itself, the same for the same seed', () => {
    const still = addNoise(subject, { deviation: 0, paths: 1, seed: 1 })[0]!.figures!;
    expect(still).toEqual(stressCosts(subject, [1])[0]!.figures);
    const moved = addNoise(subject, { deviation: 0.01, paths: 5, seed: 1 });
    expect(new Set(moved.map(({ figures }) => figures!.return)).size).toBe(5);
    expect(addNoise(subject, { deviation: 0.01, paths: 5, seed: 1 })).toEqual(moved);
  });
  it('with other parameters keeps them near and inside their ranges', () => {
    const moved = jitterParams(subject, { share: 0.2, paths: 40, seed: 1 });
    for (const { params, figures } of moved) {
      expect(Math.abs(params['fast']! - 5)).toBeLessThanOrEqual(1);
      expect(Math.abs(params['slow']! - 20)).toBeLessThanOrEqual(4);
      expect(Number.isInteger(params['slow'])).toBe(true);
      expect(figures).not.toBeNull();
    }
    expect(new Set(moved.map(({ params }) => params['slow'])).size).toBeGreaterThan(4);
  });
});

describe('combinatorial purged cross-validation', () => {
  it('tests every choice of groups once, and every bar equally often', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 8, max: 200 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (groups, wanted, count, purge, embargo) => {
      const testGroups = Math.min(wanted, groups - 1);
      const splits = planPurgedSplits(count, { groups, testGroups, purge, embargo });
      expect(splits.length).toBe(countChoices(groups, testGroups));
      const tested = new Int32Array(count);
      for (const { test, train } of splits) {
        for (const { from, to } of test) for (let i = from; i < to; i++) tested[i]! += 1;
        // Nothing is trained on that lies in a test window, or nearer to one than purge and embargo allow.
        for (const { from, to } of train) for (const window of test) expect(to + purge <= window.from || from >= window.to + embargo).toBe(true);
      }
      expect(new Set(tested).size).toBe(1);
      expect(tested[0]).toBe(countChoices(groups - 1, testGroups - 1));
    }), { numRuns: 60 });
  });
  it('leaves out no more than it must', () => {
    const [split] = planPurgedSplits(100, { groups: 10, testGroups: 2, purge: 3, embargo: 2 });
    expect(split).toEqual({ groups: [0, 1], test: [{ from: 0, to: 10 }, { from: 10, to: 20 }], train: [{ from: 22, to: 100 }] });
  });
  it('makes paths that each cross the whole history and use every test once', () => {
    const splits = planPurgedSplits(60, { groups: 6, testGroups: 2, purge: 0, embargo: 0 });
    const paths = planPaths(splits, 6);
    expect(paths.length).toBe(5);
    const used = new Set<string>();
    for (const path of paths) path.forEach((split, group) => {
      expect(splits[split]!.groups).toContain(group);
      used.add(`${split}/${group}`);
    });
    expect(used.size).toBe(30);
  });
  it('refuses what makes no split', () => {
    expect(() => planPurgedSplits(5, { groups: 6, testGroups: 2, purge: 0, embargo: 0 })).toThrow('There are 5 bars');
    expect(() => planPurgedSplits(500, { groups: 50, testGroups: 25, purge: 0, embargo: 0 })).toThrow('at most 10000');
    expect(() => planPurgedSplits(50, { groups: 5, testGroups: 5, purge: 0, embargo: 0 })).toThrow('from 1 to 4');
  });
});

describe('a finished run', () => {
  const result = runBacktest({ strategy: 'sma-cross', params: { fast: 5, slow: 20 }, settings: subject.settings, series: [{ symbol: 'ACME', bars }] });
  const finished = { trades: [...result.trades], equity: { time: Array.from(result.equity.time), value: Array.from(result.equity.value) } };

  it('is walked again by its trades or by its days', () => {
    const byTrades = drawRunPaths('run-1', finished, 'trades', options);
    expect(byTrades.returns).toBe(result.trades.length);
    const byDays = drawRunPaths('run-1', finished, 'periods', options);
    expect(byDays.actual.return).toBeCloseTo(Number(result.metrics['totalReturn']), 9);
    expect(byDays.actual.maxDrawdown).toBeCloseTo(Number(result.metrics['maxDrawdown']), 9);
    expect(() => drawRunPaths('run-1', { ...finished, trades: [] }, 'trades', options)).toThrow('0 closed trades');
  });

  it('is put under stress beside itself', () => {
    const stress = stressRun('run-1', subject, { costFactors: [0, 5], delays: [1], noise: { deviation: 0.01, paths: 3 }, jitter: { share: 0.1, paths: 4 }, seed: 1 });
    expect(stress.base.return).toBeCloseTo(Number(result.metrics['totalReturn']), 9);
    expect(stress.costs.map(({ label }) => label)).toEqual(['costs × 0', 'costs × 5']);
    expect([stress.delays?.length, stress.noise.length, stress.params.length]).toEqual([1, 3, 4]);
    expect(stress.params[0]?.label).toMatch(/^fast \d+, slow \d+$/);
    expect(stressRun('run-1', { ...subject, strategy: findStrategy('donchian-breakout'), params: resolveStrategyParams('donchian-breakout', {}) }, { costFactors: [], delays: [1], noise: { deviation: 0, paths: 1 }, jitter: { share: 0.1, paths: 1 }, seed: 1 }).delays).toBeNull();
  });
});
