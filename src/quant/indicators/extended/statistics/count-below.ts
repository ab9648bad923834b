import type { History } from '../../history.ts';

/** How many of the `count` values before the newest are below it; NaN where one of all of them is NaN. */
export function countBelow(values: History, count: number): number {
  const newest = values.back(0);
  let below = 0;
  if (newest !== newest) return Number.NaN;
  for (let i = 1; i <= count; i++) {
    const value = values.back(i);
    if (value !== value) return Number.NaN;
    if (value < newest) below += 1;
  }
  return below;
}
