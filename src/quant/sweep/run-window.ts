import { chooseAnnualisation } from '../stats/data-period.ts';
import { markPeriodEnds } from '../stats/period-returns.ts';

/** Bars from the first to before the second, and how returns over them are counted; made once for all trials over them. */
export type RunWindow = {
  readonly from: number;
  readonly to: number;
  /** First bar on which a strategy is asked. */
  readonly tradeFrom: number;
  /** 1 for the last bar of each period of the returns; by place in the whole series. */
  readonly isPeriodEnd: Uint8Array;
  /** The first end of a period at or after each bar; `to` where there is none. */
  readonly nextPeriodEnd: Int32Array;
  readonly returns: number;
  readonly periodsPerYear: number;
};

/** Cuts a window out of a series of bars; nothing is traded before `tradeFrom`. */
export function cutWindow(time: Float64Array, from = 0, to = time.length, tradeFrom = from): RunWindow {
  const times = time.subarray(from, to);
  const { period, periodsPerYear } = chooseAnnualisation(times);
  const isPeriodEnd = new Uint8Array(to);
  isPeriodEnd.set(markPeriodEnds(times, period), from);
  const nextPeriodEnd = new Int32Array(to + 1);
  let next = to;
  let ends = 0;
  for (let i = to; i >= from; i--) {
    if (isPeriodEnd[i] === 1) {
      next = i;
      ends += 1;
    }
    nextPeriodEnd[i] = next;
  }
  return { from, to, tradeFrom, isPeriodEnd, nextPeriodEnd, returns: Math.max(0, ends - 1), periodsPerYear };
}
