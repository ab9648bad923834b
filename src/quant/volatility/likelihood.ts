import { isPair, runArch, type Start } from './arch-variance.ts';
import { runEgarch } from './egarch-variance.ts';
import { digamma, logConstant } from './error-density.ts';
import { PairSums, sumPair } from './pair-slopes.ts';
import type { ErrorDistribution, Initialisation, Order } from './types.ts';

export type LikelihoodSpec = {
  readonly isLog: boolean;
  readonly order: Order;
  readonly distribution: ErrorDistribution;
  readonly initialisation: Initialisation;
  /** Whether the mean is a parameter, not 0. */
  readonly hasMean: boolean;
};

const backcastLength = 75;
const backcastDecay = 0.94;

/** What an evaluation may give besides its value. */
export type Wanted = {
  /** The slope of the log-likelihood in each parameter. */
  readonly gradient: Float64Array;
  /** Its expected curvature for normal errors, by rows; a first guess of the true one. */
  readonly information?: Float64Array;
  /** Σ of the products of each return's own slopes, by rows. */
  readonly products?: Float64Array;
};

/** Twice the slope in ν of the constant of Student's density. */
const freedomSlope = (nu: number): number => digamma((nu + 1) / 2) - digamma(nu / 2) - 1 / (nu - 2);

/** Log-likelihood of returns under θ: μ, ω, α…, γ…, β…, and ν where errors have Student's distribution. */
export class Likelihood {
  readonly size: number;
  readonly sigmaSquared: Float64Array;
  readonly residuals: Float64Array;
  readonly meanReturn: number;
  /** Mean of the squared returns less their mean. */
  readonly scale: number;
  readonly #returns: Float64Array;
  readonly #spec: LikelihoodSpec;
  readonly #logs: Float64Array;
  readonly #slopes: Float64Array;
  readonly #width: number;
  readonly #backcast: number;
  readonly #skip: number;
  readonly #score: Float64Array;
  readonly #sums = new PairSums();

  constructor(returns: Float64Array, spec: LikelihoodSpec) {
    const { p, o, q } = spec.order;
    const count = returns.length;
    this.#returns = returns;
    this.#spec = spec;
    this.#width = 2 + p + o + q;
    this.size = this.#width + (spec.distribution === 't' ? 1 : 0);
    this.sigmaSquared = new Float64Array(count);
    this.residuals = new Float64Array(count);
    this.#logs = new Float64Array(spec.isLog ? count : 0);
    this.#slopes = new Float64Array(count * this.#width);
    this.#score = new Float64Array(this.size);
    this.meanReturn = returns.reduce((sum, value) => sum + value, 0) / count;
    this.scale = returns.reduce((sum, value) => sum + (value - this.meanReturn) ** 2, 0) / count;
    this.#backcast = this.#weighFirst();
    this.#skip = spec.initialisation === 'conditional' ? Math.max(p, o, q) : 0;
  }

  /** Returns that count. */
  get observations(): number {
    return this.#returns.length - this.#skip;
  }

