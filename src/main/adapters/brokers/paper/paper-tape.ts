import type { InstrumentId } from '../../../../contract/model/instrument.ts';
import type { QuoteTick, Tick, TradeTick } from '../../../../contract/model/tick.ts';
import type { OfferLevel } from '../../../../quant/fills/index.ts';

/** What is offered on both sides, best first. */
export type OfferedBook = { readonly bids: readonly OfferLevel[]; readonly asks: readonly OfferLevel[] };

/** What the venue asks of the tape besides the ticks that it is told. Pure: the same questions always have the same answers. */
export interface PaperTape {
  /** What is offered at a moment after a quote and the trade that met it (null: it has not come yet); null where the market has closed since. */
  book(quote: QuoteTick, trade: TradeTick | null, atMs: number): OfferedBook | null;
  /** The last quote and what followed it before a moment. */
  newestTicks(id: InstrumentId, beforeMs: number): readonly Tick[];
  /** Everything that was told from a moment (included) to another (excluded), in order of time. */
  ticks(id: InstrumentId, fromMs: number, toMs: number): readonly Tick[];
  /** The lowest and the highest price traded in the hour that a moment lies in; null: nothing traded. Left out: nobody knows without looking. */
  hourRange?(id: InstrumentId, atMs: number): { readonly low: number; readonly high: number } | null;
}

/** Of a market that tells quotes and no more: one level on each side, and nothing to look up after a restart. */
export const quotesOnly: PaperTape = {
  book: ({ bid, ask, bidSize, askSize }) => ({ bids: [{ price: bid, size: bidSize }], asks: [{ price: ask, size: askSize }] }),
  newestTicks: () => [],
  ticks: () => [],
};
