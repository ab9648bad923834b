import type { Order } from './types.ts';

/** What stands for squares and variances before the first, and how it changes with the mean. */
export type Start = {
  readonly value: number;
  readonly slope: number;
  /** As many of the first variances are it, instead of following from it. */
  readonly held: number;
};

/**
 * σ²ₜ = ω + Σ αᵢ ε²ₜ₋ᵢ + Σ γᵢ ε²ₜ₋ᵢ [ε < 0] + Σ βⱼ σ²ₜ₋ⱼ over residuals ε = r − μ; θ is μ, ω, α…, γ…, β…. Before the first return squares and
 * variances are the start, squares of losses half of it. Writes the variances and, where asked, their slopes in each of θ, `width` a row.
 */
export function runArch(theta: Float64Array, order: Order, residuals: Float64Array, start: Start, variance: Float64Array, slopes: Float64Array | null): void {
  if (slopes === null && isPair(order)) runPlainPair(theta, order.o === 1, residuals, start, variance);
  else runAnyArch(theta, order, residuals, start, variance, slopes);
}

/** Whether one lag of each is asked for. */
export const isPair = ({ p, o, q }: Order): boolean => p === 1 && q === 1 && o <= 1;

/** The usual order without slopes. */
function runPlainPair(theta: Float64Array, hasLosses: boolean, residuals: Float64Array, start: Start, variance: Float64Array): void {
  const [omega, alpha] = [theta[1]!, theta[2]!];
  const gamma = hasLosses ? theta[3]! : 0;
  const beta = theta[hasLosses ? 4 : 3]!;
  let last = start.held > 0 ? start.value : omega + (alpha + 0.5 * gamma + beta) * start.value;
  variance[0] = last;
  const count = residuals.length;
  for (let t = 1; t < count; t++) {
    const shock = residuals[t - 1]!;
    const lost = Math.min(shock, 0);
    last = omega + alpha * (shock * shock) + gamma * (lost * lost) + beta * last;
    variance[t] = last;
  }
}

/** Any order; the same values as above. */
export function runAnyArch(theta: Float64Array, { p, o, q }: Order, residuals: Float64Array, start: Start, variance: Float64Array, slopes: Float64Array | null): void {
  const width = 2 + p + o + q;
  const row = new Float64Array(width);
  for (let t = 0; t < residuals.length; t++) {
    row.fill(0);
    if (t < start.held) {
      variance[t] = start.value;
      row[0] = start.slope;
      slopes?.set(row, t * width);
      continue;
    }
    row[1] = 1;
    let sum = theta[1]!;
    for (let lag = 1; lag <= p; lag++) {
      const shock = t < lag ? 0 : residuals[t - lag]!;
      const weight = theta[1 + lag]!;
      const square = t < lag ? start.value : shock * shock;
      sum += weight * square;
      row[1 + lag] = square;
      row[0]! += weight * (t < lag ? start.slope : -2 * shock);
    }
    for (let lag = 1; lag <= o; lag++) {
      const shock = t < lag ? 0 : Math.min(residuals[t - lag]!, 0);
      const weight = theta[1 + p + lag]!;
      const square = t < lag ? 0.5 * start.value : shock * shock;
      sum += weight * square;
      row[1 + p + lag] = square;
      row[0]! += weight * (t < lag ? 0.5 * start.slope : -2 * shock);
    }
    for (let lag = 1; lag <= q; lag++) {
      const weight = theta[1 + p + o + lag]!;
      const before = t < lag ? start.value : variance[t - lag]!;
      sum += weight * before;
      row[1 + p + o + lag]! += before;
      if (t < lag) row[0]! += weight * start.slope;
      else if (slopes !== null) for (let k = 0, from = (t - lag) * width; k < width; k++) row[k]! += weight * slopes[from + k]!;
    }
    variance[t] = sum;
    slopes?.set(row, t * width);
  }
}
