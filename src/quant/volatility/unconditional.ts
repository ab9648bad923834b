import { normalCdf } from '../stats/index.ts';
import { meanSize } from './egarch-variance.ts';
import type { ErrorDistribution, Order } from './types.ts';

const furthestTerm = 20_000;

/** ln E exp(a |z| + b z) of a standard normal z (D. B. Nelson, Econometrica 59, 1991, theorem A1.1). */
export function logMeanOfShock(a: number, b: number): number {
  const [gain, loss] = [a + b, a - b];
  const [atGain, atLoss] = [0.5 * gain * gain + Math.log(normalCdf(gain)), 0.5 * loss * loss + Math.log(normalCdf(loss))];
  const most = Math.max(atGain, atLoss);
  return most + Math.log(Math.exp(atGain - most) + Math.exp(atLoss - most));
}

/**
 * Weights (a, b) of a shock |z|, z in the logarithm of the variance 1, 2, … periods later, as the recursion carries it on.
 */
export function shockWeights(theta: Float64Array, { p, o, q }: Order, count: number): { readonly size: Float64Array; readonly sign: Float64Array } {
  const [size, sign] = [new Float64Array(count), new Float64Array(count)];
  for (let t = 0; t < count; t++) {
    let [bySize, bySign] = [t < p ? theta[2 + t]! : 0, t < o ? theta[2 + p + t]! : 0];
    for (let lag = 1; lag <= Math.min(q, t); lag++) {
      bySize += theta[1 + p + o + lag]! * size[t - lag]!;
      bySign += theta[1 + p + o + lag]! * sign[t - lag]!;
    }
    size[t] = bySize;
    sign[t] = bySign;
  }
  return { size, sign };
}

/** The variance that forecasts end at; null where there is none: shocks do not fade, or (egarch with Student's errors) its mean is infinite. */
export function unconditionalOf(theta: Float64Array, { model, order, distribution }: { readonly model: string; readonly order: Order; readonly distribution: ErrorDistribution }, persistence: number): number | null {
  if (!(persistence < 1 - 1e-9) || model === 'ewma') return null;
  if (model !== 'egarch') return theta[1]! / (1 - persistence);
  if (distribution === 't' || !(persistence > -1)) return null;
  const { size, sign } = shockWeights(theta, order, furthestTerm);
  let logs = theta[1]! / (1 - persistence);
  for (let t = 0; t < furthestTerm; t++) {
    logs += logMeanOfShock(size[t]!, sign[t]!) - size[t]! * meanSize;
    if (Math.abs(size[t]!) + Math.abs(sign[t]!) < 1e-12 && t > order.p + order.o) break;
  }
  return Number.isFinite(logs) ? Math.exp(logs) : null;
}
