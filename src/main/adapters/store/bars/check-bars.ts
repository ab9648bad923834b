import type { BarColumns } from '../../../../contract/model/bar.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { allocateBars, columnNames } from './columns.ts';

/**
 * Bars as they may be stored: columns of one length, whole ascending times, finite numbers, else INVALID_INPUT. A negative zero,
 * which rows of the database cannot hold, becomes zero.
 */
export function checkBars(bars: BarColumns): BarColumns {
  checkLengths(bars);
  const count = bars.time.length;
  let previous = -Infinity;
  for (let i = 0; i < count; i++) {
    const time = bars.time[i] as number;
    if (!Number.isSafeInteger(time)) throw invalid(`Bar ${i + 1} has the time ${time}, which is not a whole number of milliseconds.`);
    if (time <= previous) throw invalid(`Bar ${i + 1} is not later than the one before it (${new Date(time).toISOString()}); sort the bars and remove repeats.`);
    previous = time;
  }
  let hasNegativeZero = false;
  for (const name of columnNames) {
    const column = bars[name];
    for (let i = 0; i < count; i++) {
      const value = column[i] as number;
      if (!Number.isFinite(value)) throw invalid(`Bar ${i + 1} has ${value} as its ${name}.`);
      hasNegativeZero ||= value === 0 && 1 / value < 0;
    }
  }
  return hasNegativeZero ? withoutNegativeZero(bars) : bars;
}

/** INVALID_INPUT where columns differ in length. */
export function checkLengths(bars: BarColumns): void {
  for (const name of columnNames) {
    const length = bars[name].length;
    if (length !== bars.time.length) throw invalid(`The column "${name}" has ${length} values for ${bars.time.length} bars.`);
  }
}

const invalid = (message: string): AppError => new AppError('INVALID_INPUT', message);

function withoutNegativeZero(bars: BarColumns): BarColumns {
  const copy = allocateBars(bars.time.length);
  for (const name of columnNames) {
    for (let i = 0; i < copy.time.length; i++) copy[name][i] = (bars[name][i] as number) + 0;
  }
  return copy;
}
