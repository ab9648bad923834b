const windowMs = 600_000;
const mostDeaths = 5;
const firstPauseMs = 500;

/**
 * How soon something that died may be started again: at once after the first time, then after pauses that double, and not any more
 * after five deaths within ten minutes until some of these are that long ago.
 */
export class RestartLimit {
  readonly #now: () => number;
  readonly #diedAtMs: number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Remembers that it died just now. */
  count(): void {
    this.#diedAtMs.push(this.#now());
  }

  /** Deaths of the last ten minutes. */
  get deaths(): number {
    while (this.#diedAtMs[0] !== undefined && this.#now() - this.#diedAtMs[0] >= windowMs) this.#diedAtMs.shift();
    return this.#diedAtMs.length;
  }

  get isGivenUp(): boolean {
    return this.deaths >= mostDeaths;
  }

  /** Whether it may be started now. */
  get allows(): boolean {
    const { deaths } = this;
    if (this.isGivenUp) return false;
    const pauseMs = deaths < 2 ? 0 : firstPauseMs * 2 ** (deaths - 2);
    return this.#now() - (this.#diedAtMs.at(-1) ?? -Infinity) >= pauseMs;
  }
}
