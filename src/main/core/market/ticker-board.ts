import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Clock } from '../kernel/index.ts';
import { itemsPerSecond, PacedMailbox } from './paced-mailbox.ts';
import type { Session } from './ports.ts';
import type { SessionBoard } from './session-figures.ts';
import { SessionStates, sessionStateOf } from './session-states.ts';
import { Watchers } from './watchers.ts';

export type TickerBoardDeps = {
  readonly sessions: SessionBoard;
  readonly quote: (id: InstrumentId) => Quote | null;
  readonly session: (id: InstrumentId) => Session;
  readonly now: () => EpochMs;
  /** Real time, for the pace of batches. */
  readonly pacer: Clock;
};

/** Lines of watchlists, and those who watch them. */
export class TickerBoard {
  readonly #deps: TickerBoardDeps;
  readonly #watchers = new Watchers();
  readonly #states = new SessionStates();

  constructor(deps: TickerBoardDeps) {
    this.#deps = deps;
  }

  /** Watched instruments, one for each watcher; the leak test reads it. */
  get watcherCount(): number {
    return this.#watchers.count;
  }

  /** Something about the instrument has changed. */
  changed(id: InstrumentId): void {
    this.#watchers.tell(id);
  }

  /** Time has passed: a market that opened, closed or was halted is told without a tick. */
  passTime(): void {
    for (const id of this.#states.findChanged(this.#watchers.instruments, this.#deps.session)) this.#watchers.tell(id);
  }

  async load(ids: readonly InstrumentId[]): Promise<Ticker[]> {
    const held = this.#deps.sessions.hold(ids);
    try {
      await held.ready;
      return ids.map((id) => this.#ticker(id));
    } finally {
      held.dispose();
    }
  }

  /** All of them first, then those that changed. */
  async *watch(ids: readonly InstrumentId[], signal: AbortSignal, perSecond = itemsPerSecond): AsyncGenerator<Ticker[], void, void> {
    const mailbox = new PacedMailbox<InstrumentId, InstrumentId>({ pacer: this.#deps.pacer, perSecond });
    const held = this.#deps.sessions.hold(ids);
    const watching = this.#watchers.add(ids, (id) => mailbox.put(id, id));
    try {
      await held.ready;
      yield ids.map((id) => this.#ticker(id));
      for await (const changed of mailbox.batches(signal)) yield changed.map((id) => this.#ticker(id));
    } finally {
      watching.dispose();
      held.dispose();
    }
  }

  #ticker(id: InstrumentId): Ticker {
    const { bar, previousClose } = this.#deps.sessions.get(id);
    const quote = this.#deps.quote(id);
    const session = this.#deps.session(id);
    return {
      // Without a feed the newest that is known is the last stored bar.
      ...(quote ?? { instrumentId: id, timeMs: bar?.time ?? this.#deps.now(), bid: null, ask: null, bidSize: null, askSize: null, last: bar?.close ?? null, lastSize: null }),
      previousClose, open: bar?.open ?? null, high: bar?.high ?? null, low: bar?.low ?? null, volume: bar?.volume ?? 0,
      session: sessionStateOf(session), opensAtMs: session.opensAtMs,
    };
  }
}
