import type { Start } from './arch-variance.ts';
import type { Order } from './types.ts';

/** E|z| of a standard normal z. */
export const meanSize = Math.sqrt(2 / Math.PI);

/** Logarithms of variances beyond it are those of a recursion that has run away. */
const furthest = 300;

/**
 * ln σ²ₜ = ω + Σ αᵢ (|zₜ₋ᵢ| − √(2/π)) + Σ γᵢ zₜ₋ᵢ + Σ βⱼ ln σ²ₜ₋ⱼ over z = ε / σ; θ is μ, ω, α…, γ…, β…. Before the first return ln σ² is that of the
 * start and z plays no part. As in arch, √(2/π) stands under either distribution of errors. Writes the variances, their logarithms and, where
 * asked, the slopes of the logarithms in each of θ. false where it runs away.
 */
export function runEgarch(theta: Float64Array, { p, o, q }: Order, residuals: Float64Array, start: Start, variance: Float64Array, logs: Float64Array, slopes: Float64Array | null): boolean {
  const width = 2 + p + o + q;
  const most = Math.max(p, o, q);
  const [startLog, startSlope] = [Math.log(start.value), start.slope / start.value];
  const row = new Float64Array(width);
  for (let t = 0; t < residuals.length; t++) {
    row.fill(0);
    if (t < start.held) {
      variance[t] = start.value;
      logs[t] = startLog;
      row[0] = startSlope;
      slopes?.set(row, t * width);
      continue;
    }
    row[1] = 1;
    let sum = theta[1]!;
    for (let lag = 1; lag <= most; lag++) {
      const beta = lag <= q ? theta[1 + p + o + lag]! : 0;
      if (t < lag) {
        sum += beta * startLog;
        if (lag <= q) row[1 + p + o + lag]! += startLog;
        row[0]! += beta * startSlope;
        continue;
      }
      const before = t - lag;
      const deviation = Math.sqrt(variance[before]!);
      const z = residuals[before]! / deviation;
      let pull = 0;
      if (lag <= p) {
        sum += theta[1 + lag]! * (Math.abs(z) - meanSize);
        row[1 + lag]! += Math.abs(z) - meanSize;
        pull += z < 0 ? -theta[1 + lag]! : theta[1 + lag]!;
      }
      if (lag <= o) {
        sum += theta[1 + p + lag]! * z;
        row[1 + p + lag]! += z;
        pull += theta[1 + p + lag]!;
      }
      if (lag <= q) {
        sum += beta * logs[before]!;
        row[1 + p + o + lag]! += logs[before]!;
      }
      if (slopes === null) continue;
      // z falls with μ by 1 / σ, and with ln σ² by z / 2.
      row[0]! -= pull / deviation;
      const carried = beta - 0.5 * pull * z;
      for (let k = 0, from = before * width; k < width; k++) row[k]! += carried * slopes[from + k]!;
    }
    if (!(Math.abs(sum) < furthest)) return false;
    logs[t] = sum;
    variance[t] = Math.exp(sum);
    slopes?.set(row, t * width);
  }
  return true;
}
