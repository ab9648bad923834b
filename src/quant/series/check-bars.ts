import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';

const dayMs = 86_400_000;

/**
 * Refuses bars that nothing can be made of: columns of different lengths (LENGTHS_DIFFER), times that do not ascend, numbers that are missing
 * or a volume below 0 (BAD_BARS, with the place). An open above the high, as real files have it, is passed on as it is.
 */
export function checkBars(bars: BarColumns): void {
  const { time, open, high, low, close, volume } = bars;
  for (const [name, column] of Object.entries({ open, high, low, close, volume })) {
    if (column.length !== time.length) throw new QuantError('LENGTHS_DIFFER', `There are ${time.length} times and ${column.length} values of ${name}; each bar needs one of each.`);
  }
  for (let i = 0; i < time.length; i++) {
    const reason = !Number.isFinite(time[i]! + open[i]! + high[i]! + low[i]! + close[i]! + volume[i]!) ? 'a value is missing'
      : i > 0 && !(time[i]! > time[i - 1]!) ? 'its time does not come after the bar before it'
      : volume[i]! < 0 ? 'its volume is negative' : null;
    if (reason !== null) throw new QuantError('BAD_BARS', `Bar ${i + 1} cannot be true: ${reason}. Mend it or leave it out.`);
  }
}

/** The shortest distance between two bars; ∞ where there are not two. */
export function shortestSpacing(time: Float64Array): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < time.length; i++) shortest = Math.min(shortest, time[i]! - time[i - 1]!);
  return shortest;
}

/** Whether bars are known by their date alone: each at 00:00 UTC of it, a day or more apart. */
export const areDates = (time: Float64Array): boolean => time.every((ms) => ms % dayMs === 0) && shortestSpacing(time) >= dayMs;
