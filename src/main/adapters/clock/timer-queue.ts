import { toDisposable, type Disposable } from '../../core/kernel/index.ts';

type Timer = { readonly dueMs: number; readonly run: () => void };

/** Functions waiting for their moment, in order of time and, at the same moment, in order of arrival. */
export class TimerQueue {
  readonly #timers: Timer[] = [];

  /** How many wait now; the leak test reads it. */
  get size(): number {
    return this.#timers.length;
  }

  /** Moment of the first; Infinity when none waits. */
  get nextDueMs(): number {
    return this.#timers[0]?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  add(dueMs: number, run: () => void): Disposable {
    const timer: Timer = { dueMs, run };
    const later = this.#timers.findIndex((other) => other.dueMs > dueMs);
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer);
    return toDisposable(() => {
      const index = this.#timers.indexOf(timer);
      if (index !== -1) this.#timers.splice(index, 1);
    });
  }

  /** Takes the first one out if its moment is not after `nowMs`. */
  take(nowMs: number): Timer | null {
    return this.nextDueMs <= nowMs ? (this.#timers.shift() ?? null) : null;
  }

  clear(): void {
    this.#timers.length = 0;
  }
}
