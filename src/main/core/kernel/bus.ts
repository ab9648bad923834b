import { toDisposable, type Disposable } from './disposer.ts';

/** Announces that something became true. Nothing replies to a broadcast; who needs an answer makes a call. */
export interface Bus<Events extends Record<string, unknown>> {
  emit<K extends keyof Events & string>(name: K, event: Events[K]): void;
  on<K extends keyof Events & string>(name: K, listener: (event: Events[K]) => void): Disposable;
  /** Listeners held now; the leak test reads it. */
  readonly listenerCount: number;
}

/**
 * A synchronous bus. A listener that throws is reported and the others still hear the event;
 * one added while an event goes out hears the next.
 */
export function createBus<Events extends Record<string, unknown>>(onListenerError: (error: unknown, name: string) => void): Bus<Events> {
  const listeners = new Map<string, Set<(event: never) => void>>();
  let count = 0;
  return {
    get listenerCount() {
      return count;
    },
    emit(name, event) {
      const set = listeners.get(name);
      if (set === undefined) return;
      for (const listener of [...set]) {
        try {
          (listener as (event: unknown) => void)(event);
        } catch (error) {
          onListenerError(error, name);
        }
      }
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      // A wrapper of its own, so that the same function registered twice is two registrations.
      const entry = (event: never): void => listener(event);
      set.add(entry);
      count += 1;
      return toDisposable(() => {
        set.delete(entry);
        count -= 1;
      });
    },
  };
}
