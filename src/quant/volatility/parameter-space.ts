import { invertPositive } from './invert.ts';
import type { Likelihood } from './likelihood.ts';
import type { Objective } from './minimise.ts';
import { logit, type VarianceBlock } from './variance-block.ts';

/** Degrees of freedom of Student's errors: the variance exists from 2 on, and at 500 they are normal ones. */
export const leastNu = 2.05;
export const mostNu = 500;
const startNu = 8;

/** All parameters of a model as free numbers: the mean where there is one, the variance, and ν where errors have Student's distribution. */
export class ParameterSpace {
  readonly free: number;
  readonly theta: Float64Array;
  readonly #likelihood: Likelihood;
  readonly #block: VarianceBlock;
  readonly #at: number;
  readonly #deviation: number;
  readonly #hasNu: boolean;
  readonly #slopes: Float64Array;
  readonly #byTheta: Float64Array;

  constructor(likelihood: Likelihood, block: VarianceBlock, options: { readonly hasMean: boolean; readonly hasNu: boolean }) {
    this.#likelihood = likelihood;
    this.#block = block;
    this.#at = options.hasMean ? 1 : 0;
    this.#hasNu = options.hasNu;
    this.#deviation = Math.sqrt(likelihood.scale);
    this.free = this.#at + block.free + (options.hasNu ? 1 : 0);
    this.theta = new Float64Array(likelihood.size);
    this.#slopes = new Float64Array(likelihood.size * this.free);
    this.#byTheta = new Float64Array(likelihood.size);
  }

  /** Starting points, the likeliest first. */
  starts(): Float64Array[] {
    const points = this.#block.starts.map((start) => Float64Array.from([...(this.#at === 1 ? [0] : []), ...start, ...(this.#hasNu ? [logit((startNu - leastNu) / (mostNu - leastNu))] : [])]));
    if (points.length === 1) return points;
    const values = points.map((point) => this.#likelihood.evaluate(this.write(point)));
    return points.map((_, k) => k).sort((a, b) => values[b]! - values[a]!).map((k) => points[k]!);
  }

  /** θ of free numbers. Its array is the space's own. */
  write(u: Float64Array): Float64Array {
    const { theta } = this;
    // From the mean return on, in standard deviations: so a search does not depend on the unit.
    if (this.#at === 1) theta[0] = this.#likelihood.meanReturn + u[0]! * this.#deviation;
    this.#block.write(u, this.#at, theta);
    if (this.#hasNu) theta[theta.length - 1] = leastNu + (mostNu - leastNu) / (1 + Math.exp(-u[this.free - 1]!));
    return theta;
  }

  /** Minus the log-likelihood, as {@link minimise} wants it. */
  readonly objective: Objective = (u, gradient) => {
    const value = -this.#likelihood.evaluate(this.write(u), { gradient: this.#byTheta });
    this.#writeSlopes(u);
    for (let k = 0; k < this.free; k++) {
      let sum = 0;
      for (let i = 0; i < this.theta.length; i++) sum -= this.#byTheta[i]! * this.#slopes[i * this.free + k]!;
      gradient[k] = sum;
    }
    return value + this.#block.penalty(u, this.#at, gradient);
  };

  /** A first inverse of the curvature at a point: that of the expected information. */
  inverseCurvature(u: Float64Array): Float64Array {
    const { size } = this.#likelihood;
    const { free } = this;
    const information = new Float64Array(size * size);
    this.#likelihood.evaluate(this.write(u), { gradient: this.#byTheta, information });
    this.#writeSlopes(u);
    const curvature = new Float64Array(free * free);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k < free; k++) for (let l = 0; l < free; l++) curvature[k * free + l]! += information[i * size + j]! * this.#slopes[i * free + k]! * this.#slopes[j * free + l]!;
      }
    }
    // The directions in which θ stays have none of their own.
    for (let k = 0; k < free; k++) curvature[k * free + k] = curvature[k * free + k]! * (1 + 1e-3) + 1;
    return invertPositive(curvature, free) ?? Float64Array.from({ length: free * free }, (_, k) => (k % (free + 1) === 0 ? 1 / curvature[k]! : 0));
  }

  #writeSlopes(u: Float64Array): void {
    const slopes = this.#slopes.fill(0);
    if (this.#at === 1) slopes[0] = this.#deviation;
    this.#block.slope(u, this.#at, slopes, this.free);
    if (!this.#hasNu) return;
    const share = 1 / (1 + Math.exp(-u[this.free - 1]!));
    slopes[slopes.length - 1] = (mostNu - leastNu) * share * (1 - share);
  }
}
