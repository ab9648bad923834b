import type { BarReading } from './bar-reading.ts';
import { isStopHit, stopOnBar } from './stop-on-bar.ts';

/** A trailing stop in a bar: where it stands at the bar's beginning, and where the bar's best price takes it. */
export type TrailedBar = {
  readonly isBuy: boolean;
  readonly stop: number;
  readonly raised: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
};

/**
 * A trailing stop fills where it stands when the price comes back to it, or at the open where the bar opened beyond it. Whether the bar's
 * best price came before its worst is not known: the pessimistic reading takes the worst price that may have been traded at, the
 * optimistic one the stop as far as it can have followed, and no fill where the bar need not have come back. NaN: not filled.
 */
export function trailingStopOnBar(reading: BarReading, { isBuy, stop, raised, open, high, low, close }: TrailedBar): number {
  const atStart = stopOnBar(isBuy, stop, open, open, open);
  if (!Number.isNaN(atStart)) return atStart;
  if (isStopHit(isBuy, stop, high, low)) {
    // It was surely hit, at the latest where it stood at the beginning.
    if (raised === stop) return stop;
    return reading.choose(2) === 0 ? stop : raised;
  }
  const worst = isBuy ? high : low;
  if (!isStopHit(isBuy, raised, high, low)) return NaN;
  const isCertain = isBuy ? close >= raised : close <= raised;
  if (isCertain) return worst === raised ? raised : reading.choose(2) === 0 ? worst : raised;
  const choice = reading.choose(3);
  return choice === 0 ? worst : choice === 1 ? raised : NaN;
}
