/** Something that holds a resource until it is told to let go. Disposing twice is the same as once. */
export interface Disposable {
  dispose(): void;
}

/** Wraps a function so that it runs at most once. */
export function toDisposable(run: () => void): Disposable {
  let isDone = false;
  return {
    dispose() {
      if (isDone) return;
      isDone = true;
      run();
    },
  };
}

/**
 * Owns disposables from their birth and releases them in reverse order. One that throws does not keep the others alive:
 * all are released, then the first error is thrown.
 */
export class Disposer implements Disposable {
  readonly #owned = new Set<Disposable>();
  #isDisposed = false;

  /** How many are held now; the leak test reads it. */
  get size(): number {
    return this.#owned.size;
  }

  /** Takes ownership. What arrives after disposal is released at once. */
  own<T extends Disposable>(item: T): T {
    if (this.#isDisposed) item.dispose();
    else this.#owned.add(item);
    return item;
  }

  /** Owns a function to be called on disposal. */
  defer(run: () => void): Disposable {
    const item = toDisposable(() => {
      this.#owned.delete(item);
      run();
    });
    return this.own(item);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    const errors: unknown[] = [];
    for (const item of [...this.#owned].reverse()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#owned.clear();
    if (errors.length > 0) throw errors[0];
  }
}
