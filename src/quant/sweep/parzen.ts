import { normalCdf, normalQuantile } from '../stats/returns/normal.ts';
import { uniform } from '../random/index.ts';

/** A mixture of normals cut off at 0 and 1, one for each trial, and one over the whole range that keeps every place possible. */
class Mixture {
  readonly #means: Float64Array;
  readonly #widths: Float64Array;
  /** 1 / (kernels × share of the kernel inside [0, 1] × width). */
  readonly #weights: Float64Array;

  constructor(places: Float64Array) {
    const sorted = places.slice().sort();
    const count = sorted.length + 1;
    this.#means = new Float64Array(count);
    this.#widths = new Float64Array(count);
    this.#weights = new Float64Array(count);
    const narrowest = 1 / Math.min(100, count + 1);
    for (let k = 0; k < count; k++) {
      const isPrior = k === sorted.length;
      const mean = isPrior ? 0.5 : sorted[k];
      const reach = isPrior ? 1 : Math.max(mean - (k > 0 ? sorted[k - 1] : 0), (k + 1 < sorted.length ? sorted[k + 1] : 1) - mean);
      const width = Math.min(1, Math.max(narrowest, reach));
      this.#means[k] = mean;
      this.#widths[k] = width;
      this.#weights[k] = 1 / (count * width * (normalCdf((1 - mean) / width) - normalCdf(-mean / width)));
    }
  }

  /** Log of the density at a place, up to a constant. */
  logDensity(place: number): number {
    let density = 0;
    for (let k = 0; k < this.#means.length; k++) {
      const off = (place - this.#means[k]) / this.#widths[k];
      density += this.#weights[k] * Math.exp(-0.5 * off * off);
    }
    return Math.log(density);
  }

  /** A place drawn with two uniforms: which kernel, and where in it. */
  draw(which: number, where: number): number {
    const k = Math.min(this.#means.length - 1, Math.floor(which * this.#means.length));
    const [mean, width] = [this.#means[k], this.#widths[k]];
    const low = normalCdf(-mean / width);
    const high = normalCdf((1 - mean) / width);
    return Math.min(1 - 1e-12, Math.max(0, mean + width * normalQuantile(low + where * (high - low))));
  }
}

/** As many trials as count as good: a tenth, at most 25 (as the authors of Optuna chose). */
const goodCount = (trials: number): number => Math.min(25, Math.ceil(0.1 * trials));

/** Where good trials lie and where the others do, each parameter by itself, in places from 0 to 1. */
export class ParzenModel {
  readonly #good: readonly Mixture[];
  readonly #rest: readonly Mixture[];

  /** `places`: of each parameter, trial by trial. `scores`: more is better; NaN is worst. */
  constructor(places: readonly Float64Array[], scores: Float64Array) {
    const worth = Float64Array.from(scores, (score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));
    const order = Array.from(worth.keys()).sort((a, b) => (worth[b] === worth[a] ? a - b : worth[b] - worth[a]));
    const cut = goodCount(order.length);
    const mixturesOf = (trials: readonly number[]): Mixture[] => places.map((one) => new Mixture(Float64Array.from(trials, (t) => one[t])));
    this.#good = mixturesOf(order.slice(0, cut));
    this.#rest = mixturesOf(order.slice(cut));
  }

  /** Draws a place near good trials. */
  draw(key: number, out: Float64Array): void {
    for (let a = 0; a < out.length; a++) out[a] = this.#good[a].draw(uniform(key, a, 0), uniform(key, a, 1));
  }

  /** Log of how much likelier a place is among the good than among the rest. */
  promise(place: Float64Array): number {
    let sum = 0;
    for (let a = 0; a < place.length; a++) sum += this.#good[a].logDensity(place[a]) - this.#rest[a].logDensity(place[a]);
    return sum;
  }
}
