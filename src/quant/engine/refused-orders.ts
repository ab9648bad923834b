import type { RefusedOrders } from '../../contract/model/backtest.ts';
import type { EpochMs } from '../../contract/model/units.ts';

export type RefusalReason = RefusedOrders['reason'];

type Refused = { readonly reason: RefusalReason; readonly symbol: string | null; readonly firstBar: number; count: number };

/** Counts the orders of a run that reached their price and could not be afforded. */
export class RefusalCounter {
  readonly #counts = new Map<string, Refused>();

  get isEmpty(): boolean { return this.#counts.size === 0; }

  /** `symbol`: null in a run over one symbol. `bar`: place among the moments of the run. */
  add(reason: RefusalReason, symbol: string | null, bar: number): void {
    const key = symbol === null ? reason : `${reason} ${symbol}`;
    const entry = this.#counts.get(key);
    if (entry === undefined) this.#counts.set(key, { reason, symbol, firstBar: bar, count: 1 });
    else entry.count += 1;
  }

  /** By reason and symbol, in the order in which they first occurred. */
  list(time: Float64Array): readonly RefusedOrders[] {
    return Array.from(this.#counts.values(), ({ reason, symbol, firstBar, count }) => ({
      reason, ...(symbol === null ? {} : { symbol }), count, firstBar, firstTimeMs: time[firstBar] as EpochMs, message: describe(reason, symbol, count),
    }));
  }
}

const describe = (reason: RefusalReason, symbol: string | null, count: number): string =>
  `${count === 1 ? 'One order' : `${count} orders`}${symbol === null ? '' : ` for ${symbol}`} ${count === 1 ? 'was' : 'were'} refused: ${reason === 'margin' ? 'the margin left did not cover size and costs' : 'what could be spent buys less than the smallest size'}.`;
