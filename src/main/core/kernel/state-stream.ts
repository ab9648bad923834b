/**
 * One reader's mailbox on values that change (quotes, positions, health): it keeps the latest value of each key, so a slow
 * reader skips what it missed and memory stays bounded by the number of keys. There is no resume: a new reader starts from a snapshot.
 */
export class StateMailbox<K, V> {
  readonly #latest = new Map<K, V>();
  #wake: (() => void) | null = null;
  #isClosed = false;

  /** Values waiting to be read. */
  get size(): number {
    return this.#latest.size;
  }

  /** Puts the newest value of a key in, over one that was not read yet. */
  put(key: K, value: V): void {
    if (this.#isClosed) return;
    this.#latest.set(key, value);
    this.#wake?.();
  }

  /** Ends the stream; what is left is not delivered. */
  close(): void {
    this.#isClosed = true;
    this.#latest.clear();
    this.#wake?.();
  }

  /** Batches of latest values, one batch each time the reader asks and something is new, until closed or aborted. */
  async *batches(signal?: AbortSignal): AsyncGenerator<readonly V[], void, void> {
    const onAbort = (): void => this.close();
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted === true) this.close();
    try {
      while (!this.#isClosed) {
        if (this.#latest.size === 0) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
          this.#wake = null;
          continue;
        }
        const batch = [...this.#latest.values()];
        this.#latest.clear();
        yield batch;
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.close();
    }
  }
}
