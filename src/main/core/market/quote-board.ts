import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import type { Clock } from '../kernel/index.ts';
import { PacedMailbox } from './paced-mailbox.ts';

const applyTick = (before: Quote | undefined, tick: Tick): Quote => {
  const base = before ?? {
    instrumentId: tick.instrumentId, timeMs: tick.timeMs, bid: null, ask: null, bidSize: null, askSize: null, last: null, lastSize: null,
  };
  return tick.kind === 'quote'
    ? { ...base, timeMs: tick.timeMs, bid: tick.bid, ask: tick.ask, bidSize: tick.bidSize, askSize: tick.askSize }
    : { ...base, timeMs: tick.timeMs, last: tick.price, lastSize: tick.size };
};

const batchesPerSecond = 30;

/** The newest quote of every instrument and the mailboxes of those who watch. One writer: the tape. */
export class QuoteBoard {
  readonly #quotes = new Map<InstrumentId, Quote>();
  readonly #watchers = new Map<InstrumentId, Set<PacedMailbox<InstrumentId, Quote>>>();
  readonly #pacer: Clock;

  /** @param pacer real time, for the pace of batches. */
  constructor(pacer: Clock) {
    this.#pacer = pacer;
  }

  get(id: InstrumentId): Quote | null {
    return this.#quotes.get(id) ?? null;
  }

  /** Watchers on all instruments now; the leak test reads it. */
  get watcherCount(): number {
    let count = 0;
    for (const set of this.#watchers.values()) count += set.size;
    return count;
  }

  apply(tick: Tick): void {
    const quote = applyTick(this.#quotes.get(tick.instrumentId), tick);
    this.#quotes.set(tick.instrumentId, quote);
    for (const mailbox of this.#watchers.get(tick.instrumentId) ?? []) mailbox.put(quote.instrumentId, quote);
  }

  /** What is known of the named instruments at once (perhaps nothing), then batches of what changed. */
  async *watch(ids: readonly InstrumentId[], signal: AbortSignal): AsyncGenerator<readonly Quote[], void, void> {
    const mailbox = new PacedMailbox<InstrumentId, Quote>({ pacer: this.#pacer, perSecond: batchesPerSecond });
    for (const id of ids) {
      const set = this.#watchers.get(id) ?? new Set();
      this.#watchers.set(id, set.add(mailbox));
    }
    try {
      yield ids.flatMap((id) => this.#quotes.get(id) ?? []);
      yield* mailbox.batches(signal);
    } finally {
      for (const id of ids) this.#watchers.get(id)?.delete(mailbox);
    }
  }
}
