const pauseMs = 1_000;
/** Who has not answered by then will not. */
const patienceMs = 15_000;

/** When older bars are asked for: one question at a time, again a moment after one that failed, and never once there is nothing older. */
export class HistoryEdge {
  #state: 'idle' | 'asking' | 'over' = 'idle';
  #askedMs = -Infinity;
  #pausedUntilMs = -Infinity;

  /** The reader is at the oldest bars; true: ask now. Milliseconds of a clock that only goes forward. */
  ask(nowMs: number): boolean {
    if (this.#state === 'over' || nowMs < this.#pausedUntilMs || (this.#state === 'asking' && nowMs < this.#askedMs + patienceMs)) return false;
    this.#state = 'asking';
    this.#askedMs = nowMs;
    return true;
  }

  /** So many bars came; none: there is nothing older. */
  came(count: number): void {
    this.#state = count === 0 ? 'over' : 'idle';
  }

  missed(nowMs: number): void {
    if (this.#state === 'asking') this.#state = 'idle';
    this.#pausedUntilMs = nowMs + pauseMs;
  }

  /** The bars are others. */
  reset(): void {
    this.#state = 'idle';
    this.#pausedUntilMs = -Infinity;
  }
}
