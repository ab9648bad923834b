import { periodStart } from './period-start.ts';

/** One bar on its way: it changes until the next one begins. */
export type FormingBar = { time: number; open: number; high: number; low: number; close: number; volume: number };

export type BarChange =
  /** The forming bar has changed (or has just begun). */
  | { readonly kind: 'replace'; readonly bar: FormingBar }
  /** The trade belongs to a bar that is finished: it changes nothing and is for the caller to count. */
  | { readonly kind: 'late' };

export interface BarBuilder {
  /** Takes a trade in. `finished` is the bar that it ended, null while its own goes on. Bars handed out are copies. */
  add(timeMs: number, price: number, size: number): { readonly finished: FormingBar | null; readonly change: BarChange };
  /** The bar that forms now. */
  readonly forming: FormingBar | null;
}

/**
 * Bars from trades as they come. A trade of a period already left is late and changes nothing: a finished bar is never altered
 * behind the back of those who acted on it. Trades inside the forming period count in the order in which they come; one that comes
 * twice counts twice, since equal trades are no rarity: telling repeats apart is the work of the feed, which knows their ids.
 */
export function createBarBuilder(timeframeMs: number): BarBuilder {
  let forming: FormingBar | null = null;
  return {
    get forming() {
      return forming === null ? null : { ...forming };
    },
    add(timeMs, price, size) {
      const start = periodStart(timeMs, timeframeMs);
      if (forming !== null && start < forming.time) return { finished: null, change: { kind: 'late' } };
      let finished: FormingBar | null = null;
      if (forming === null || start > forming.time) {
        finished = forming;
        forming = { time: start, open: price, high: price, low: price, close: price, volume: size };
      } else {
        forming.high = Math.max(forming.high, price);
        forming.low = Math.min(forming.low, price);
        forming.close = price;
        forming.volume += size;
      }
      return { finished, change: { kind: 'replace', bar: { ...forming } } };
    },
  };
}
