import { QuantError } from '../error.ts';

/** Beyond it fourth powers leave the range of numbers, below its inverse they vanish. */
const largest = 1e30;

/** How a caller names a series in a sentence: `The series`, `The first series`. */
type SeriesName = string;

/**
 * Refuses what no test is defined for: TOO_FEW values, a value that is NaN or infinite (NOT_FINITE, with its place counted from 1), or
 * a series that never changes (CONSTANT). RANGE for values that are too large or vary too little to compute with in this unit.
 */
export function requireValues(values: ArrayLike<number>, least: number, name: SeriesName = 'The series'): void {
  if (values.length < least) throw new QuantError('TOO_FEW', `${name} has ${values.length} values; this needs at least ${least}.`);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new QuantError('NOT_FINITE', `Value number ${i + 1} of ${lowerFirst(name)} is ${values[i]}; leave it out or give a number.`);
  }
  const [low, high] = spanOf(values);
  if (low === high) throw new QuantError('CONSTANT', `${name} never changes from ${low}; there is nothing to test.`);
  if (Math.max(-low, high) > largest || high - low < 1 / largest) {
    throw new QuantError('RANGE', `${name} goes from ${low} to ${high}; give it in a unit in which its values lie between 1e-30 and 1e30.`);
  }
}

/** Refuses a number of lags that is not whole or not from `least` to `most`. */
export function requireLags(lags: number, least: number, most: number): void {
  if (Number.isInteger(lags) && lags >= least && lags <= most) return;
  throw new QuantError('RANGE', `The lags must be a whole number from ${least} to ${most} here, not ${lags}.`);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function spanOf(values: ArrayLike<number>): [low: number, high: number] {
  let [low, high] = [values[0]!, values[0]!];
  for (let i = 1; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return [low, high];
}
