/** Two values, of which a comparison picks one by its place: without a branch that no processor could guess. */
const pair = new Float64Array(2);

/**
 * Highest of each window of finite values, those of `ExtremeKernel`, NaN before the first whole one. The series is cut into blocks
 * as long as the window; a window is the end of one block and the start of the next, so that its highest is the larger of two that
 * are carried along: two comparisons a value, whatever the period (M. van Herk, J. Gil and M. Werman).
 */
export function highestInto(values: Float64Array, period: number, out: Float64Array): void {
  const { length } = values;
  /** Highest from each place of the block before to its end; at the first block there is none, and no value either. */
  const ends = new Float64Array(period + 1).fill(Number.NaN);
  ends[period] = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < length; start += period) {
    const stop = Math.min(start + period, length);
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = start, place = 1; i < stop; i++, place++) {
      const value = values[i]!;
      pair[0] = highest;
      pair[1] = value;
      highest = pair[Number(value > highest)]!;
      const before = ends[place]!;
      pair[0] = highest;
      pair[1] = before;
      out[i] = pair[Number(before > highest)]!;
    }
    let end = Number.NEGATIVE_INFINITY;
    for (let i = stop - 1; i >= start; i--) {
      const value = values[i]!;
      pair[0] = end;
      pair[1] = value;
      end = pair[Number(value > end)]!;
      ends[i - start] = end;
    }
  }
  out.fill(Number.NaN, 0, Math.min(period - 1, length));
}

/** Lowest of each window, as `highestInto`. */
export function lowestInto(values: Float64Array, period: number, out: Float64Array): void {
  const { length } = values;
  const ends = new Float64Array(period + 1).fill(Number.NaN);
  ends[period] = Number.POSITIVE_INFINITY;
  for (let start = 0; start < length; start += period) {
    const stop = Math.min(start + period, length);
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = start, place = 1; i < stop; i++, place++) {
      const value = values[i]!;
      pair[0] = lowest;
      pair[1] = value;
      lowest = pair[Number(value < lowest)]!;
      const before = ends[place]!;
      pair[0] = lowest;
      pair[1] = before;
      out[i] = pair[Number(before < lowest)]!;
    }
    let end = Number.POSITIVE_INFINITY;
    for (let i = stop - 1; i >= start; i--) {
      const value = values[i]!;
      pair[0] = end;
      pair[1] = value;
      end = pair[Number(value < end)]!;
      ends[i - start] = end;
    }
  }
  out.fill(Number.NaN, 0, Math.min(period - 1, length));
}
