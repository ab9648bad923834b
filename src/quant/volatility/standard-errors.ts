import { invertPositive } from './invert.ts';
import type { Likelihood } from './likelihood.ts';

/** A parameter as it is reported, and how θ changes with it. */
export type Reported = {
  readonly name: string;
  readonly direction: Float64Array;
  readonly isAtLimit: boolean;
  /** The slope of the likelihood jumps on the way, as that of egarch in μ wherever a return is μ. */
  readonly isJagged: boolean;
};

export type ErrorsOfFit = {
  readonly classic: Record<string, number | null>;
  readonly robust: Record<string, number | null>;
  /** What the log-likelihood would gain by the best step that the curvature sees; null where it is not that of a maximum. */
  readonly gain: number | null;
  /** That step of θ. */
  readonly step: Float64Array | null;
};

/** A step over which curvature is measured, in standard errors. */
const stepInErrors = 0.02;
/** Wide enough for jumps of the slope, whose mean is 0, to even out. */
const jaggedStepInErrors = 0.5;

/**
 * Standard errors at θ: from the inverse of the curvature −H of the log-likelihood, measured from its exact slopes, and from H⁻¹ S H⁻¹ with
 * the sum S of the products of each return's slopes (T. Bollerslev, J. M. Wooldridge, Econometric Reviews 11, 1992). Parameters at their
 * limit are held and have none.
 */
export function computeErrors(likelihood: Likelihood, theta: Float64Array, reported: readonly Reported[]): ErrorsOfFit {
  const free = reported.filter((one) => !one.isAtLimit);
  const size = likelihood.size;
  const gradient = new Float64Array(size);
  const products = new Float64Array(size * size);
  likelihood.evaluate(theta, { gradient, products });
  const curvature = measureCurvature(likelihood, theta, free, products);
  const inverse = invertPositive(curvature, free.length);
  const none = Object.fromEntries(reported.map(({ name }) => [name, null]));
  if (inverse === null) return { classic: none, robust: none, gain: null, step: null };
  const slopes = Float64Array.from(free, ({ direction }) => dot(direction, gradient));
  const move = multiply(inverse, slopes);
  const step = new Float64Array(size);
  free.forEach(({ direction }, k) => direction.forEach((value, i) => (step[i]! += value * move[k]!)));
  const sandwich = robustVariances(inverse, free.map(({ direction }) => multiply(products, direction)), free);
  const named = (variance: (k: number) => number): Record<string, number | null> => ({ ...none, ...Object.fromEntries(free.map(({ name }, k) => [name, rootOrNull(variance(k))])) });
  return { classic: named((k) => inverse[k * free.length + k]!), robust: named((k) => sandwich[k]!), gain: 0.5 * dot(slopes, move), step };
}

const rootOrNull = (variance: number): number | null => (variance >= 0 && Number.isFinite(variance) ? Math.sqrt(variance) : null);

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, i) => dot(matrix.subarray(i * size, (i + 1) * size), vector));
}

/** −H in the reported parameters, from central differences of the slopes. */
function measureCurvature(likelihood: Likelihood, theta: Float64Array, free: readonly Reported[], products: Float64Array): Float64Array {
  const size = free.length;
  const curvature = new Float64Array(size * size);
  const [up, down] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  free.forEach(({ direction, isJagged }, k) => {
    const expected = dot(direction, multiply(products, direction));
    const length = Math.min((isJagged ? jaggedStepInErrors : stepInErrors) / Math.sqrt(expected), room(theta, direction));
    likelihood.evaluate(theta.map((value, i) => value + length * direction[i]!), { gradient: up });
    likelihood.evaluate(theta.map((value, i) => value - length * direction[i]!), { gradient: down });
    free.forEach((other, l) => (curvature[k * size + l] = (dot(other.direction, down) - dot(other.direction, up)) / (2 * length)));
  });
  for (let k = 0; k < size; k++) for (let l = 0; l < k; l++) curvature[k * size + l] = curvature[l * size + k] = 0.5 * (curvature[k * size + l]! + curvature[l * size + k]!);
  return curvature;
}

/** How far a direction can be followed without a parameter but the mean halving. */
function room(theta: Float64Array, direction: Float64Array): number {
  let most = Number.POSITIVE_INFINITY;
  for (let i = 1; i < theta.length; i++) if (direction[i] !== 0 && theta[i] !== 0) most = Math.min(most, Math.abs((0.5 * theta[i]!) / direction[i]!));
  return most;
}

/** The diagonal of H⁻¹ S H⁻¹. */
function robustVariances(inverse: Float64Array, turned: readonly Float64Array[], free: readonly Reported[]): Float64Array {
  const size = free.length;
  const inner = Float64Array.from({ length: size * size }, (_, k) => dot(turned[Math.floor(k / size)]!, free[k % size]!.direction));
  return Float64Array.from({ length: size }, (_, k) => {
    const row = inverse.subarray(k * size, (k + 1) * size);
    return dot(row, multiply(inner, row));
  });
}
