import type { VolatilityFit } from './types.ts';

/** The parameters in the order of the recursions: μ, ω, α…, γ…, β…. */
export function thetaOf({ params, order: { p, o, q }, model }: VolatilityFit): Float64Array {
  const lags = (name: string, count: number): number[] => Array.from({ length: count }, (_, i) => params[`${name}${i + 1}`]!);
  const mu = params['mu'] ?? 0;
  if (model === 'ewma') return Float64Array.of(mu, 0, 1 - params['lambda']!, params['lambda']!);
  return Float64Array.of(mu, params['omega']!, ...lags('alpha', p), ...lags('gamma', o), ...lags('beta', q));
}

/** The last shocks and variances, as many as the model looks back on, oldest first; room for `ahead` more behind them. */
export function lastState({ order, residuals, sigma }: VolatilityFit, ahead: number): { readonly back: number; readonly shocks: Float64Array; readonly variances: Float64Array } {
  const back = Math.max(order.p, order.o, order.q);
  const [shocks, variances] = [new Float64Array(back + ahead), new Float64Array(back + ahead)];
  shocks.set(residuals.subarray(residuals.length - back));
  variances.set(sigma.subarray(sigma.length - back).map((value) => value * value));
  return { back, shocks, variances };
}
