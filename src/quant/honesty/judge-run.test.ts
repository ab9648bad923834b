import { describe, expect, it } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { TrialCount, Verdict } from '../../contract/model/verdict.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import { scripted, testSettings } from '../engine/test-run.ts';
import { engineVersion } from '../engine/version.ts';
import { normal, streamKey } from '../random/index.ts';
import { findStrategy } from '../strategies/index.ts';
import { judgeRun, measureSharpe } from './judge-run.ts';
import { plantedLeaks } from './test-leaks.ts';

const dayMs = 86_400_000;

/** Days on which prices open where they closed; what a day returns is said. */
function market(count: number, returnOf: (i: number) => number): BarColumns {
  const close = new Float64Array(count);
  let price = 100;
  const open = Float64Array.from({ length: count }, (_, i) => {
    const before = price;
    price *= 1 + returnOf(i);
    close[i] = price;
    return before;
  });
  const time = Float64Array.from({ length: count }, (_, i) => Date.UTC(2015, 0, 5) + (i + 2 * Math.floor(i / 5)) * dayMs);
  return { time, open, close, high: open.map((one, i) => Math.max(one, close[i]) * 1.001), low: open.map((one, i) => Math.min(one, close[i]) * 0.999), volume: new Float64Array(count).fill(1e6) };
}

const noise = (seed: number) => { const key = streamKey(seed, 4); return (i: number): number => 0.01 * normal(key, i); };
/** Every tenth day is followed by two good ones. */
const planted = (seed: number, edge: number) => (i: number): number => noise(seed)(i) + (i % 10 === 1 || i % 10 === 2 ? edge : 0);
/** In before them, out after them. */
const knowsIt: StrategyDefinition = { ...scripted({}), onBar: (c) => (c.index % 10 === 0 ? c.buy() : c.index % 10 === 2 ? c.close() : undefined) };

const counted = (count: number): TrialCount => ({ hypothesis: 'h', count, isWhole: true, sharpeDeviation: null, sentence: '' });
const costs = { commissionRate: 0.0005, fractional: true };

type Judged = { readonly strategy: StrategyDefinition; readonly bars: BarColumns; readonly params?: StrategyParams; readonly count?: number; readonly family?: readonly StrategyParams[]; readonly settings?: BacktestSettings; readonly hasBars?: boolean };

function judgeOn({ strategy, bars, params = {}, count = 1, family = [], settings = testSettings(costs), hasBars = true }: Judged): Verdict {
  const series = [{ symbol: 'A', bars }];
  const { trades, equity, ruin, interval } = runStrategy(strategy, params, settings, series);
  const spec = { strategy: strategy.info.name, params, settings, engineVersion, data: [] };
  return judgeRun({
    result: { runId: 'run-1', spec, trades: [...trades], equity, ...(ruin === undefined ? {} : { ruin }), ...(interval === undefined ? {} : { interval }) },
    trials: counted(count), family, run: hasBars ? { strategy, series, isGuest: false } : null, earlier: null,
  });
}

const checkOf = ({ reasons }: Verdict, name: string) => reasons.find(({ check }) => check === name);

