import type { Clock, Disposable } from '../kernel/index.ts';
import type { TrialRow, TrialStore } from './ports.ts';

/** Trials are on disk at the latest with so many, or after so long. */
export const commitRows = 1_024;
export const commitMs = 250;

/** Collects trials and commits them: so many at once, or what there is after a while. One commit at a time; the next one takes what came meanwhile. */
export class TrialWriter {
  readonly #store: TrialStore;
  readonly #clock: Clock;
  readonly #onCommitted: (rows: readonly TrialRow[]) => void;
  #rows: TrialRow[] = [];
  #timer: Disposable | null = null;
  #committing: Promise<void> | null = null;
  #failure: Error | null = null;

  constructor(store: TrialStore, clock: Clock, onCommitted: (rows: readonly TrialRow[]) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onCommitted = onCommitted;
  }

  /** Takes trials; waits where the disk is far behind. Throws what a commit failed with. */
  async add(rows: readonly TrialRow[]): Promise<void> {
    this.#rows.push(...rows);
    if (this.#rows.length >= commitRows) this.#start();
    else this.#timer ??= this.#clock.after(commitMs, () => this.#start());
    if (this.#rows.length >= 8 * commitRows) await this.#committing;
    this.#check();
  }

  /** Commits all that there is. */
  async flush(): Promise<void> {
    while (this.#rows.length > 0 || this.#committing !== null) {
      this.#start();
      await this.#committing;
      this.#check();
    }
  }

  #start(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#committing !== null || this.#rows.length === 0 || this.#failure !== null) return;
    const rows = this.#rows;
    this.#rows = [];
    this.#committing = this.#commit(rows).finally(() => {
      this.#committing = null;
      if (this.#rows.length >= commitRows) this.#start();
      else if (this.#rows.length > 0) this.#timer ??= this.#clock.after(commitMs, () => this.#start());
    });
  }

  async #commit(rows: readonly TrialRow[]): Promise<void> {
    try {
      for (let from = 0; from < rows.length; from += commitRows) {
        const part = rows.slice(from, from + commitRows);
        await this.#store.appendTrials(part);
        this.#onCommitted(part);
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  #check(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
