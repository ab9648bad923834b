import { QuantError } from '../error.ts';
import { quantileOfSorted } from '../stats/index.ts';
import { requireWhole } from './check-returns.ts';
import { expectVariances } from './expect-variances.ts';
import { errorQuantile, sizeShare } from './error-density.ts';
import { drawSigmas } from './draw-sigmas.ts';
import type { ErrorDistribution, VolatilityFit } from './types.ts';

export type ForecastOptions = {
  /** Periods ahead; 10 where nothing is said. */
  readonly horizon?: number;
  /** Share of futures that intervals hold; 0.95 where nothing is said. */
  readonly level?: number;
  /** Futures that are drawn for them; 2,000 where nothing is said. */
  readonly paths?: number;
  /** The same seed draws the same futures. */
  readonly seed?: number;
};

export type Interval = { readonly low: number[]; readonly high: number[] };

/** Volatility of the periods after the last return, in the unit of the returns. One value a period. */
export type VolatilityForecast = {
  readonly variance: number[];
  /** Root of the expected variance. */
  readonly sigma: number[];
  /** Expected return of a period. */
  readonly mean: number;
  readonly level: number;
  /** Where the standard deviation of a period will lie, given the parameters: it depends on the shocks until then. Exact for the first. */
  readonly sigmaInterval: Interval;
  /** Where the return of a period will lie, given the parameters. */
  readonly returnInterval: Interval;
};

const mostHorizon = 1_000;
const mostDraws = 20_000_000;

/**
 * Forecasts of a fitted model. Variances are expected values, iterated exactly; those of egarch are exact for normal errors (D. B. Nelson
 * 1991) and, with Student's, for which their mean is infinite, the exponential of the expected logarithm. Intervals are quantiles over drawn
 * futures with the model's own errors (har: drawn residuals of its regression) and leave out that the parameters are estimates. Throws RANGE.
 */
export function forecastVolatility(fit: VolatilityFit, { horizon = 10, level = 0.95, paths = 2_000, seed = 1 }: ForecastOptions = {}): VolatilityForecast {
  requireWhole('The horizon', horizon, 1, mostHorizon);
  requireWhole('The number of drawn futures', paths, 100, Math.floor(mostDraws / horizon));
  if (!(level > 0 && level < 1)) throw new QuantError('RANGE', `The level must be above 0 and below 1, such as 0.95, not ${level}.`);
  const mean = fit.params['mu'] ?? 0;
  const variance = expectVariances(fit, horizon);
  const sigmas = drawSigmas(fit, { horizon, paths, seed });
  const sigmaInterval: Interval = { low: [], high: [] };
  const returnInterval: Interval = { low: [], high: [] };
  for (let step = 0; step < horizon; step++) {
    const sorted = sigmas[step]!.sort();
    sigmaInterval.low.push(step === 0 ? Math.sqrt(variance[0]!) : quantileOfSorted(sorted, 0.5 - level / 2));
    sigmaInterval.high.push(step === 0 ? Math.sqrt(variance[0]!) : quantileOfSorted(sorted, 0.5 + level / 2));
    const reach = step === 0 ? Math.sqrt(variance[0]!) * errorQuantile(fit.distribution, fit.params['nu'] ?? 0, 0.5 + level / 2) : reachOf(sorted, fit, level);
    returnInterval.low.push(mean - reach);
    returnInterval.high.push(mean + reach);
  }
  return { variance: [...variance], sigma: variance.map(Math.sqrt), mean, level, sigmaInterval, returnInterval };
}

/** The standard deviations of a period stand for all in their groups. */
const groups = 40;

/**
 * The size below which that share of returns stays, when their deviation is any of the drawn ones. Errors are symmetric, so an interval is as wide
 * on both sides of the mean. Newton's steps from below never pass the answer, as the share is concave in the size.
 */
function reachOf(sorted: Float64Array, { distribution, params }: { readonly distribution: ErrorDistribution; readonly params: Readonly<Record<string, number>> }, level: number): number {
  const nu = params['nu'] ?? 0;
  const deviations = Float64Array.from({ length: groups }, (_, k) => quantileOfSorted(sorted, (k + 0.5) / groups));
  let reach = deviations[0]! * errorQuantile(distribution, nu, 0.5 + level / 2);
  for (let round = 0; round < 50; round++) {
    let [share, slope] = [0, 0];
    for (const deviation of deviations) {
      const at = sizeShare(distribution, nu, reach / deviation);
      share += at.share / groups;
      slope += at.slope / deviation / groups;
    }
    const step = (level - share) / slope;
    if (!Number.isFinite(step) || Math.abs(step) < 1e-10 * reach) return reach;
    reach += step;
  }
  return reach;
}