describe('the verdict on a run', () => {
  it('is bad for a run that lost all it had, though no Sharpe ratio can be computed of it', () => {
    const short: StrategyDefinition = { ...scripted({}), onBar: (c) => (c.index === 0 ? c.sell() : undefined) };
    const verdict = judgeOn({ strategy: short, bars: market(200, () => 0.05) });
    expect(verdict).toMatchObject({ grade: 'bad', headline: 'Bad: it lost all it had.', sharpe: null });
    expect(checkOf(verdict, 'profit')).toMatchObject({ passed: false, sentence: 'It lost all it had.' });
  });

  it('is good for an edge that the trials do not explain, and says how sure it is', () => {
    const verdict = judgeOn({ strategy: knowsIt, bars: market(2_000, planted(1, 0.006)), count: 200 });
    expect(verdict).toMatchObject({ grade: 'good', runId: 'run-1', lookAhead: { isClean: true }, data: { grade: 'A' }, randomEntry: { holdings: 200 } });
    expect(verdict.headline).toMatch(/^Good: a Sharpe ratio of \d\.\d\d that luck in 200 trials does not explain \(\d+ % sure\)\.$/);
    expect(verdict.deflatedSharpe).toBeGreaterThan(0.95);
    expect(verdict.randomEntry?.pValue).toBeLessThan(0.01);
    expect(verdict.reasons.every(({ passed, isDecisive }) => !isDecisive || passed !== false)).toBe(true);
  });

  it('is lucky for the same Sharpe ratio after so many trials that luck shows as much', () => {
    const bars = market(2_000, planted(1, 0.0025));
    const alone = judgeOn({ strategy: knowsIt, bars });
    const tried = judgeOn({ strategy: knowsIt, bars, count: 100_000 });
    expect(tried.sharpe).toBe(alone.sharpe);
    expect(alone).toMatchObject({ grade: 'good', expectedBestSharpe: 0 });
    expect(alone.deflatedSharpe).toBe(alone.probabilisticSharpe);
    expect(tried).toMatchObject({ grade: 'lucky', headline: expect.stringContaining('the best of 100,000 trials') });
    expect(checkOf(tried, 'deflated-sharpe')).toMatchObject({ passed: false, isDecisive: true, threshold: 0.95 });
    expect(tried.reasons[0]?.passed, 'what speaks against it comes first').toBe(false);
  });

  it('is bad where nothing is earned, and says so first of all', () => {
    expect(judgeOn({ strategy: knowsIt, bars: market(2_000, planted(2, -0.006)) })).toMatchObject({ grade: 'bad', headline: expect.stringMatching(/^Bad: it does not earn anything \(Sharpe ratio -/) });
  });

  it('is invalid where the future was seen, however well it did', () => {
    const verdict = judgeOn({ strategy: plantedLeaks[0] ?? knowsIt, bars: market(600, noise(3)) });
    expect(verdict).toMatchObject({ grade: 'invalid', lookAhead: { isClean: false }, headline: expect.stringMatching(/^Invalid: next close sees the future/) });
  });

  it('is unproven after a few months, after a few trades, and where nothing moved', () => {
    expect(judgeOn({ strategy: knowsIt, bars: market(60, planted(5, 0.006)) })).toMatchObject({ grade: 'unproven', data: { grade: 'D' } });
    const [few] = [scripted({ 10: (c) => c.buy(), 900: (c) => c.close(), 901: (c) => c.buy(), 1_990: (c) => c.close() })];
    const rising = judgeOn({ strategy: few, bars: market(2_000, (i) => 0.001 + noise(6)(i)) });
    expect(rising).toMatchObject({ grade: 'unproven', headline: expect.stringContaining('too few trades') });
    expect(judgeOn({ strategy: scripted({}), bars: market(600, noise(7)) })).toMatchObject({ grade: 'unproven', sharpe: null, randomEntry: null, monteCarlo: null });
  });

  it('counts a run without its bars for what its equity shows, and says what it could not check', () => {
    const verdict = judgeOn({ strategy: knowsIt, bars: market(2_000, planted(1, 0.006)), hasBars: false });
    expect(verdict).toMatchObject({ grade: 'good', lookAhead: null, data: null, randomEntry: null, overfitting: null });
    expect(checkOf(verdict, 'look-ahead')).toMatchObject({ passed: null, sentence: expect.stringContaining('not at hand') });
  });

  it('keeps what an earlier verdict found in bars that are gone', () => {
    const bars = market(2_000, planted(1, 0.006));
    const earlier = judgeOn({ strategy: knowsIt, bars });
    const spec = { strategy: 'scripted', params: {}, settings: testSettings(costs), engineVersion, data: [] };
    const { trades, equity } = runStrategy(knowsIt, {}, spec.settings, [{ symbol: 'A', bars }]);
    const again = judgeRun({ result: { runId: 'run-1', spec, trades: [...trades], equity }, trials: counted(500), family: [], run: null, earlier });
    expect(again).toMatchObject({ randomEntry: earlier.randomEntry, data: earlier.data, lookAhead: earlier.lookAhead, trials: { count: 500 } });
  });

  it('names a run that pays no costs, as advice', () => {
    const verdict = judgeOn({ strategy: knowsIt, bars: market(2_000, planted(1, 0.006)), settings: testSettings({ fractional: true }) });
    expect(verdict.grade).toBe('good');
    expect(checkOf(verdict, 'costs')).toMatchObject({ passed: false, isDecisive: false });
  });

  it('finds the choice among trials of noise overfitted, and that among trials of an edge not', () => {
    const strategy = findStrategy('rsi-reversion');
    const family = Array.from({ length: 40 }, (_, k) => ({ period: 5 + (k % 10), low: 30 + 5 * Math.floor(k / 10), high: 60 }));
    const [params] = family;
    const chance = judgeOn({ strategy, params, family, count: 40, bars: market(1_500, noise(11)) });
    expect(chance.overfitting).toMatchObject({ trials: 40, splits: 924 });
    const reverting = market(1_500, (i) => noise(12)(i) - 0.35 * noise(12)(i - 1) - 0.25 * noise(12)(i - 2));
    const real = judgeOn({ strategy, params, family, count: 40, bars: reverting, settings: testSettings({ fractional: true }) });
    expect(real.overfitting?.lossProbability).toBeLessThan(chance.overfitting?.lossProbability ?? 0);
    expect(judgeOn({ strategy, params, family: family.slice(0, 4), count: 5, bars: reverting }).overfitting, 'five are no family').toBeNull();
  });

  it('holds a Sharpe ratio against the best of noise: as many series without an edge show it', () => {
    // The mean of the best of 50 ratios over many such series, drawn directly.
    const key = streamKey(9, 9);
    const years = 8;
    let sum = 0;
    for (let k = 0; k < 2_000; k++) sum += Math.max(...Array.from({ length: 50 }, (_, i) => normal(key, k * 50 + i) / Math.sqrt(years)));
    const bars = market(years * 252, noise(13));
    expect(measureSharpe(bars.time, bars.close, 50).expectedBest).toBeCloseTo(sum / 2_000, 1);
  });
});
