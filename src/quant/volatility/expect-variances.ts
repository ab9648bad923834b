import { errorSize } from './error-density.ts';
import { meanSize } from './egarch-variance.ts';
import { harRow, keepSane, rangeOf } from './fit-har.ts';
import { lastState, thetaOf } from './fitted-state.ts';
import type { VolatilityFit } from './types.ts';
import { logMeanOfShock, shockWeights } from './unconditional.ts';

/** Expected variances of the periods ahead. */
export function expectVariances(fit: VolatilityFit, horizon: number): number[] {
  if (fit.har !== null) return expectHar(fit, horizon);
  return fit.model === 'egarch' ? expectLog(fit, horizon) : expectArch(fit, horizon);
}

/** A square that is not known yet is expected to be its variance, that of a loss half of it. */
function expectArch(fit: VolatilityFit, horizon: number): number[] {
  const { p, o, q } = fit.order;
  const theta = thetaOf(fit);
  const { back, shocks, variances } = lastState(fit, horizon);
  for (let t = back; t < back + horizon; t++) {
    let sum = theta[1]!;
    for (let lag = 1; lag <= p; lag++) sum += theta[1 + lag]! * (t - lag < back ? shocks[t - lag]! ** 2 : variances[t - lag]!);
    for (let lag = 1; lag <= o; lag++) sum += theta[1 + p + lag]! * (t - lag < back ? Math.min(shocks[t - lag]!, 0) ** 2 : 0.5 * variances[t - lag]!);
    for (let lag = 1; lag <= q; lag++) sum += theta[1 + p + o + lag]! * variances[t - lag]!;
    variances[t] = sum;
  }
  return Array.from(variances.subarray(back));
}

/** The logarithm as it goes on without shocks, and what each shock until then is expected to add to the variance. */
function expectLog(fit: VolatilityFit, horizon: number): number[] {
  const { p, o, q } = fit.order;
  const theta = thetaOf(fit);
  const { back, shocks, variances } = lastState(fit, horizon);
  const logs = variances.map(Math.log);
  const { size, sign } = shockWeights(theta, fit.order, horizon);
  const excess = errorSize(fit.distribution, fit.params['nu'] ?? 0) - meanSize;
  const added = (k: number): number => (fit.distribution === 't' ? size[k]! * excess : logMeanOfShock(size[k]!, sign[k]!) - size[k]! * meanSize);
  let expected = 0;
  return Array.from({ length: horizon }, (_, step) => {
    const t = back + step;
    let sum = theta[1]!;
    for (let lag = 1; lag <= Math.max(p, o); lag++) {
      if (t - lag >= back) continue;
      const z = shocks[t - lag]! / Math.sqrt(variances[t - lag]!);
      sum += (lag <= p ? theta[1 + lag]! * (Math.abs(z) - meanSize) : 0) + (lag <= o ? theta[1 + p + lag]! * z : 0);
    }
    for (let lag = 1; lag <= q; lag++) sum += theta[1 + p + o + lag]! * logs[t - lag]!;
    logs[t] = sum;
    if (step > 0) expected += added(step - 1);
    return Math.exp(sum + expected);
  });
}

function expectHar({ har }: VolatilityFit, horizon: number): number[] {
  const { measure, regression } = har!;
  const range = rangeOf(measure);
  const known = Array.from(measure.subarray(-22));
  for (let step = 0; step < horizon; step++) known.push(keepSane(harRow(known, known.length).reduce((sum, value, k) => sum + value * regression.coefficients[k]!, 0), range));
  return known.slice(22);
}
