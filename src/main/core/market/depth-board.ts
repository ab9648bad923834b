import type { Book } from '../../../contract/model/book.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { AppError, type Clock } from '../kernel/index.ts';
import { itemsPerSecond, PacedMailbox } from './paced-mailbox.ts';
import type { Session } from './ports.ts';
import { SessionStates } from './session-states.ts';
import { Watchers } from './watchers.ts';

export type DepthBoardDeps = {
  /** null: the feed knows no depth, or there is no feed. */
  readonly book: (id: InstrumentId) => Book | null;
  readonly session: (id: InstrumentId) => Session;
  /** Real time, for the pace of items. */
  readonly pacer: Clock;
};

/** Order books, asked of the feed when a watcher is ready for one. */
export class DepthBoard {
  readonly #deps: DepthBoardDeps;
  readonly #watchers = new Watchers();
  readonly #states = new SessionStates();

  constructor(deps: DepthBoardDeps) {
    this.#deps = deps;
  }

  /** Watchers now; the leak test reads it. */
  get watcherCount(): number {
    return this.#watchers.count;
  }

  /** Something about the instrument has changed. */
  changed(id: InstrumentId): void {
    this.#watchers.tell(id);
  }

  /** Time has passed: the book of a market that closed is empty without a tick that says so. */
  passTime(): void {
    for (const id of this.#states.findChanged(this.#watchers.instruments, this.#deps.session)) this.#watchers.tell(id);
  }

  /** NOT_FOUND where there is no book of the instrument. */
  get(id: InstrumentId): Book {
    const book = this.#deps.book(id);
    if (book === null) throw new AppError('NOT_FOUND', `There is no order book of ${id}: no feed tells its depth.`, { instrumentId: id });
    return book;
  }

  /** The book as it stands, then as it changes. NOT_FOUND as with `get`. */
  watch(id: InstrumentId, signal: AbortSignal, perSecond = itemsPerSecond): AsyncGenerator<Book, void, void> {
    this.get(id);
    return this.#watch(id, signal, perSecond);
  }

  async *#watch(id: InstrumentId, signal: AbortSignal, perSecond = itemsPerSecond): AsyncGenerator<Book, void, void> {
    const mailbox = new PacedMailbox<InstrumentId, true>({ pacer: this.#deps.pacer, perSecond });
    const watching = this.#watchers.add([id], () => mailbox.put(id, true));
    try {
      yield this.get(id);
      for await (const _changed of mailbox.batches(signal)) yield this.get(id);
    } finally {
      watching.dispose();
    }
  }
}
