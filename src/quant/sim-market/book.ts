import type { QuoteTick, TradeTick } from '../../contract/model/tick.ts';
import { hash, uniform } from '../random/index.ts';
import type { Listing } from './listing.ts';
import { roundTo } from './round-to.ts';

export type BookLevel = { readonly price: number; readonly size: number };

/** What is offered on both sides, best first. Fewer than ten bids only where the price is too low for more. */
export type SimBook = { readonly timeMs: number; readonly bids: readonly BookLevel[]; readonly asks: readonly BookLevel[] };

const depth = 10;

/**
 * The book at a quote, or as the trade that met it left it (null: it has not come yet): the quote, less what the trade took, and behind it nine deeper levels, each offering more
 * than the one before on average. They lie as far apart as the spread is wide: in wild markets the whole book is wider.
 */
export function makeBook(key: number, listing: Listing, { timeMs, ...quote }: QuoteTick, trade: TradeTick | null): SimBook {
  const { tickSize, lotSize } = listing;
  const widest = Math.max(2, Math.round((quote.ask - quote.bid) / tickSize));
  const side = (best: number, offered: number, direction: 1 | -1, salt: number): BookLevel[] => {
    const usualLots = offered / lotSize;
    const taken = trade?.price === best ? trade.size : 0;
    const levels: BookLevel[] = [{ price: best, size: roundTo(offered - taken, lotSize) }];
    let ticks = Math.round(best / tickSize);
    for (let level = 1; level < depth; level++) {
      ticks += direction * (1 + (hash(key, timeMs, salt + level) % widest));
      if (ticks < 1) break;
      const lots = Math.ceil(usualLots * (1 + 0.3 * level) * (0.6 + 0.8 * uniform(key, timeMs, salt + 20 + level)));
      levels.push({ price: roundTo(ticks * tickSize, tickSize), size: roundTo(lots * lotSize, lotSize) });
    }
    return levels;
  };
  return { timeMs, bids: side(quote.bid, quote.bidSize, -1, 100), asks: side(quote.ask, quote.askSize, 1, 150) };
}
