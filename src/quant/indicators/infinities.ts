/** A value, NaN where it is infinite: an infinity that entered a carried sum would stay in it for ever. */
export const numberOf = (value: number): number => (Math.abs(value) === Number.POSITIVE_INFINITY ? Number.NaN : value);

/** A column without infinities: itself where it has none, else a copy with NaN in their places. */
export function withoutInfinities(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) === Number.POSITIVE_INFINITY) return values.map(numberOf);
  return values;
}
