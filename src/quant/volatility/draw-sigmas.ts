import { streamKey, uniform } from '../random/index.ts';
import { drawError } from './error-density.ts';
import { meanSize } from './egarch-variance.ts';
import { harRow, keepSane, rangeOf } from './fit-har.ts';
import { lastState, thetaOf } from './fitted-state.ts';
import type { VolatilityFit } from './types.ts';

type Draws = { readonly horizon: number; readonly paths: number; readonly seed: number };

/** Standard deviations of the periods ahead in drawn futures, by period, one a future. Shocks are the model's own errors; of har, drawn residuals. */
export function drawSigmas(fit: VolatilityFit, draws: Draws): Float64Array[] {
  const sigmas = Array.from({ length: draws.horizon }, () => new Float64Array(draws.paths));
  if (fit.har === null) drawRecursion(fit, draws, sigmas);
  else drawHar(fit, draws, sigmas);
  return sigmas;
}

function drawRecursion(fit: VolatilityFit, { horizon, paths, seed }: Draws, sigmas: readonly Float64Array[]): void {
  const isLog = fit.model === 'egarch';
  const { p, o, q } = fit.order;
  const theta = thetaOf(fit);
  const nu = fit.params['nu'] ?? 0;
  const { back, shocks, variances } = lastState(fit, horizon);
  const logs = isLog ? variances.map(Math.log) : variances;
  for (let path = 0; path < paths; path++) {
    const key = streamKey(seed, path);
    for (let t = back; t < back + horizon; t++) {
      let sum = theta[1]!;
      for (let lag = 1; lag <= q; lag++) sum += theta[1 + p + o + lag]! * logs[t - lag]!;
      for (let lag = 1; lag <= p; lag++) sum += theta[1 + lag]! * (isLog ? Math.abs(shocks[t - lag]!) / Math.sqrt(variances[t - lag]!) - meanSize : shocks[t - lag]! ** 2);
      for (let lag = 1; lag <= o; lag++) sum += theta[1 + p + lag]! * (isLog ? shocks[t - lag]! / Math.sqrt(variances[t - lag]!) : Math.min(shocks[t - lag]!, 0) ** 2);
      logs[t] = sum;
      if (isLog) variances[t] = Math.exp(sum);
      const sigma = Math.sqrt(variances[t]!);
      shocks[t] = sigma * drawError(fit.distribution, nu, key, t - back);
      sigmas[t - back]![path] = sigma;
    }
  }
}

function drawHar({ har }: VolatilityFit, { horizon, paths, seed }: Draws, sigmas: readonly Float64Array[]): void {
  const { measure, regression: { coefficients, residuals } } = har!;
  const range = rangeOf(measure);
  const known = new Float64Array(22 + horizon);
  known.set(measure.subarray(-22));
  for (let path = 0; path < paths; path++) {
    const key = streamKey(seed, path);
    for (let step = 0; step < horizon; step++) {
      const expected = harRow(known, 22 + step).reduce((sum, value, k) => sum + value * coefficients[k]!, 0);
      known[22 + step] = Math.max(range.low, expected + residuals[Math.floor(uniform(key, step, 2) * residuals.length)]!);
      sigmas[step]![path] = Math.sqrt(keepSane(expected, range));
    }
  }
}
