import { QuantError } from '../error.ts';

/**
 * A series from elsewhere: a figure of the economy, a rating, a count. Each entry says what it is about (`time`), when it became
 * known, and its value; a later entry about the same time revises it. All times are epoch milliseconds.
 */
export type KnownSeries = {
  readonly time: readonly number[] | Float64Array;
  readonly knownAtMs: readonly number[] | Float64Array;
  /** NaN: withdrawn. */
  readonly value: readonly number[] | Float64Array;
};

export type KnownValues = {
  /** Latest value that was known at each moment: that of the latest time known of, as revised until then; NaN before there is one. */
  readonly value: Float64Array;
  /** What it is about. */
  readonly time: Float64Array;
  /** Milliseconds since it became known. */
  readonly age: Float64Array;
};

/** A series from elsewhere under a name, which its columns carry. */
export type JoinedSeries = { readonly name: string; readonly series: KnownSeries };

const dayMs = 86_400_000;

/**
 * Two columns for each series, `join.<name>` and `join.<name>.age_days`: the value as it was known at the end of each bar, and how many
 * days it was known by then; NaN before there is one. `barMs`: length of a bar, never more than the least there is. Errors: those of
 * `joinAsKnown`, TWICE for two series of one name.
 */
export function computeJoins(time: Float64Array, barMs: number, joins: readonly JoinedSeries[]): { readonly name: string; readonly values: Float64Array }[] {
  const ends = time.map((ms) => ms + barMs);
  return joins.flatMap(({ name, series }, i) => {
    if (joins.findIndex((one) => one.name === name) !== i) throw new QuantError('TWICE', `Two joined series are called ${name}; give each a name of its own.`);
    const { value, age } = joinAsKnown(ends, series);
    return [{ name: `join.${name}`, values: value }, { name: `join.${name}.age_days`, values: age.map((ms) => ms / dayMs) }];
  });
}

/**
 * A series as it was known at each moment, never as it was revised later: an entry counts from `knownAtMs` on, that moment included.
 * The moment of a bar's features is its end. Entries may come in any order; of two that became known at the same moment about the
 * same time the later one counts. Refused are lengths that differ (WRONG_LENGTH), moments that are not ascending
 * (TIMES_NOT_ASCENDING), entries without a time (BAD_TIME) and infinite values (BAD_NUMBER).
 */
export function joinAsKnown(momentsMs: Float64Array, series: KnownSeries): KnownValues {
  const order = checkSeries(series);
  const count = momentsMs.length;
  const result = { value: new Float64Array(count).fill(Number.NaN), time: new Float64Array(count).fill(Number.NaN), age: new Float64Array(count).fill(Number.NaN) };
  let next = 0;
  let newest = -1;
  for (let i = 0; i < count; i++) {
    const moment = momentsMs[i]!;
    if (!(moment > (momentsMs[i - 1] ?? Number.NEGATIVE_INFINITY))) {
      throw new QuantError('TIMES_NOT_ASCENDING', `Moment ${i + 1} is ${moment}, after ${momentsMs[i - 1]}; sort the moments.`);
    }
    for (; next < order.length && series.knownAtMs[order[next]!]! <= moment; next++) {
      const entry = order[next]!;
      if (newest < 0 || series.time[entry]! >= series.time[newest]!) newest = entry;
    }
    if (newest < 0 || Number.isNaN(series.value[newest])) continue;
    result.value[i] = series.value[newest]!;
    result.time[i] = series.time[newest]!;
    result.age[i] = moment - series.knownAtMs[newest]!;
  }
  return result;
}

/** Entries in the order in which they became known. */
function checkSeries({ time, knownAtMs, value }: KnownSeries): number[] {
  if (time.length !== knownAtMs.length || time.length !== value.length) {
    throw new QuantError('WRONG_LENGTH', `The series has ${time.length} times, ${knownAtMs.length} moments and ${value.length} values; give one of each for an entry.`);
  }
  for (let i = 0; i < time.length; i++) {
    if (!Number.isFinite(time[i]) || !Number.isFinite(knownAtMs[i])) throw new QuantError('BAD_TIME', `Entry ${i + 1} of the series has no time; say what it is about and when it became known.`);
    if (Math.abs(value[i]!) === Number.POSITIVE_INFINITY) throw new QuantError('BAD_NUMBER', `Entry ${i + 1} of the series is infinite; give a number.`);
  }
  return Array.from(time, (_, i) => i).sort((a, b) => knownAtMs[a]! - knownAtMs[b]! || a - b);
}
