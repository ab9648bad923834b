/** Where a search ended. */
export type Minimum = {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** The next step would gain nothing that can be told from rounding. */
  readonly isSettled: boolean;
};

/** A value at a point, and its slopes written to `gradient`. Not finite where the point is not allowed. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const mostIterations = 300;
/** Gain of the next step by the curvature known so far, below which a search has settled; a step of Newton's by the true one takes the rest. */
const settledGain = 1e-6;
/** The same where no step gains: the values there are rounding, or the kinks of |z|. */
const roundingGain = 1e-5;
const leastShare = 1e-4;

/**
 * The next lowest point by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, with steps that are shortened until they gain
 * (J. Nocedal, S. J. Wright, Numerical Optimization, 6.1 and 3.1). `inverse` is a first inverse of the curvature, by rows; it is overwritten.
 */
export function minimise(objective: Objective, start: Float64Array, inverse: Float64Array): Minimum {
  const size = start.length;
  let point = start.slice();
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const direction = new Float64Array(size);
  let [nextPoint, nextGradient] = [new Float64Array(size), new Float64Array(size)];
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    let slope = descend(inverse, gradient, direction);
    if (!(slope < 0)) {
      resetTo(inverse, gradient);
      slope = descend(inverse, gradient, direction);
    }
    if (!(-slope > 2 * settledGain)) return { point, value, iterations: iteration, isSettled: Number.isFinite(value) };
    let [share, nextValue] = [1, Number.POSITIVE_INFINITY];
    for (let tries = 0; tries < 40; tries++) {
      for (let k = 0; k < size; k++) nextPoint[k] = point[k]! + share * direction[k]!;
      nextValue = objective(nextPoint, nextGradient);
      if (nextValue <= value + leastShare * share * slope) break;
      share *= Number.isFinite(nextValue) ? Math.min(0.5, Math.max(0.1, (-0.5 * slope * share) / (nextValue - value - slope * share))) : 0.2;
    }
    if (!(nextValue < value)) return { point, value, iterations: iteration, isSettled: -slope < 2 * roundingGain };
    learn(inverse, point, nextPoint, gradient, nextGradient);
    [point, nextPoint] = [nextPoint, point];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
  return { point, value, iterations: mostIterations, isSettled: false };
}

/** Writes the direction −Hg and gives its slope. */
function descend(inverse: Float64Array, gradient: Float64Array, direction: Float64Array): number {
  const size = gradient.length;
  let slope = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum -= inverse[i * size + j]! * gradient[j]!;
    direction[i] = sum;
    slope += sum * gradient[i]!;
  }
  return slope;
}

/** Forgets all that was learnt: a small step straight down. */
function resetTo(inverse: Float64Array, gradient: Float64Array): void {
  const size = gradient.length;
  const steepest = Math.hypot(...gradient) || 1;
  inverse.fill(0);
  for (let i = 0; i < size; i++) inverse[i * size + i] = 0.01 / steepest;
}

/** Takes the curvature along the last step into the inverse. */
function learn(inverse: Float64Array, from: Float64Array, to: Float64Array, before: Float64Array, after: Float64Array): void {
  const size = from.length;
  const step = to.map((value, k) => value - from[k]!);
  const change = after.map((value, k) => value - before[k]!);
  let curvature = 0;
  for (let k = 0; k < size; k++) curvature += step[k]! * change[k]!;
  // A step over a bend the other way would spoil the inverse.
  if (!(curvature > 1e-12 * Math.hypot(...step) * Math.hypot(...change))) return;
  const turned = new Float64Array(size);
  let quadratic = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) turned[i]! += inverse[i * size + j]! * change[j]!;
    quadratic += turned[i]! * change[i]!;
  }
  const factor = (1 + quadratic / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) inverse[i * size + j]! += factor * step[i]! * step[j]! - (turned[i]! * step[j]! + step[i]! * turned[j]!) / curvature;
  }
}
