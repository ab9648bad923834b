import { fromState, toState, type KernelState } from '../kernel.ts';
import type { KernelPart } from '../kernel-parts.ts';

/** How far a bar reaches, the gap to the close before included. A close that is NaN leaves its own bar and the next without a range. */
export class TrueRange implements KernelPart {
  readonly #countsFirst: boolean;
  #close = Number.NaN;
  #nextClose = Number.NaN;

  /** @param countsFirst a bar with no close before it has high − low as its range (TradingView, trading-signals), else none (TA-Lib, TTR). */
  constructor(countsFirst: boolean) {
    this.#countsFirst = countsFirst;
  }

  peek(high: number, low: number, close: number): number {
    this.#nextClose = close;
    const before = this.#close;
    if (close !== close) return Number.NaN;
    if (before !== before && this.#countsFirst) return high - low;
    return Math.max(high - low, Math.abs(high - before), Math.abs(low - before));
  }

  commit(): void {
    this.#close = this.#nextClose;
  }

  save(): KernelState {
    return toState([this.#close]);
  }

  load(state: KernelState): void {
    this.#close = fromState(state, 0);
  }
}
