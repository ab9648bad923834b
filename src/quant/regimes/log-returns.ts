import { QuantError } from '../error.ts';
import { checkPrice } from './rule-regimes.ts';

/** Closes and the start of each bar in epoch milliseconds, ascending. */
export type PriceSeries = { readonly time: Float64Array; readonly close: Float64Array };

/**
 * 100 · ln(close / close before): one return fewer than there are bars, in percent. Errors: LENGTHS_DIFFER, NOT_ASCENDING, NOT_FINITE,
 * NOT_POSITIVE.
 */
export function percentLogReturns({ time, close }: PriceSeries): Float64Array {
  if (time.length !== close.length) throw new QuantError('LENGTHS_DIFFER', `There are ${close.length} closes and ${time.length} moments; each close needs one.`);
  for (let i = 0; i < close.length; i++) {
    checkPrice(close[i]!, `of bar ${i + 1}`);
    if (i > 0 && !(time[i]! > time[i - 1]!)) throw new QuantError('NOT_ASCENDING', `Bar ${i + 1} is not after the one before it; sort the bars by time and keep one of each moment.`);
  }
  return Float64Array.from({ length: Math.max(0, close.length - 1) }, (_, i) => 100 * Math.log(close[i + 1]! / close[i]!));
}
