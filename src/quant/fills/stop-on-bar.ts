/** Whether a bar set a stop off; a touch counts. */
export const isStopHit = (isBuy: boolean, stop: number, high: number, low: number): boolean => (isBuy ? high >= stop : low <= stop);

/** A stop order fills at its stop, or at the open where the bar opened beyond it, which is worse; NaN where the bar did not reach it. */
export function stopOnBar(isBuy: boolean, stop: number, open: number, high: number, low: number): number {
  if (!isStopHit(isBuy, stop, high, low)) return NaN;
  return isBuy ? Math.max(open, stop) : Math.min(open, stop);
}
