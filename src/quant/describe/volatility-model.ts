import type { VolatilityOutlook } from '../../contract/model/description.ts';
import { QuantError } from '../error.ts';
import { fitVolatility, forecastVolatility, type ErrorDistribution } from '../volatility/index.ts';

/** A model of how volatility changes. Volatilities are annual shares. */
export type FittedModel = Omit<NonNullable<VolatilityOutlook['model']>, 'path'> & {
  /** At each return, as of the one before it. */
  readonly path: Float64Array;
  readonly forecast: NonNullable<VolatilityOutlook['forecast']>;
};

/** Fewer returns than this leave the persistence wide open. */
const fewestReturns = 250;
const horizon = 20;
const level = 0.9;
const paths = 1_000;
const percent = 100;

/**
 * Fits GARCH(1,1) and forecasts it, with t errors, or with normal ones where the likelihood of those has no maximum inside: shocks that
 * hardly fade drive it to the edge. null: too few returns, or no maximum that could be believed.
 */
export function fitModel(returns: Float64Array, periodsPerYear: number): FittedModel | null {
  if (returns.length < fewestReturns) return null;
  return fitWith('t', returns, periodsPerYear) ?? fitWith('normal', returns, periodsPerYear);
}

function fitWith(distribution: ErrorDistribution, returns: Float64Array, periodsPerYear: number): FittedModel | null {
  try {
    const fit = fitVolatility(returns.map((value) => percent * value), { model: 'garch', distribution });
    if (!fit.converged) return null;
    const toAnnual = (sigma: number): number => (sigma / percent) * Math.sqrt(periodsPerYear);
    const { sigma, sigmaInterval: { low, high } } = forecastVolatility(fit, { horizon, level, paths });
    const model = {
      name: `GARCH(1,1), ${distribution}`, coefficients: { ...fit.params }, persistence: fit.persistence, halfLife: fit.halfLife,
      longRun: fit.unconditionalVariance === null ? null : toAnnual(Math.sqrt(fit.unconditionalVariance)),
      path: fit.sigma.map(toAnnual), forecast: { volatility: sigma.map(toAnnual), low: low.map(toAnnual), high: high.map(toAnnual) },
    };
    return isFinite(model) ? model : null;
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}

const isFinite = ({ persistence, path, forecast: { volatility, low, high } }: FittedModel): boolean =>
  Number.isFinite(persistence) && path.every(Number.isFinite) && [...volatility, ...low, ...high].every(Number.isFinite);
