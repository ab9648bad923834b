import type { OrderSide } from '../../../../contract/model/order.ts';
import type { QuoteTick, Tick, TradeTick } from '../../../../contract/model/tick.ts';
import { addTaken, renewTaken, untouched, type OfferLevel, type Taken } from '../../../../quant/fills/index.ts';
import type { OfferedBook, PaperTape } from './paper-tape.ts';

const nothing: OfferedBook = { bids: [], asks: [] };

/**
 * One instrument's book as it is for us: what the tape offers, and what we have taken of it. The tape knows nothing of our fills
 * (shadow liquidity); so what we took of a level is not there for our next order until the book has given that price up and come back
 * to it. Any fill of ours at a price counts, also one that came to us: we assume the worst.
 */
export class ShadowBook {
  readonly #tape: PaperTape;
  #quote: QuoteTick | null = null;
  #trade: TradeTick | null = null;
  /** What was asked for last: many orders ask at the same tick. */
  #known: { readonly atMs: number; readonly book: OfferedBook } | null = null;
  /** By the side of our orders: buys take asks. */
  readonly #taken: Record<OrderSide, Taken> = { buy: untouched, sell: untouched };
  /** Units that our orders of a side were filled with at the last moment that filled any. */
  readonly #served: Record<OrderSide, { readonly atMs: number; readonly quantity: number }> = { buy: { atMs: NaN, quantity: 0 }, sell: { atMs: NaN, quantity: 0 } };

  constructor(tape: PaperTape) {
    this.#tape = tape;
  }

  /** The newest quote; null before the first. */
  get quote(): QuoteTick | null {
    return this.#quote;
  }

  take(tick: Tick): void {
    this.#known = null;
    if (tick.kind === 'trade') {
      this.#trade = tick;
      return;
    }
    this.#quote = tick;
    this.#trade = null;
    for (const side of ['buy', 'sell'] as const) {
      if (this.#taken[side].length > 0) this.#taken[side] = renewTaken(this.#taken[side], this.offers(side, tick.timeMs), tick.timeMs);
    }
  }

  /** What an order of a side can trade with at a moment, best first. */
  offers(side: OrderSide, atMs: number): readonly OfferLevel[] {
    const { bids, asks } = this.#book(atMs);
    return side === 'buy' ? asks : bids;
  }

  /** What others of the same side have in the book, best first. */
  rivals(side: OrderSide, atMs: number): readonly OfferLevel[] {
    return this.offers(side === 'buy' ? 'sell' : 'buy', atMs);
  }

  taken(side: OrderSide): Taken {
    return this.#taken[side];
  }

  /** Units that orders of ours of a side were filled with at that very moment. */
  servedAt(side: OrderSide, atMs: number): number {
    const served = this.#served[side];
    return served.atMs === atMs ? served.quantity : 0;
  }

  noteFill(side: OrderSide, price: number, quantity: number, atMs: number): void {
    this.#taken[side] = addTaken(this.#taken[side], price, quantity, atMs);
    this.#served[side] = { atMs, quantity: this.servedAt(side, atMs) + quantity };
  }

  #book(atMs: number): OfferedBook {
    if (this.#known?.atMs === atMs) return this.#known.book;
    const book = this.#quote === null ? nothing : (this.#tape.book(this.#quote, this.#trade, atMs) ?? nothing);
    this.#known = { atMs, book };
    return book;
  }
}
