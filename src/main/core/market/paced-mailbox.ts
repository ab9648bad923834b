import type { Clock, Disposable } from '../kernel/index.ts';
import { wakeAt } from './shared-timers.ts';

/** The pace of streams whose reader asks for none. */
export const itemsPerSecond = 30;

export type PacedMailboxOptions = {
  /** Real time. */
  readonly pacer: Clock;
  /** Most batches a second in the long run. */
  readonly perSecond: number;
  /** Most keys that are held; beyond it the oldest is dropped. No limit where not given. */
  readonly maxKeys?: number;
};

/**
 * A watcher's mailbox: the latest value of each key, given out as a batch at most so many times a second, the first at once.
 * A reader who does not read costs what the keys cost and no timer. What is urgent may come one batch ahead of its time.
 * Mailboxes of one pace have the same beats, whenever they were opened: what stands side by side changes together and agrees.
 */
export class PacedMailbox<K, V> {
  readonly #pacer: Clock;
  readonly #intervalMs: number;
  readonly #maxKeys: number;
  readonly #latest = new Map<K, V>();
  #wake: (() => void) | null = null;
  /** Number of the beat before which no batch goes. */
  #nextBeat = 0;
  #isUrgent = false;
  /** The reader waits for something to read. */
  #isIdle = false;
  #isClosed = false;
  #failure: { readonly error: unknown } | null = null;

  constructor({ pacer, perSecond, maxKeys = Number.POSITIVE_INFINITY }: PacedMailboxOptions) {
    this.#pacer = pacer;
    this.#intervalMs = 1_000 / perSecond;
    this.#maxKeys = maxKeys;
  }

  /** Values waiting to be read. */
  get size(): number {
    return this.#latest.size;
  }

  put(key: K, value: V, isUrgent = false): void {
    if (this.#isClosed) return;
    this.#latest.set(key, value);
    if (this.#latest.size > this.#maxKeys) this.#latest.delete(this.#latest.keys().next().value as K);
    if (isUrgent) this.#isUrgent = true;
    // A reader who waits for the right moment is woken only by what cannot wait.
    if (isUrgent || this.#isIdle) this.#wake?.();
  }

  /** Ends the stream; what is left is not delivered. */
  close(): void {
    this.#isClosed = true;
    this.#latest.clear();
    this.#wake?.();
  }

  /** Ends the stream with an error. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.close();
  }

  /** Batches of latest values in the order in which their keys came, until closed or aborted. For one reader. */
  async *batches(signal: AbortSignal): AsyncGenerator<V[], void, void> {
    const close = (): void => this.close();
    signal.addEventListener('abort', close);
    if (signal.aborted) close();
    try {
      while (!this.#isClosed) {
        if (this.#latest.size === 0) await this.#sleep(null);
        else if (this.#dueMs() > this.#pacer.monotonicMs()) await this.#sleep(this.#dueMs());
        else yield this.#take();
      }
      if (this.#failure !== null) throw this.#failure.error;
    } finally {
      signal.removeEventListener('abort', close);
      this.close();
    }
  }

  #take(): V[] {
    const batch = [...this.#latest.values()];
    this.#latest.clear();
    this.#isUrgent = false;
    this.#nextBeat = Math.max(this.#nextBeat, Math.floor(this.#pacer.monotonicMs() / this.#intervalMs)) + 1;
    return batch;
  }

  /** When the next batch may go. What is urgent goes a beat early, and pays for it with the next. */
  #dueMs(): number {
    return (this.#nextBeat - (this.#isUrgent ? 1 : 0)) * this.#intervalMs;
  }

  /** Until something wakes it or, where given, a moment has come. */
  async #sleep(untilMs: number | null): Promise<void> {
    let timer: Disposable | undefined;
    this.#isIdle = untilMs === null;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (untilMs !== null) timer = wakeAt(this.#pacer, untilMs, resolve);
    });
    this.#wake = null;
    this.#isIdle = false;
    timer?.dispose();
  }
}
