import { fromState, toState, type KernelState } from './kernel.ts';
import type { KernelPart } from './kernel-parts.ts';

/**
 * Squares and products of the distances of two series from their means over the last bars, by the two-pass formula in every
 * window, which keeps its digits at any price level. NaN while a NaN is in the window.
 */
export class RollingPairs implements KernelPart {
  readonly #period: number;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #position = 0;
  /** Pairs in a row that are numbers, up to a period. */
  #good = 0;
  firstSquares = Number.NaN;
  secondSquares = Number.NaN;
  products = Number.NaN;

  constructor(period: number) {
    this.#period = period;
    this.#first = new Float64Array(period);
    this.#second = new Float64Array(period);
  }

  /** Shows the pair of the bar; the figures are those of the window that it completes. */
  put(first: number, second: number): void {
    // The oldest pair is never looked at again, so the new one may take its place before it is committed.
    this.#first[this.#position] = first;
    this.#second[this.#position] = second;
    const sum = first + second;
    if (sum === sum && this.#good >= this.#period - 1) this.#computeSums(first, second);
    else this.firstSquares = this.secondSquares = this.products = Number.NaN;
  }

  commit(): void {
    const sum = this.#first[this.#position]! + this.#second[this.#position]!;
    if (sum !== sum) this.#good = 0;
    else if (this.#good < this.#period) this.#good += 1;
    this.#position = this.#position + 1 === this.#period ? 0 : this.#position + 1;
  }

  save(): KernelState {
    return toState([this.#position, this.#good, ...this.#first, ...this.#second]);
  }

  load(state: KernelState): void {
    this.#position = fromState(state, 0);
    this.#good = fromState(state, 1);
    for (let i = 0; i < this.#period; i++) {
      this.#first[i] = fromState(state, 2 + i);
      this.#second[i] = fromState(state, 2 + this.#period + i);
    }
  }

  #computeSums(firstOrigin: number, secondOrigin: number): void {
    const first = this.#first;
    const second = this.#second;
    const period = this.#period;
    let firstSum = 0;
    let secondSum = 0;
    for (let i = 0; i < period; i++) {
      firstSum += first[i]! - firstOrigin;
      secondSum += second[i]! - secondOrigin;
    }
    const firstMean = firstOrigin + firstSum / period;
    const secondMean = secondOrigin + secondSum / period;
    let firstSquares = 0;
    let secondSquares = 0;
    let products = 0;
    for (let i = 0; i < period; i++) {
      const x = first[i]! - firstMean;
      const y = second[i]! - secondMean;
      firstSquares += x * x;
      secondSquares += y * y;
      products += x * y;
    }
    this.firstSquares = firstSquares;
    this.secondSquares = secondSquares;
    this.products = products;
  }
}
