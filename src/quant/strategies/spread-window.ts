import { mackinnonP } from '../econometrics/mackinnon.ts';

/** How two series stand to each other over a window. */
export type SpreadFit = {
  /** Of the regression of the first log price on the second: value of the second that hedges 1 of the first. */
  readonly hedge: number;
  /** The last residual in deviations of the window (population); NaN where there is none. */
  readonly z: number;
  /** Probability of so much reversion if they are not cointegrated: Engle and Granger (1987) without lags, p-value of MacKinnon (1994). */
  pValue(): number;
};

/** The last log prices of a pair, in the order of their coming. */
export class SpreadWindow {
  #a: number[] = [];
  #b: number[] = [];

  clear(): void {
    this.#a = [];
    this.#b = [];
  }

  /** Adds a pair and forgets those that are older than the window; null while it is not full. */
  add(a: number, b: number, size: number): SpreadFit | null {
    this.#a.push(Math.log(a));
    this.#b.push(Math.log(b));
    if (this.#a.length > size) {
      this.#a.shift();
      this.#b.shift();
    }
    return this.#a.length < size ? null : fit(this.#a, this.#b);
  }
}

function fit(a: readonly number[], b: readonly number[]): SpreadFit {
  const count = a.length;
  const meanA = a.reduce((sum, value) => sum + value, 0) / count;
  const meanB = b.reduce((sum, value) => sum + value, 0) / count;
  let [both, squares] = [0, 0];
  for (let i = 0; i < count; i++) {
    both += (a[i] - meanA) * (b[i] - meanB);
    squares += (b[i] - meanB) ** 2;
  }
  const hedge = both / squares;
  const residuals = a.map((value, i) => value - meanA - hedge * (b[i] - meanB));
  const deviation = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / count);
  return { hedge, z: residuals[count - 1] / deviation, pValue: () => mackinnonP(dickeyFullerOf(residuals), 'constant', 2) };
}

/** ρ̂ / se(ρ̂) of Δeₜ = ρ eₜ₋₁. */
function dickeyFullerOf(residuals: readonly number[]): number {
  let [both, squares] = [0, 0];
  for (let i = 1; i < residuals.length; i++) {
    both += residuals[i - 1] * (residuals[i] - residuals[i - 1]);
    squares += residuals[i - 1] ** 2;
  }
  const rho = both / squares;
  let errors = 0;
  for (let i = 1; i < residuals.length; i++) errors += (residuals[i] - residuals[i - 1] - rho * residuals[i - 1]) ** 2;
  return rho / Math.sqrt(errors / (residuals.length - 2) / squares);
}
