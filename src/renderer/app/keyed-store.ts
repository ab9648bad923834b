import { useSyncExternalStore } from 'react';

/**
 * Newest values by key, for figures that change many times a second: a component hears only of its own key, and once for all that
 * changed together. Listeners are told before the next frame, so that what they write is laid out once in it.
 */
export class KeyedStore<Key, Value> {
  readonly #values = new Map<Key, Value>();
  readonly #listeners = new Map<Key, Set<() => void>>();
  readonly #anyListeners = new Set<() => void>();
  readonly #changed = new Set<Key>();
  readonly #soon: (run: () => void) => void;
  #isScheduled = false;
  #version = 0;

  constructor(soon: (run: () => void) => void = (run) => queueMicrotask(run)) {
    this.#soon = soon;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  /** All values now; the version grows whenever one changes. */
  values(): ReadonlyMap<Key, Value> {
    return this.#values;
  }

  get version(): number {
    return this.#version;
  }

  put(key: Key, value: Value): void {
    this.#values.set(key, value);
    this.#changed.add(key);
    this.#schedule();
  }

  clear(): void {
    for (const key of this.#values.keys()) this.#changed.add(key);
    this.#values.clear();
    this.#schedule();
  }

  subscribe(key: Key, listener: () => void): () => void {
    const set = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.#listeners.get(key) === set) this.#listeners.delete(key);
    };
  }

  subscribeAny(listener: () => void): () => void {
    this.#anyListeners.add(listener);
    return () => void this.#anyListeners.delete(listener);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#soon(() => {
      this.#isScheduled = false;
      this.#version += 1;
      const keys = [...this.#changed];
      this.#changed.clear();
      for (const key of keys) for (const listener of [...(this.#listeners.get(key) ?? [])]) listener();
      for (const listener of [...this.#anyListeners]) listener();
    });
  }
}

/** The newest value of a key. */
export function useKeyed<Key, Value>(store: KeyedStore<Key, Value>, key: Key): Value | undefined {
  return useSyncExternalStore((listener) => store.subscribe(key, listener), () => store.get(key));
}

/** What is read from the newest value of a key, such as one of its figures; drawn anew only when that has changed. */
export function useKeyedPart<Key, Value, Part extends string | number | boolean | null>(store: KeyedStore<Key, Value>, key: Key, read: (value: Value | undefined) => Part): Part {
  return useSyncExternalStore((listener) => store.subscribe(key, listener), () => read(store.get(key)));
}

/** Draws anew whenever anything in the store has changed; for rows that are sorted by what changes. */
export function useAnyKeyed<Key, Value>(store: KeyedStore<Key, Value>): ReadonlyMap<Key, Value> {
  useSyncExternalStore((listener) => store.subscribeAny(listener), () => store.version);
  return store.values();
}
