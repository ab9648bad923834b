/** Whether a bar reached a limit; a touch counts, since volume at the extreme is not known. */
export const isLimitHit = (isBuy: boolean, limit: number, high: number, low: number): boolean => (isBuy ? low <= limit : high >= limit);

/** A limit order fills at its limit, or at the open where the bar opened better; NaN where the bar did not reach it. */
export function limitOnBar(isBuy: boolean, limit: number, open: number, high: number, low: number): number {
  if (!isLimitHit(isBuy, limit, high, low)) return NaN;
  return isBuy ? Math.min(open, limit) : Math.max(open, limit);
}
