import { chooseAnnualisation, type Annualisation } from '../../stats/data-period.ts';
import { markPeriodEnds } from '../../stats/period-returns.ts';

/** A run from period to period. */
export type PeriodCurve = Annualisation & {
  /** The bars at which periods end; one more than there are returns. */
  readonly ends: Int32Array;
  /** Moment of each return: that of the bar which ends its period. */
  readonly time: Float64Array;
  readonly returns: Float64Array;
};

/** Returns of the equity from period to period, up to ruin: of nothing nothing can be earned. */
export function cutIntoPeriods(time: Float64Array, equity: Float64Array): PeriodCurve {
  const annualisation = chooseAnnualisation(time);
  const marks = markPeriodEnds(time, annualisation.period);
  const ends = Int32Array.from(time, (_, bar) => bar).filter((bar) => marks[bar] === 1);
  const all = returnsAt(equity, ends);
  const ruin = all.findIndex((share) => !(share > -1));
  const count = ruin < 0 ? all.length : ruin + (all[ruin] === -1 ? 1 : 0);
  return { ...annualisation, ends: ends.subarray(0, count + 1), time: Float64Array.from(ends.subarray(1, count + 1), (bar) => time[bar]!), returns: all.subarray(0, count) };
}

/** Returns of a value between these bars. */
export function returnsAt(value: ArrayLike<number>, ends: Int32Array): Float64Array {
  return Float64Array.from({ length: Math.max(0, ends.length - 1) }, (_, i) => value[ends[i + 1]!]! / value[ends[i]!]! - 1);
}
