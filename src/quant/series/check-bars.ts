import type { BarColumns } from '../../contract/model/bar.ts';
import { validateBars } from '../bars/index.ts';
import { QuantError } from '../error.ts';

const dayMs = 86_400_000;

/** Refuses bars that cannot be true. Errors: BAD_BARS with place and reason, LENGTHS_DIFFER. */
export function checkBars(bars: BarColumns): void {
  const { time, ...columns } = bars;
  for (const [name, column] of Object.entries(columns)) {
    if (column.length !== time.length) throw new QuantError('LENGTHS_DIFFER', `There are ${time.length} times and ${column.length} values of ${name}; each bar needs one of each.`);
  }
  const fault = validateBars(bars);
  if (fault !== null) throw new QuantError('BAD_BARS', `Bar ${fault.index + 1} cannot be true: ${fault.reason}. Mend it or leave it out.`);
}

/** The shortest distance between two bars; ∞ where there are not two. */
export function shortestSpacing(time: Float64Array): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < time.length; i++) shortest = Math.min(shortest, time[i]! - time[i - 1]!);
  return shortest;
}

/** Whether bars are known by their date alone: each at 00:00 UTC of it, a day or more apart. */
export const areDates = (time: Float64Array): boolean => time.every((ms) => ms % dayMs === 0) && shortestSpacing(time) >= dayMs;
