import { toDisposable, type Disposable } from './disposer.ts';

/** What a reader of a log stream gets: entries in order without a gap, or word that it must load everything anew. */
export type LogStreamItem<T> = { readonly kind: 'entry'; readonly seq: number; readonly value: T } | { readonly kind: 'reload'; readonly seq: number };

/**
 * A stream in which every entry counts (orders, fills, the tape). The last `capacity` entries are held, so that a reader who
 * comes back with the sequence number it saw last misses nothing; one who comes back too late, or falls too far behind
 * while connected, is told to reload instead of being given a log with a hole. Memory is bounded whatever readers do.
 */
export class LogStream<T> {
  readonly #capacity: number;
  readonly #ring: (T | undefined)[];
  readonly #wakers = new Set<() => void>();
  #lastSeq: number;
  /** Sequence number before the oldest entry held. */
  #floorSeq: number;

  constructor(capacity: number, lastSeq = 0) {
    this.#capacity = capacity;
    this.#ring = Array.from({ length: capacity });
    this.#lastSeq = lastSeq;
    this.#floorSeq = lastSeq;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Readers waiting or reading now; the leak test reads it. */
  get readerCount(): number {
    return this.#wakers.size;
  }

  /** Adds an entry and gives its sequence number. */
  push(value: T): number {
    this.#lastSeq += 1;
    this.#ring[this.#lastSeq % this.#capacity] = value;
    if (this.#lastSeq - this.#floorSeq > this.#capacity) this.#floorSeq = this.#lastSeq - this.#capacity;
    for (const wake of this.#wakers) wake();
    return this.#lastSeq;
  }

  /**
   * Entries after a sequence number, then the new ones as they come, until the signal aborts.
   * A number from the future (another life of this process) also gives `reload`.
   */
  async *read(afterSeq: number, signal?: AbortSignal): AsyncGenerator<LogStreamItem<T>, void, void> {
    let position = afterSeq;
    const waiter = this.#waiter(signal);
    try {
      while (signal?.aborted !== true) {
        if (position < this.#floorSeq || position > this.#lastSeq) {
          position = this.#lastSeq;
          yield { kind: 'reload', seq: position };
        } else if (position < this.#lastSeq) {
          position += 1;
          yield { kind: 'entry', seq: position, value: this.#ring[position % this.#capacity] as T };
        } else {
          await waiter.next();
        }
      }
    } finally {
      waiter.dispose();
    }
  }

  #waiter(signal: AbortSignal | undefined): Disposable & { next(): Promise<void> } {
    let resolve: (() => void) | null = null;
    const wake = (): void => {
      resolve?.();
      resolve = null;
    };
    this.#wakers.add(wake);
    signal?.addEventListener('abort', wake);
    const release = toDisposable(() => {
      this.#wakers.delete(wake);
      signal?.removeEventListener('abort', wake);
    });
    return {
      dispose: release.dispose,
      next: () =>
        new Promise<void>((done) => {
          if (signal?.aborted === true) done();
          else resolve = done;
        }),
    };
  }
}
