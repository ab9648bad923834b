import { limitOnBar } from './limit-on-bar.ts';
import { stopOnBar } from './stop-on-bar.ts';

/**
 * A stop-limit order in the bar that sets its stop off: it fills where the stop was crossed if that is within its limit. Beyond the limit
 * it fills in this bar only when the stop was crossed at the open, because then the limit was reached afterwards; a stop crossed
 * later may have been crossed after the limit was last seen, and we take that reading, which hurts. NaN: not filled in this bar.
 */
export function stopLimitOnBar(isBuy: boolean, stop: number, limit: number, open: number, high: number, low: number): number {
  const crossed = stopOnBar(isBuy, stop, open, high, low);
  if (isBuy ? crossed <= limit : crossed >= limit) return crossed;
  return crossed === open ? limitOnBar(isBuy, limit, open, high, low) : NaN;
}
