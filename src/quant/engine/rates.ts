import { QuantError } from '../error.ts';
import type { RateSeries, SeriesInput } from './task.ts';

/** What a unit of a symbol's currency is worth in that of the account, as it is known at the open and at the close of each of its bars. */
export type Rates = { readonly atOpen: Float64Array; readonly atClose: Float64Array };

/** Gaps that differ from the commonest one by no more than this share come from months, leap years and clocks set forward, not from a pause. */
const evenness = 0.1;

/**
 * Joins rates to the bars of a symbol without look-ahead: a bar of rates counts from its end on, at its close. So an order that fills inside
 * a bar sees what was known at its open, and the value of what is held at its close what was known then. Nothing fills before a strategy was
 * asked, at the close of the first bar or later.
 */
export function joinRates(symbol: string, time: Float64Array, { bars, isInverted }: RateSeries): Rates {
  const count = time.length;
  const [ends, closes] = [endsOf(bars.time), endsOf(time)];
  const rates: Rates = { atOpen: new Float64Array(count), atClose: new Float64Array(count) };
  let known = -1;
  const rateAt = (moment: number): number => {
    while (known + 1 < ends.length && ends[known + 1] <= moment) known += 1;
    if (known < 0) return NaN;
    return isInverted ? 1 / bars.close[known] : bars.close[known];
  };
  for (let i = 0; i < count; i++) {
    rates.atOpen[i] = rateAt(time[i]);
    // Where nobody knows how long it lasts, the last bar shows no more than its open.
    rates.atClose[i] = rateAt(closes[i] < Infinity ? closes[i] : time[i]);
  }
  if (Number.isNaN(rates.atClose[0])) refuse(symbol, time[0], ends[0]);
  return rates;
}

/** Closes of a series in the currency of the account, each at the rate known then. Errors: RATES_TOO_LATE. */
export function closeInAccount({ symbol, bars: { time, close }, rates }: Pick<SeriesInput, 'symbol' | 'bars' | 'rates'>): Float64Array {
  if (rates === undefined) return close;
  const { atClose } = joinRates(symbol, time, rates);
  return close.map((price, i) => price * atClose[i]);
}

function refuse(symbol: string, firstBar: number, firstKnown: number): never {
  const known = firstKnown < Infinity ? `first known at ${textOf(firstKnown)}` : 'never known, because it has one bar and nobody knows how long that lasts';
  throw new QuantError('RATES_TOO_LATE', `The rate for ${symbol} is ${known}, after the close of its first bar of ${textOf(firstBar)}; give rates from before, or bars from later on.`);
}

const textOf = (timeMs: number): string => new Date(timeMs).toISOString().replace(/:00\.000Z$/, 'Z').replace('T', ' ');

/**
 * Where each bar ends: where the next one starts, or after a whole bar where a pause follows. The length of a bar is that of the gaps that
 * nearly all bars have, the longest of them; bars without such a length last until the next one starts, and the last of them for ever.
 */
export function endsOf(time: Float64Array): Float64Array {
  const length = lengthOf(time);
  return Float64Array.from(time, (start, i) => Math.min(i + 1 < time.length ? time[i + 1] : Infinity, start + length));
}

function lengthOf(time: Float64Array): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < time.length; i++) counts.set(time[i] - time[i - 1], (counts.get(time[i] - time[i - 1]) ?? 0) + 1);
  let [commonest, most] = [Infinity, 0];
  for (const [gap, count] of counts) if (count > most || (count === most && gap < commonest)) [commonest, most] = [gap, count];
  let [longest, even] = [0, 0];
  for (const [gap, count] of counts) {
    if (Math.abs(gap - commonest) > commonest * evenness) continue;
    longest = Math.max(longest, gap);
    even += count;
  }
  return even * 2 >= time.length - 1 && even > 0 ? longest : Infinity;
}
