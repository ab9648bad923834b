import type { RefusedOrders } from '../../contract/model/backtest.ts';
import type { EpochMs } from '../../contract/model/units.ts';

export type RefusalReason = RefusedOrders['reason'];

/** Counts the orders of a run that reached their price and could not be afforded. */
export class RefusalCounter {
  readonly #counts = new Map<RefusalReason, { count: number; firstBar: number }>();

  add(reason: RefusalReason, bar: number): void {
    const entry = this.#counts.get(reason);
    if (entry === undefined) this.#counts.set(reason, { count: 1, firstBar: bar });
    else entry.count += 1;
  }

  /** By reason, in the order in which they first occurred. */
  list(time: Float64Array): readonly RefusedOrders[] {
    return Array.from(this.#counts, ([reason, { count, firstBar }]) => ({
      reason, count, firstBar, firstTimeMs: time[firstBar] as EpochMs, message: describe(reason, count),
    }));
  }
}

const describe = (reason: RefusalReason, count: number): string =>
  `${count === 1 ? 'One order was' : `${count} orders were`} refused: ${reason === 'margin' ? 'the margin left did not cover size and costs' : 'what could be spent buys less than the smallest size'}.`;
