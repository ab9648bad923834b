import type { Clock } from '../kernel/index.ts';

/** Time that one piece of work may hold the thread: ticks and orders are not to wait for a person's long question. */
const turnMs = 6;

/** The turn of a piece of work that is done bit by bit. */
export class Turn {
  readonly #pacer: Clock;
  #endsMs: number;

  /** @param pacer real time. */
  constructor(pacer: Clock) {
    this.#pacer = pacer;
    this.#endsMs = pacer.monotonicMs() + turnMs;
  }

  /** To be awaited between two bits: lets everything else have its turn when this one's is over. */
  async next(): Promise<void> {
    if (this.#pacer.monotonicMs() <= this.#endsMs) return;
    await new Promise<void>((resolve) => void this.#pacer.after(1, resolve));
    this.#endsMs = this.#pacer.monotonicMs() + turnMs;
  }
}