  #weighFirst(): number {
    let [weight, weights, sum] = [1, 0, 0];
    for (let i = 0; i < Math.min(backcastLength, this.#returns.length); i++) {
      weights += weight;
      sum += weight * (this.#returns[i]! - (this.#spec.hasMean ? this.meanReturn : 0)) ** 2;
      weight *= backcastDecay;
    }
    // A quiet beginning must not make the first variance nothing.
    return Math.max(sum / weights, 1e-6 * this.scale);
  }

  #start(mean: number): Start {
    if (this.#spec.initialisation === 'backcast') return { value: this.#backcast, slope: 0, held: 0 };
    const off = this.meanReturn - mean;
    return { value: this.scale + off * off, slope: -2 * off, held: this.#skip };
  }

  /** The log-likelihood; −∞ where the variances are not ones. Leaves variances and residuals of θ behind. */
  evaluate(theta: Float64Array, wanted: Wanted | null = null): number {
    const { isLog, order, distribution } = this.#spec;
    const { residuals, sigmaSquared } = this;
    const mean = theta[0]!;
    for (let t = 0; t < residuals.length; t++) residuals[t] = this.#returns[t]! - mean;
    const start = this.#start(mean);
    if (wanted !== null && wanted.information === undefined && wanted.products === undefined && !isLog && isPair(order)) return this.#evaluatePair(theta, start, wanted.gradient);
    const slopes = wanted === null ? null : this.#slopes;
    if (isLog) {
      if (!runEgarch(theta, order, residuals, start, sigmaSquared, this.#logs, slopes)) return Number.NEGATIVE_INFINITY;
    } else runArch(theta, order, residuals, start, sigmaSquared, slopes);
    const value = distribution === 'normal' ? this.#sumNormal() : this.#sumStudent(theta[this.#width]!);
    if (Number.isNaN(value)) return Number.NEGATIVE_INFINITY;
    if (wanted !== null) this.#slope(theta[this.#width] ?? Number.POSITIVE_INFINITY, wanted);
    return value;
  }

  /** The same value and slopes in one pass. */
  #evaluatePair(theta: Float64Array, start: Start, gradient: Float64Array): number {
    const isStudent = this.#spec.distribution === 't';
    const hasLosses = this.#spec.order.o === 1;
    const sums = this.#sums;
    const count = this.observations;
    const nu = isStudent ? theta[this.#width]! : Number.POSITIVE_INFINITY;
    const params = { omega: theta[1]!, alpha: theta[2]!, gamma: hasLosses ? theta[3]! : 0, beta: theta[this.#width - 1]!, nu };
    if (!sumPair(params, this.residuals, start, this.#skip, this.scale, this.sigmaSquared, sums)) return Number.NEGATIVE_INFINITY;
    gradient[0] = sums.mean;
    gradient[1] = sums.omega;
    gradient[2] = sums.alpha;
    if (hasLosses) gradient[3] = sums.gamma;
    gradient[this.#width - 1] = sums.beta;
    let value = count * logConstant(this.#spec.distribution, nu) - 0.5 * sums.logs;
    if (isStudent) {
      gradient[this.#width] = 0.5 * (count * freedomSlope(nu) - sums.tails + sums.nu / (nu - 2));
      value -= 0.5 * (nu + 1) * sums.tails;
    } else value -= 0.5 * sums.squares;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  }

  #sumNormal(): number {
    const { residuals, sigmaSquared } = this;
    const inverseScale = 1 / this.scale;
    let squares = 0;
    let logs = 0;
    let factor = 1;
    for (let t = this.#skip; t < residuals.length; t++) {
      const variance = sigmaSquared[t]!;
      if (!(variance > 0)) return Number.NaN;
      squares += (residuals[t]! * residuals[t]!) / variance;
      // One logarithm for many variances: their product, as long as it keeps its digits.
      factor *= variance * inverseScale;
      if (factor > 1e150 || factor < 1e-150) {
        logs += Math.log(factor);
        factor = 1;
      }
    }
    logs += Math.log(factor) + this.observations * Math.log(this.scale);
    return this.observations * logConstant('normal', 0) - 0.5 * (logs + squares);
  }

  #sumStudent(nu: number): number {
    const { residuals, sigmaSquared } = this;
    const inverseScale = 1 / this.scale;
    const inverseFreedom = 1 / (nu - 2);
    let tails = 0;
    let tail = 1;
    let logs = 0;
    let factor = 1;
    for (let t = this.#skip; t < residuals.length; t++) {
      const variance = sigmaSquared[t]!;
      if (!(variance > 0)) return Number.NaN;
      tail *= 1 + ((residuals[t]! * residuals[t]!) / variance) * inverseFreedom;
      factor *= variance * inverseScale;
      if (factor > 1e150 || factor < 1e-150 || tail > 1e150) {
        logs += Math.log(factor);
        tails += Math.log(tail);
        factor = 1;
        tail = 1;
      }
    }
    logs += Math.log(factor) + this.observations * Math.log(this.scale);
    return this.observations * logConstant('t', nu) - 0.5 * logs - 0.5 * (nu + 1) * (tails + Math.log(tail));
  }

  /** Slopes of the log-likelihood, from those of the variances. */
  #slope(nu: number, { gradient, information, products }: Wanted): void {
    const { residuals, sigmaSquared } = this;
    const [slopes, width, isLog] = [this.#slopes, this.#width, this.#spec.isLog];
    const isStudent = this.#spec.distribution === 't';
    const freedomTerm = isStudent ? freedomSlope(nu) : 0;
    const score = this.#score;
    gradient.fill(0);
    information?.fill(0);
    products?.fill(0);
    for (let t = this.#skip, at = this.#skip * width; t < residuals.length; t++, at += width) {
      const inverse = 1 / sigmaSquared[t]!;
      const shock = residuals[t]!;
      const square = shock * shock * inverse;
      const weight = isStudent ? (nu + 1) / (nu - 2 + square) : 1;
      const byLog = 0.5 * (weight * square - 1) * (isLog ? 1 : inverse);
      const byMean = weight * shock * inverse;
      if (products === undefined && !isStudent) {
        for (let k = 0; k < width; k++) gradient[k]! += byLog * slopes[at + k]!;
        gradient[0]! += byMean;
      } else {
        for (let k = 0; k < width; k++) score[k] = byLog * slopes[at + k]!;
        score[0]! += byMean;
        if (isStudent) score[width] = 0.5 * (freedomTerm - Math.log1p(square / (nu - 2)) + ((nu + 1) * square) / ((nu - 2) * (nu - 2 + square)));
        for (let k = 0; k < score.length; k++) gradient[k]! += score[k]!;
        if (products !== undefined) addProducts(products, score, score.length, 1, 0);
      }
      if (information !== undefined) {
        const row = slopes.subarray(at, at + width);
        addProducts(information, row, this.size, 0.5 * (isLog ? 1 : inverse * inverse), width);
        information[0]! += inverse;
        if (isStudent) information[this.size * this.size - 1]! += score[width]! ** 2;
      }
    }
    mirror(information, this.size);
    mirror(products, this.size);
  }
}

/** Adds `factor` times the products of a row with itself to the upper triangle; `used` columns of it, all where 0. */
function addProducts(matrix: Float64Array, row: Float64Array, size: number, factor: number, used: number): void {
  const width = used || size;
  for (let i = 0; i < width; i++) {
    const value = factor * row[i]!;
    for (let j = i; j < width; j++) matrix[i * size + j]! += value * row[j]!;
  }
}

/** Copies the upper triangle below the diagonal. */
function mirror(matrix: Float64Array | undefined, size: number): void {
  if (matrix === undefined) return;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[i * size + j] = matrix[j * size + i]!;
}
