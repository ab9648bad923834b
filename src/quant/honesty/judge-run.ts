import type { BacktestResult } from '../../contract/model/backtest.ts';
import type { TrialCount, Verdict } from '../../contract/model/verdict.ts';
import type { StrategyDefinition, StrategyParams } from '../engine/strategy.ts';
import type { SeriesInput } from '../engine/task.ts';
import { chooseAnnualisation } from '../stats/data-period.ts';
import { computePeriodReturns } from '../stats/period-returns.ts';
import { computeMoments } from '../stats/returns/distribution.ts';
import { expectedBestSharpe, minimumTrackRecord, periodSharpe, probabilisticSharpe, sharpeError } from '../stats/significance/sharpe-significance.ts';
import type { BarEvidence, SharpeEvidence } from './evidence.ts';
import { gradeData } from './grade-data.ts';
import { judge } from './judge.ts';
import { checkLookAhead } from './look-ahead.ts';
import { drawOrders, measureOverfitting, testEntries } from './measure-luck.ts';

/** A run with its bars, and its strategy to run again. */
export type RunAtHand = { readonly strategy: StrategyDefinition; readonly series: readonly SeriesInput[]; readonly isGuest: boolean };

export type JudgeRequest = {
  readonly result: Pick<BacktestResult, 'runId' | 'spec' | 'trades' | 'interval' | 'ruin'> & { readonly equity: { readonly time: ArrayLike<number>; readonly value: ArrayLike<number> } };
  readonly trials: TrialCount;
  /** Parameters of other trials of the hypothesis. */
  readonly family: readonly StrategyParams[];
  /** null: the bars are not there (any more), and what an earlier verdict found in them holds. */
  readonly run: RunAtHand | null;
  readonly earlier: BarEvidence | null;
};

/** Bars that the look-ahead check of a verdict takes together; over more it is not made by itself. */
const lookAheadBars = 2_000_000;
const guestLookAheadBars = 400_000;
const usualProbes = 20;
const leastProbes = 4;

/** The verdict on a run: everything that is measured, and what it amounts to. Errors: those of a run. */
export function judgeRun({ result, trials, family, run, earlier }: JudgeRequest, progress: (share: number) => void = () => {}): Verdict {
  const { settings } = result.spec;
  const time = Float64Array.from(result.equity.time);
  const value = Float64Array.from(result.equity.value);
  const found = run === null ? earlier : measureWithBars(result, run, family, progress);
  return judge(result.runId, {
    sharpe: measureSharpe(time, value, trials.count), totalReturn: value[value.length - 1] / settings.cash - 1, isRuined: result.ruin !== undefined,
    trades: result.trades, settings, interval: result.interval ?? null, trials, hasBars: found !== null,
    overfitting: found?.overfitting ?? null, randomEntry: found?.randomEntry ?? null, lookAhead: found?.lookAhead ?? null, data: found?.data ?? null,
    monteCarlo: drawOrders(result.trades, value, settings.seed),
  });
}

function measureWithBars({ spec: { params, settings }, trades }: JudgeRequest['result'], { strategy, series, isGuest }: RunAtHand, family: readonly StrategyParams[], progress: (share: number) => void): BarEvidence {
  const bars = series.reduce((sum, one) => sum + one.bars.time.length, 0);
  const probes = Math.min(usualProbes, Math.floor((isGuest ? guestLookAheadBars : lookAheadBars) / (2 * bars)));
  const data = gradeData(series);
  const randomEntry = testEntries(series, trades, settings.fill, settings.seed);
  progress(0.2);
  const lookAhead = probes < leastProbes ? null : checkLookAhead({ strategy, params, settings, series }, { probes, seed: settings.seed, progress: (share) => progress(0.2 + 0.3 * share) });
  const overfitting = measureOverfitting({ strategy, params, settings, series, family, isGuest, progress: (share) => progress(0.5 + 0.5 * share) });
  return { data, randomEntry, lookAhead, overfitting };
}

/**
 * Sharpe ratio of the equity's returns against chance, and against the best of so many trials. The ratio of a trial without any edge
 * varies by 1 / √(periods − 1), whatever its trials have come to: what they differ by besides is costs and skill, and trials that are
 * much alike differ by less than chance would have each of them do.
 */
export function measureSharpe(time: Float64Array, equity: Float64Array, trials: number): SharpeEvidence {
  const { period, periodsPerYear } = chooseAnnualisation(time);
  const returns = computePeriodReturns(time, equity, period);
  const moments = computeMoments(returns);
  const sharpe = periodSharpe(moments);
  const best = returns.length < 2 ? NaN : expectedBestSharpe(trials, 1 / (returns.length - 1));
  const root = Math.sqrt(periodsPerYear);
  return {
    returns: returns.length, periodsPerYear, sharpe: sharpe * root, sharpeError: sharpeError(moments, sharpe) * root, probabilistic: probabilisticSharpe(moments, 0, sharpe),
    expectedBest: best * root, deflated: probabilisticSharpe(moments, best, sharpe), minimumTrackRecord: minimumTrackRecord(moments, 0, thresholdOfRecord, sharpe),
  };
}

const thresholdOfRecord = 0.95;
