import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { TradeTick } from '../../../contract/model/tick.ts';
import type { MarketTrade } from '../../../contract/model/trade.ts';
import type { Clock } from '../kernel/index.ts';
import { itemsPerSecond, PacedMailbox } from './paced-mailbox.ts';
import { Watchers } from './watchers.ts';

/** Trades that a new watcher is shown, and that are kept of an instrument while nobody watches. */
const shownAtFirst = 100;
/** Trades that are kept of an instrument that is watched: a reader slower than that loses the oldest. */
const keptWhileWatched = 1_000;

/** Who came to the other, told from the quote that the trade met. */
function aggressorOf(price: number, quote: Quote | null): MarketTrade['aggressor'] {
  if (quote === null || quote.bid === null || quote.ask === null) return null;
  if (price >= quote.ask) return 'buy';
  return price <= quote.bid ? 'sell' : null;
}

/** The last trades of every instrument, numbered, and those who watch them. */
export class TradeTape {
  readonly #trades = new Map<InstrumentId, MarketTrade[]>();
  readonly #watchers = new Watchers();
  readonly #pacer: Clock;

  constructor(pacer: Clock) {
    this.#pacer = pacer;
  }

  /** Watchers now; the leak test reads it. */
  get watcherCount(): number {
    return this.#watchers.count;
  }

  /** Trades held of an instrument. */
  heldCount(id: InstrumentId): number {
    return this.#trades.get(id)?.length ?? 0;
  }

  /** Takes a trade in, with the quote that it met. */
  add({ instrumentId, timeMs, price, size }: TradeTick, quote: Quote | null): void {
    const trades = this.#trades.get(instrumentId) ?? [];
    if (trades.length === 0) this.#trades.set(instrumentId, trades);
    trades.push(Object.freeze({ seq: (trades.at(-1)?.seq ?? 0) + 1, timeMs, price, size, aggressor: aggressorOf(price, quote) }));
    const kept = this.#watchers.has(instrumentId) ? keptWhileWatched : shownAtFirst;
    // Cut at twice the length, so that a trade costs no copy of all others.
    if (trades.length >= 2 * kept) trades.splice(0, trades.length - kept);
    this.#watchers.tell(instrumentId);
  }

  /** The last trades, oldest first, then the new ones; what a slow reader lost shows as a jump in `seq`. */
  async *watch(id: InstrumentId, signal: AbortSignal, perSecond = itemsPerSecond): AsyncGenerator<MarketTrade[], void, void> {
    const mailbox = new PacedMailbox<InstrumentId, true>({ pacer: this.#pacer, perSecond });
    const watching = this.#watchers.add([id], () => mailbox.put(id, true));
    let lastSeq = this.#trades.get(id)?.at(-1)?.seq ?? 0;
    try {
      yield (this.#trades.get(id) ?? []).slice(-shownAtFirst);
      for await (const _changed of mailbox.batches(signal)) {
        const trades = this.#after(id, lastSeq);
        lastSeq = trades.at(-1)?.seq ?? lastSeq;
        if (trades.length > 0) yield trades;
      }
    } finally {
      watching.dispose();
    }
  }

  /** Trades after a number, the last thousand of them; numbers have no gap, so the place follows from the first. */
  #after(id: InstrumentId, seq: number): MarketTrade[] {
    const trades = this.#trades.get(id) ?? [];
    const first = trades[0]?.seq ?? 0;
    return trades.slice(Math.max(0, seq + 1 - first, trades.length - keptWhileWatched));
  }
}
