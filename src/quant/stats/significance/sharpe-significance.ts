import { kurtosisOf, sampleVarianceOf, skewnessOf, type Moments } from '../returns/distribution.ts';
import { normalCdf, normalQuantile } from '../returns/normal.ts';

const eulerGamma = 0.5772156649015329;

/** Sharpe ratio of one period without a risk-free rate: mean over sample deviation; NaN without variance. */
export const periodSharpe = (moments: Moments): number => (moments.second > 0 ? moments.mean / Math.sqrt(sampleVarianceOf(moments)) : Number.NaN);

/** (1 − skew SR + (kurt − 1)/4 SR²): what skewness and fat tails make of the variance of a Sharpe ratio. */
function shapeFactor(moments: Moments, sharpe: number): number {
  return 1 - skewnessOf(moments) * sharpe + ((kurtosisOf(moments) - 1) / 4) * sharpe * sharpe;
}

/** Standard error of a period's Sharpe ratio (Mertens 2002; Bailey and López de Prado 2012). `sharpe`: of one period, of excess returns where there is a rate. */
export const sharpeError = (moments: Moments, sharpe = periodSharpe(moments)): number => Math.sqrt(shapeFactor(moments, sharpe) / (moments.count - 1));

/**
 * Probabilistic Sharpe ratio: how likely the true ratio of a period is above `against`, given the sample's length, skewness and
 * kurtosis (Bailey and López de Prado, The Sharpe ratio efficient frontier, 2012). NaN without variance or below two returns.
 */
export const probabilisticSharpe = (moments: Moments, against = 0, sharpe = periodSharpe(moments)): number =>
  normalCdf((sharpe - against) / sharpeError(moments, sharpe));

/**
 * The Sharpe ratio that the best of some trials without any skill is expected to show: √variance × ((1 − γ) Z(1 − 1/N) + γ Z(1 − 1/(N e))).
 * `variance`: of the trials' ratios of a period. 0 for one trial.
 */
export function expectedBestSharpe(trials: number, variance: number): number {
  if (trials <= 1) return 0;
  return Math.sqrt(variance) * ((1 - eulerGamma) * normalQuantile(1 - 1 / trials) + eulerGamma * normalQuantile(1 - 1 / (trials * Math.E)));
}

/** Deflated Sharpe ratio: the probabilistic one against the best that luck alone would show in so many trials (Bailey and López de Prado 2014). */
export const deflatedSharpe = (moments: Moments, trials: number, variance: number, sharpe = periodSharpe(moments)): number =>
  probabilisticSharpe(moments, expectedBestSharpe(trials, variance), sharpe);

/**
 * Minimum track record length: periods after which the ratio is above `against` with that confidence. Infinity where the ratio is not
 * above it (Bailey and López de Prado 2012).
 */
export function minimumTrackRecord(moments: Moments, against = 0, confidence = 0.95, sharpe = periodSharpe(moments)): number {
  if (Number.isNaN(sharpe)) return Number.NaN;
  if (sharpe <= against) return Number.POSITIVE_INFINITY;
  return 1 + shapeFactor(moments, sharpe) * (normalQuantile(confidence) / (sharpe - against)) ** 2;
}
