/**
 * A value, NaN where it is infinite: an infinity that entered a carried sum would stay in it for ever. A finite value less itself is 0, and
 * infinity less itself NaN: no branch, and no NaN that would have to be an object.
 */
export const numberOf = (value: number): number => value - (value - value);

/** A column without infinities: itself where it has none, else a copy with NaN in their places. */
export function withoutInfinities(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) === Number.POSITIVE_INFINITY) return values.map(numberOf);
  return values;
}
