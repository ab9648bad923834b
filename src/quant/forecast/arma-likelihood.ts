import { filterArma, type Arma, type Filtered } from './arma-filter.ts';
import { toCoefficients, toPartial } from './partials.ts';

/** Beyond it a partial autocorrelation cannot be told from 1. */
const mostFree = 1e4;
/** A smaller share of the variance left is no error but rounding. */
const leastShare = 1e-24;

/**
 * The exact Gaussian likelihood of an ARMA around a mean. The variance of the errors, and the mean, are those that are most likely with the
 * coefficients: they follow from one pass of the filter over the series and over a series of ones, which is linear.
 */
export class ArmaLikelihood {
  readonly count: number;
  /** Mean and deviation of the series; the filter works in their unit. */
  readonly centre: number;
  readonly deviation: number;
  readonly #series: readonly Float64Array[];
  readonly #p: number;

  constructor(series: Float64Array, p: number, hasMean: boolean) {
    this.count = series.length;
    this.#p = p;
    this.centre = hasMean ? series.reduce((sum, value) => sum + value, 0) / this.count : 0;
    this.deviation = Math.sqrt(series.reduce((sum, value) => sum + (value - this.centre) ** 2, 0) / this.count);
    const scaled = series.map((value) => (value - this.centre) / this.deviation);
    this.#series = hasMean ? [scaled, new Float64Array(this.count).fill(1)] : [scaled];
  }

  /** Coefficients of free numbers: the first p of them of the autoregression, the others of the moving average. */
  write(free: Float64Array): Arma {
    const partials = free.map(toPartial);
    return { ar: toCoefficients(partials.subarray(0, this.#p)), ma: toCoefficients(partials.subarray(this.#p)).map((value) => -value) };
  }

  filter(arma: Arma): Filtered {
    return filterArma(arma, this.#series);
  }

  /** Everything at these coefficients, with the mean that is most likely or another, in the unit of the filter. */
  evaluate(arma: Arma, mean?: number): { readonly logLikelihood: number; readonly variance: number; readonly mean: number } {
    const { innovations, variances } = this.filter(arma);
    const [values, ones] = innovations;
    let [squares, products, weights, logs] = [0, 0, 0, 0];
    for (let t = 0; t < this.count; t++) {
      const [variance, value] = [variances[t]!, values![t]!];
      squares += (value * value) / variance;
      if (variance !== 1) logs += Math.log(variance);
      if (ones === undefined) continue;
      products += (value * ones[t]!) / variance;
      weights += (ones[t]! * ones[t]!) / variance;
    }
    const at = ones === undefined ? 0 : (mean ?? products / weights);
    const share = (squares - 2 * at * products + at * at * weights) / this.count;
    const variance = share * this.deviation ** 2;
    const logLikelihood = share > leastShare ? -0.5 * (this.count * (Math.log(2 * Math.PI) + 1 + Math.log(share) + 2 * Math.log(this.deviation)) + logs) : Number.NaN;
    return { logLikelihood, variance, mean: at };
  }

  /** Minus the log-likelihood of free numbers; NaN where they are not allowed. */
  value(free: Float64Array, mean?: number): number {
    return free.some((one) => !(Math.abs(one) < mostFree)) ? Number.NaN : -this.evaluate(this.write(free), mean).logLikelihood;
  }
}
