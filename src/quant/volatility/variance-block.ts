import type { Order } from './types.ts';

/**
 * The parameters of a variance as free numbers u, so that no search can leave what they may be. θ is μ, ω, α…, γ…, β… from place 0 on;
 * `at` is the place of the block's first u.
 */
export type VarianceBlock = {
  readonly free: number;
  write(u: Float64Array, at: number, theta: Float64Array): void;
  /** Slopes of θ in u: adds to rows of θ, `width` columns each. */
  slope(u: Float64Array, at: number, slopes: Float64Array, width: number): void;
  /** Keeps u in one place where several give the same θ; 0 there. Adds its slopes. */
  penalty(u: Float64Array, at: number, gradient: Float64Array): number;
  readonly starts: readonly (readonly number[])[];
};

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (share: number): number => Math.log(share / (1 - share));

/** The least ω, as a share of the mean square: without it a series of zeros would have an infinite likelihood. */
export const leastOmega = 1e-9;

/** One part of the persistence: a square's weight in it, and where it lies in θ. */
type Part = { readonly weight: number; readonly kind: 'shock' | 'loss' | 'variance'; readonly lag: number; readonly place: number };

function listParts({ p, o, q }: Order): Part[] {
  const lags = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
  return [
    ...lags(p).map((lag) => ({ weight: lag <= o ? 0.5 : 1, kind: 'shock' as const, lag, place: 1 + lag })),
    ...lags(o).map((lag) => ({ weight: 0.5, kind: 'loss' as const, lag, place: 1 + p + lag })),
    ...lags(q).map((lag) => ({ weight: 1, kind: 'variance' as const, lag, place: 1 + p + o + lag })),
  ];
}

/**
 * garch and gjr: ω = scale (10⁻⁹ + eᵛ), persistence φ = logistic, and its shares xᵢ² / Σ x² for α and α + γ (half each, as half of the shocks
 * are losses) and β. So ω > 0, α, α + γ, β ≥ 0 and φ < 1 everywhere, and a share of 0 is reached.
 */
export function createShareBlock(order: Order, scale: number): VarianceBlock {
  const parts = listParts(order);
  const losses = parts.filter((part) => part.kind === 'loss');
  const total = (u: Float64Array, at: number): number => parts.reduce((sum, _, k) => sum + u[at + 2 + k]! ** 2, 0);
  return {
    free: 2 + parts.length,
    write(u, at, theta) {
      theta[1] = scale * (leastOmega + Math.exp(u[at]!));
      const each = logistic(u[at + 1]!) / total(u, at);
      parts.forEach(({ place, weight }, k) => (theta[place] = (each * u[at + 2 + k]! ** 2) / weight));
      // γ is what a loss has beyond α.
      for (const { place, lag } of losses) if (lag <= order.p) theta[place]! -= theta[1 + lag]!;
    },
    slope(u, at, slopes, width) {
      const sum = total(u, at);
      const persistence = logistic(u[at + 1]!);
      slopes[width + at] = scale * Math.exp(u[at]!);
      parts.forEach(({ place, weight }, k) => {
        const share = u[at + 2 + k]! ** 2 / sum;
        slopes[place * width + at + 1] = (persistence * (1 - persistence) * share) / weight;
        parts.forEach((_, l) => {
          slopes[place * width + at + 2 + l] = (persistence / weight) * (2 * u[at + 2 + l]! / sum) * ((k === l ? 1 : 0) - share);
        });
      });
      for (const { place, lag } of losses) if (lag <= order.p) for (let l = 0; l < width; l++) slopes[place * width + l]! -= slopes[(1 + lag) * width + l]!;
    },
    penalty(u, at, gradient) {
      const off = total(u, at) - 1;
      parts.forEach((_, k) => (gradient[at + 2 + k]! += 400 * off * u[at + 2 + k]!));
      return 100 * off * off;
    },
    starts: [0.03, 0.08, 0.2].flatMap((shock) => [0.75, 0.92, 0.985].map((persistence) => startShares(parts, shock, persistence))),
  };
}

/** Shocks take that share of the persistence, losses more of it, spread evenly over the lags; all of it where there are no variances. */
function startShares(parts: readonly Part[], shock: number, persistence: number): number[] {
  const variances = parts.filter((part) => part.kind === 'variance').length;
  const whole = variances === 0 ? 1 : Math.min(0.5, shock / persistence);
  const weightOf = ({ kind, weight }: Part): number => (kind === 'variance' ? 0 : weight * (kind === 'loss' ? 1.6 : 1));
  const weights = parts.reduce((sum, part) => sum + weightOf(part), 0);
  const shares = parts.map((part) => (part.kind === 'variance' ? (1 - whole) / variances : (whole * weightOf(part)) / weights));
  return [Math.log(1 - persistence), logit(persistence), ...shares.map(Math.sqrt)];
}

/** egarch: θ as it is but for ω, which is what it has beyond (1 − Σ β) ln scale; where the recursion runs away the likelihood says so. */
export function createLogBlock({ p, o, q }: Order, scale: number): VarianceBlock {
  const free = 1 + p + o + q;
  const level = Math.log(scale);
  return {
    free,
    write(u, at, theta) {
      theta.set(u.subarray(at, at + free), 1);
      let stays = 0;
      for (let k = 0; k < q; k++) stays += theta[2 + p + o + k]!;
      theta[1]! += (1 - stays) * level;
    },
    slope(_u, at, slopes, width) {
      for (let k = 0; k < free; k++) slopes[(1 + k) * width + at + k] = 1;
      for (let k = 1 + p + o; k < free; k++) slopes[width + at + k] = -level;
    },
    penalty: () => 0,
    starts: [0.08, 0.2].flatMap((shock) => [-0.1, 0].flatMap((loss) => [0.85, 0.96, 0.985].map((stays) => [
      0, ...Array.from({ length: p }, () => shock / p), ...Array.from({ length: o }, () => loss / o), ...Array.from({ length: q }, () => stays / q),
    ]))),
  };
}

/** ewma: ω = 0, α = 1 − λ, β = λ, with a given λ or one between 0 and 1. */
export function createSmoothingBlock(lambda: number | 'estimate'): VarianceBlock {
  const isFree = lambda === 'estimate';
  return {
    free: isFree ? 1 : 0,
    write(u, at, theta) {
      const stays = isFree ? logistic(u[at]!) : lambda;
      theta[1] = 0;
      theta[2] = 1 - stays;
      theta[3] = stays;
    },
    slope(u, at, slopes, width) {
      if (!isFree) return;
      const stays = logistic(u[at]!);
      slopes[2 * width + at] = -stays * (1 - stays);
      slopes[3 * width + at] = stays * (1 - stays);
    },
    penalty: () => 0,
    starts: isFree ? [0.9, 0.94, 0.97, 0.99].map((stays) => [logit(stays)]) : [[]],
  };
}
