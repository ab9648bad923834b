import { invertPositive, minimise, type Minimum, type Objective } from '../volatility/index.ts';
import type { ArmaLikelihood } from './arma-likelihood.ts';

/** Steps of differences: for slopes, and, in conditional standard errors, for curvature. */
const slopeStep = 1e-5;
const curvatureStep = 0.02;

/** The lowest of minus the log-likelihood that is reached from any of the starts. */
export function searchArma(likelihood: ArmaLikelihood, starts: readonly Float64Array[]): Minimum {
  const objective = createObjective((free) => likelihood.value(free));
  let best: Minimum | null = null;
  let iterations = 0;
  for (const start of starts) {
    const size = start.length;
    const found = minimise(objective, start, Float64Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? 1 / likelihood.count : 0)));
    iterations += found.iterations;
    if (!Number.isFinite(found.value)) continue;
    if (best === null || found.value < best.value - 1e-9 || (found.isSettled && !best.isSettled && found.value < best.value + 1e-6)) best = found;
  }
  return { ...(best ?? { point: starts[0]!, value: Number.NaN, isSettled: false }), iterations };
}

const createObjective = (value: (point: Float64Array) => number): Objective => (point, gradient) => {
  const at = value(point);
  if (Number.isFinite(at)) for (let k = 0; k < point.length; k++) gradient[k] = slopeAt(value, point, k, slopeStep * (1 + Math.abs(point[k]!)));
  return at;
};

const moved = (point: Float64Array, k: number, by: number): Float64Array => {
  const copy = point.slice();
  copy[k] = copy[k]! + by;
  return copy;
};
const slopeAt = (value: (point: Float64Array) => number, point: Float64Array, k: number, step: number): number => (value(moved(point, k, step)) - value(moved(point, k, -step))) / (2 * step);

/** What the curvature of a function says of a minimum. */
export type Curved = {
  /** Inverse of the curvature, by rows. */
  readonly inverse: Float64Array;
  /** What the best step by the curvature would still gain, and that step. */
  readonly gain: number;
  readonly step: Float64Array;
};

/** Curvature at a point by central differences of the values, in the coordinates `free`; null where it is not that of a minimum. */
export function measureCurvature(value: (point: Float64Array) => number, point: Float64Array, free: readonly number[]): Curved | null {
  const at = value(point);
  const size = free.length;
  const second = (k: number, step: number): number => (value(moved(point, k, step)) - 2 * at + value(moved(point, k, -step))) / (step * step);
  const steps = free.map((k) => curvatureStep / Math.sqrt(second(k, 1e-3 * (1 + Math.abs(point[k]!)))));
  const curvature = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const [k, step] = [free[i]!, steps[i]!];
    if (!Number.isFinite(step)) return null;
    curvature[i * size + i] = second(k, step);
    for (let j = 0; j < i; j++) {
      const [l, other] = [free[j]!, steps[j]!];
      const corner = (a: number, b: number): number => value(moved(moved(point, k, a * step), l, b * other));
      curvature[i * size + j] = curvature[j * size + i] = (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * step * other);
    }
  }
  const inverse = invertPositive(curvature, size);
  if (inverse === null) return null;
  const slopes = free.map((k, i) => slopeAt(value, point, k, steps[i]!));
  const by = slopes.map((_, i) => -slopes.reduce((sum, slope, j) => sum + inverse[i * size + j]! * slope, 0));
  const step = new Float64Array(point.length);
  by.forEach((move, i) => (step[free[i]!] = move));
  return { inverse, step, gain: -0.5 * by.reduce((sum, move, i) => sum + move * slopes[i]!, 0) };
}
