import type { ReturnAssessment } from '../../../contract/model/significance.ts';
import { ReturnFigures } from '../returns/figures.ts';
import { quantileOfSorted } from '../returns/quantile.ts';
import type { ReturnSeries } from '../returns/series.ts';
import { checkBootstrap, drawPlaces, usualBlock, type BootstrapOptions } from './bootstrap.ts';
import { expectedBestSharpe, minimumTrackRecord, probabilisticSharpe, sharpeError } from './sharpe-significance.ts';

export type AssessmentRequest = {
  readonly series: ReturnSeries;
  /** How many strategies were tried before this one was chosen, itself included. */
  readonly trials: number;
  /** Deviation of their annual Sharpe ratios; null: the standard error of this one, as if none had any skill. */
  readonly trialDeviation: number | null;
  readonly samples: number;
  readonly meanBlock: number | null;
  readonly seed: number;
};

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What one resampled series comes to. */
type Outcome = { readonly sharpe: number; readonly growth: number; readonly maxDrawdown: number };

function measure(returns: Float64Array, places: Int32Array, riskFreePeriod: number): Outcome {
  let [sum, squares, growth, peak, deepest] = [0, 0, 1, 1, 0];
  for (let i = 0; i < places.length; i++) {
    const value = returns[places[i]!]!;
    sum += value;
    squares += value * value;
    growth *= 1 + value;
    if (growth > peak) peak = growth;
    else if (growth / peak - 1 < deepest) deepest = growth / peak - 1;
  }
  const count = places.length;
  const variance = (squares - (sum * sum) / count) / (count - 1);
  // What is left of equal returns is the rounding of their sums.
  return { sharpe: variance > 1e-15 * squares ? (sum / count - riskFreePeriod) / Math.sqrt(variance) : Number.NaN, growth, maxDrawdown: deepest };
}

/** Middle, standard error and the interval of 95 % of what the samples came to. */
function describeSpread(values: Float64Array) {
  const sorted = Float64Array.from(values).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    low: orNull(quantileOfSorted(sorted, 0.025)), median: orNull(quantileOfSorted(sorted, 0.5)), high: orNull(quantileOfSorted(sorted, 0.975)),
    error: orNull(Math.sqrt(squares / (sorted.length - 1))),
  };
}

function resample(figures: ReturnFigures, options: BootstrapOptions): ReturnAssessment['bootstrap'] {
  checkBootstrap(options);
  const { samples, seed, progress } = options;
  const meanBlock = options.meanBlock ?? usualBlock(figures.count);
  const [sharpe, annualReturn, maxDrawdown] = [new Float64Array(samples), new Float64Array(samples), new Float64Array(samples)];
  const places = new Int32Array(figures.count);
  let losses = 0;
  for (let k = 0; k < samples; k++) {
    drawPlaces(places, seed, k, meanBlock);
    const outcome = measure(figures.returns, places, figures.riskFreePeriod);
    sharpe[k] = outcome.sharpe * Math.sqrt(figures.periods);
    annualReturn[k] = outcome.growth < 0 ? Number.NaN : outcome.growth ** (1 / figures.years) - 1;
    maxDrawdown[k] = outcome.maxDrawdown;
    if (outcome.growth < 1) losses += 1;
    if (k % 64 === 0) progress?.(k / samples);
  }
  return { samples, meanBlock, seed, sharpe: describeSpread(sharpe), annualReturn: describeSpread(annualReturn), maxDrawdown: describeSpread(maxDrawdown), lossProbability: losses / samples };
}

/**
 * Whether a series of returns may be luck: its Sharpe ratio against chance and against the best of so many trials, and what the same
 * returns come to when they are drawn again in blocks. Errors: those of checkReturnSeries, RANGE.
 */
export function assessReturns({ series, trials, trialDeviation, ...options }: AssessmentRequest, context?: { readonly progress: (share: number) => void }): ReturnAssessment {
  const figures = new ReturnFigures(series);
  const { moments, deviation, mean, riskFreePeriod, periods, count } = figures;
  const sharpe = deviation > 0 ? (mean - riskFreePeriod) / deviation : Number.NaN;
  const error = sharpeError(moments, sharpe);
  const best = expectedBestSharpe(trials, trialDeviation === null ? error ** 2 : trialDeviation ** 2 / periods);
  const root = Math.sqrt(periods);
  return {
    returns: count, trials,
    sharpe: orNull(sharpe * root), sharpeError: orNull(error * root),
    probabilisticSharpe: orNull(probabilisticSharpe(moments, 0, sharpe)),
    expectedBestSharpe: orNull(best * root),
    deflatedSharpe: orNull(probabilisticSharpe(moments, best, sharpe)),
    minimumTrackRecord: orNull(minimumTrackRecord(moments, 0, 0.95, sharpe)),
    bootstrap: resample(figures, { ...options, ...(context === undefined ? {} : { progress: context.progress }) }),
  };
}
