import type { Start } from './arch-variance.ts';

/** What {@link sumPair} adds up: what of the log-likelihood depends on the returns, and its slopes in μ, ω, α, γ, β and ν. */
export class PairSums {
  squares = 0;
  logs = 0;
  tails = 0;
  mean = 0;
  omega = 0;
  alpha = 0;
  gamma = 0;
  beta = 0;
  nu = 0;
}

export type PairParams = { readonly omega: number; readonly alpha: number; readonly gamma: number; readonly beta: number; readonly nu: number };

/**
 * Variances of order one with all their slopes in one pass over the returns, nothing of which is kept but the variances: most of the time of a
 * fit is spent here. ν is infinite for normal errors. Returns before `skip` do not count. `scale` keeps products of variances near 1.
 * false where a variance is not one.
 */
export function sumPair({ omega, alpha, gamma, beta, nu }: PairParams, residuals: Float64Array, start: Start, skip: number, scale: number, variance: Float64Array, sums: PairSums): boolean {
  const isStudent = nu !== Number.POSITIVE_INFINITY;
  const below = isStudent ? nu - 2 : 1;
  const inverseScale = 1 / scale;
  const isHeld = start.held > 0;
  const level = alpha + 0.5 * gamma + beta;
  let h = isHeld ? start.value : omega + level * start.value;
  let byMean = isHeld ? start.slope : level * start.slope;
  // Each by itself: variables taken out of a list are boxed in every round of the loop, which trebles its time.
  let byOmega = isHeld ? 0 : 1;
  let byAlpha = isHeld ? 0 : start.value;
  let byGamma = isHeld ? 0 : 0.5 * start.value;
  let byBeta = isHeld ? 0 : start.value;
  let squares = 0;
  let logs = 0;
  let tails = 0;
  let factor = 1;
  let tail = 1;
  let toMean = 0;
  let toOmega = 0;
  let toAlpha = 0;
  let toGamma = 0;
  let toBeta = 0;
  let toNu = 0;
  const count = residuals.length;
  for (let t = 0; t < count; t++) {
    const shock = residuals[t]!;
    const square = shock * shock;
    variance[t] = h;
    if (!(h > 0)) return false;
    if (t >= skip) {
      const inverse = 1 / h;
      const z = square * inverse;
      let weight = 1;
      if (isStudent) {
        weight = (nu + 1) / (below + z);
        tail *= 1 + z / below;
        toNu += weight * z;
        if (tail > 1e150) {
          tails += Math.log(tail);
          tail = 1;
        }
      }
      squares += z;
      factor *= h * inverseScale;
      if (factor > 1e150 || factor < 1e-150) {
        logs += Math.log(factor);
        factor = 1;
      }
      const pull = 0.5 * (weight * z - 1) * inverse;
      toMean += weight * shock * inverse + pull * byMean;
      toOmega += pull * byOmega;
      toAlpha += pull * byAlpha;
      toGamma += pull * byGamma;
      toBeta += pull * byBeta;
    }
    // Without a branch: the sign of a return is what no processor can guess.
    const lost = Math.min(shock, 0);
    const lostSquare = lost * lost;
    byMean = beta * byMean - 2 * (alpha * shock + gamma * lost);
    byOmega = beta * byOmega + 1;
    byAlpha = beta * byAlpha + square;
    byGamma = beta * byGamma + lostSquare;
    byBeta = beta * byBeta + h;
    h = omega + alpha * square + gamma * lostSquare + beta * h;
  }
  sums.squares = squares;
  sums.logs = logs + Math.log(factor) + (count - skip) * Math.log(scale);
  sums.tails = tails + Math.log(tail);
  sums.mean = toMean;
  sums.omega = toOmega;
  sums.alpha = toAlpha;
  sums.gamma = toGamma;
  sums.beta = toBeta;
  sums.nu = toNu;
  return true;
}
