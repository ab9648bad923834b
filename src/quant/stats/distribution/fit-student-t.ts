import { computeMoments } from '../returns/distribution.ts';
import { studentLogFactor } from './student-t.ts';

/** Student's t that a sample most likely comes from. */
export type StudentFit = {
  readonly location: number;
  /** Not the standard deviation, which is scale · √(ν / (ν − 2)) and infinite from ν = 2 down. */
  readonly scale: number;
  /** Degrees of freedom ν: the smaller, the fatter the tails. From 1 to 200; at 200 the tails are as thin as the normal distribution's. */
  readonly freedom: number;
  readonly logLikelihood: number;
};

const leastFreedom = 1;
const mostFreedom = 200;
const goldenShare = (Math.sqrt(5) - 1) / 2;

/** Location and scale for a given ν, by expectation and maximisation. */
class Profile {
  readonly #values: Float64Array;
  location = 0;
  variance = 1;

  constructor(values: Float64Array) {
    this.#values = values;
  }

  /** Largest log-likelihood with this ν; begins where the last one ended. */
  maximise(freedom: number): number {
    for (let round = 0; round < 300; round++) {
      const [location, variance] = [this.location, this.variance];
      this.#step(freedom);
      if (Math.abs(this.variance - variance) <= 1e-12 * variance && Math.abs(this.location - location) <= 1e-12 * Math.sqrt(variance)) break;
    }
    return this.#logLikelihood(freedom);
  }

  /** One round. The variance is divided by the sum of the weights, not by n, which ends at the same place in fewer rounds (Kent, Tyler and Vardi 1994). */
  #step(freedom: number): void {
    const values = this.#values;
    const { location, variance } = this;
    let [weights, sum, squares] = [0, 0, 0];
    for (let i = 0; i < values.length; i++) {
      const off = values[i]! - location;
      const weight = (freedom + 1) / (freedom + (off * off) / variance);
      weights += weight;
      sum += weight * off;
      squares += weight * off * off;
    }
    const shift = sum / weights;
    this.location = location + shift;
    this.variance = squares / weights - shift * shift;
  }

  #logLikelihood(freedom: number): number {
    const values = this.#values;
    const divisor = freedom * this.variance;
    let logs = 0;
    for (let i = 0; i < values.length; i++) logs += Math.log1p((values[i]! - this.location) ** 2 / divisor);
    return values.length * (studentLogFactor(freedom) - 0.5 * Math.log(this.variance)) - 0.5 * (freedom + 1) * logs;
  }
}

/**
 * Fits location, scale and degrees of freedom of Student's t by maximum likelihood: the likelihood is profiled over ν, for each of
 * which expectation and maximisation give the other two (C. Liu and D. B. Rubin, ML estimation of the t distribution using EM and its
 * extensions, 1995). null below ten values and where most of the values are the same: the likelihood has no maximum then.
 */
export function fitStudentT(values: Float64Array): StudentFit | null {
  const moments = computeMoments(values);
  if (values.length < 10 || !(moments.second > 0) || !Number.isFinite(moments.second)) return null;
  if (mostlyTheSame(values)) return null;
  const deviation = Math.sqrt(moments.second);
  const profile = new Profile(values.map((value) => (value - moments.mean) / deviation));
  const freedom = findFreedom(profile);
  const logLikelihood = profile.maximise(freedom) - values.length * Math.log(deviation);
  const [location, scale] = [moments.mean + profile.location * deviation, Math.sqrt(profile.variance) * deviation];
  return Number.isFinite(logLikelihood) && scale > 0 ? { location, scale, freedom, logLikelihood } : null;
}

/** A third of the values being equal draws the scale to zero for small ν. */
function mostlyTheSame(values: Float64Array): boolean {
  const sorted = values.toSorted();
  const stretch = Math.floor(values.length / 3);
  for (let i = 0; i + stretch < sorted.length; i++) if (sorted[i] === sorted[i + stretch]) return true;
  return false;
}

/** ν of the largest likelihood, by the golden section over its logarithm. */
function findFreedom(profile: Profile): number {
  let [low, high] = [Math.log(leastFreedom), Math.log(mostFreedom)];
  let [left, right] = [high - goldenShare * (high - low), low + goldenShare * (high - low)];
  let [atLeft, atRight] = [profile.maximise(Math.exp(left)), profile.maximise(Math.exp(right))];
  while (high - low > 1e-7) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - goldenShare * (high - low);
      atLeft = profile.maximise(Math.exp(left));
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + goldenShare * (high - low);
      atRight = profile.maximise(Math.exp(right));
    }
  }
  return Math.exp(0.5 * (low + high));
}
