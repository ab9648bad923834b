import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { toDisposable, type Disposable } from '../kernel/index.ts';

/** Whom to tell that something of an instrument has changed. */
export class Watchers {
  readonly #byInstrument = new Map<InstrumentId, Set<(id: InstrumentId, isUrgent: boolean) => void>>();

  /** How many watch now, one for each instrument that it watches; the leak test reads it. */
  get count(): number {
    let count = 0;
    for (const set of this.#byInstrument.values()) count += set.size;
    return count;
  }

  /** Instruments that somebody watches. */
  get instruments(): Iterable<InstrumentId> {
    return this.#byInstrument.keys();
  }

  has(id: InstrumentId): boolean {
    return this.#byInstrument.has(id);
  }

  add(ids: readonly InstrumentId[], notify: (id: InstrumentId, isUrgent: boolean) => void): Disposable {
    // A wrapper of its own, so that the same function added twice is told twice.
    const entry = (id: InstrumentId, isUrgent: boolean): void => notify(id, isUrgent);
    for (const id of ids) this.#byInstrument.set(id, (this.#byInstrument.get(id) ?? new Set()).add(entry));
    return toDisposable(() => {
      for (const id of ids) {
        const set = this.#byInstrument.get(id);
        set?.delete(entry);
        if (set?.size === 0) this.#byInstrument.delete(id);
      }
    });
  }

  tell(id: InstrumentId, isUrgent = false): void {
    const set = this.#byInstrument.get(id);
    if (set !== undefined) for (const notify of [...set]) notify(id, isUrgent);
  }
}
