import { QuantError } from '../error.ts';

/** Values of one symbol: moments that ascend, and any number of columns of the same length. */
export type TimedColumns = { readonly name: string; readonly time: Float64Array; readonly columns: Readonly<Record<string, Float64Array>> };

export type AlignOptions = {
  /** `inner`: moments that all have; `outer`: moments that any has; `as-of`: those of the first, with what was known of the others. */
  readonly join: 'inner' | 'outer' | 'as-of';
  /** Under `outer`, where a symbol has no value: nothing (NaN), or its last one before. Under `as-of` it is always the last one. */
  readonly fill?: 'none' | 'previous';
  /** A value older than this is not carried on; ∞ where nothing is said. */
  readonly maxAgeMs?: number;
  /** Under `as-of`: how long after its moment a value is known, such as the length of a bar for its close; 0 where nothing is said. */
  readonly knownAfterMs?: number;
};

export type Aligned = {
  readonly time: Float64Array;
  /** In the order of the input; NaN where there is no value. */
  readonly series: readonly { readonly name: string; readonly columns: Readonly<Record<string, Float64Array>>; readonly missing: number }[];
};

function check(series: readonly TimedColumns[], { maxAgeMs = Number.POSITIVE_INFINITY, knownAfterMs = 0 }: AlignOptions): void {
  if (series.length === 0) throw new QuantError('TOO_FEW', 'There is no series to align; give one or more.');
  const names = new Set<string>();
  for (const { name, time, columns } of series) {
    if (names.has(name)) throw new QuantError('DUPLICATE', `There are two series called ${name}; give each its own name.`);
    names.add(name);
    for (let i = 0; i < time.length; i++) {
      if (!Number.isFinite(time[i]!) || (i > 0 && time[i]! <= time[i - 1]!)) throw new QuantError('NOT_ASCENDING', `Moment ${i + 1} of ${name} is not after the one before it; sort by time and keep one of each moment.`);
    }
    for (const [column, values] of Object.entries(columns)) {
      if (values.length !== time.length) throw new QuantError('LENGTHS_DIFFER', `${name} has ${time.length} moments and ${values.length} values of ${column}; each moment needs one.`);
    }
  }
  if (!(maxAgeMs >= 0)) throw new QuantError('RANGE', `The age of a value must be 0 or more milliseconds, not ${maxAgeMs}.`);
  if (!(knownAfterMs >= 0)) throw new QuantError('RANGE', `A value is known 0 or more milliseconds after its moment, not ${knownAfterMs}.`);
}

function joinTimes(series: readonly TimedColumns[], join: AlignOptions['join']): Float64Array {
  const [first] = series;
  if (join === 'as-of') return first!.time.slice();
  if (join === 'outer') return Float64Array.from(new Set(series.flatMap(({ time }) => Array.from(time)))).sort();
  const others = series.slice(1).map(({ time }) => new Set(time));
  return first!.time.filter((ms) => others.every((known) => known.has(ms)));
}

/** For each moment the place of the value that holds, −1 where none does. */
function placesAt(time: Float64Array, own: Float64Array, isCarried: boolean, delayMs: number, maxAgeMs: number): Int32Array {
  let at = -1;
  return Int32Array.from(time, (ms) => {
    while (at + 1 < own.length && own[at + 1]! + delayMs <= ms) at += 1;
    if (at < 0) return -1;
    const age = ms - own[at]!;
    return age === 0 || (isCarried && age <= maxAgeMs) ? at : -1;
  });
}

/**
 * Several symbols on one row of moments. A value is never taken from later than the moment that it stands at, so nothing looks ahead;
 * with `knownAfterMs` the others under `as-of` are what was known at the moment, not merely what was under way. A NaN among the values is
 * carried as it is. Errors: TOO_FEW, DUPLICATE, NOT_ASCENDING, LENGTHS_DIFFER, RANGE.
 */
export function alignSeries(series: readonly TimedColumns[], options: AlignOptions): Aligned {
  check(series, options);
  const { join, fill = 'none', maxAgeMs = Number.POSITIVE_INFINITY, knownAfterMs = 0 } = options;
  const time = joinTimes(series, join);
  return {
    time,
    series: series.map(({ name, time: own, columns }, i) => {
      const isReference = join === 'as-of' && i === 0;
      const places = placesAt(time, own, !isReference && (join === 'as-of' || fill === 'previous'), join === 'as-of' && !isReference ? knownAfterMs : 0, maxAgeMs);
      const take = (values: Float64Array): Float64Array => Float64Array.from(places, (at) => (at < 0 ? Number.NaN : values[at]!));
      return { name, columns: Object.fromEntries(Object.entries(columns).map(([column, values]) => [column, take(values)])), missing: places.filter((at) => at < 0).length };
    }),
  };
}
