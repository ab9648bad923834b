import { sumOfNothing } from './are-finite.ts';
import { inBlocks } from './in-pieces.ts';

/** Three times two values, of which a comparison picks one by its place: without a branch that no processor could guess. */
const cells = new Float64Array(6);

/**
 * Highest of each window of finite values, those of `ExtremeKernel`, NaN before the first whole one; false where a value is not finite, and the
 * kernel has to do it. The series is cut into blocks
 * as long as the window; a window is the end of one block and the start of the next, so that its highest is the larger of two that
 * are carried along: two comparisons a value, whatever the period (M. van Herk, J. Gil and M. Werman).
 */
export function highestInto(values: Float64Array, period: number, out: Float64Array): boolean {
  const ends = createEnds(period, Number.NEGATIVE_INFINITY);
  let nothing = 0;
  inBlocks(0, values.length, period, (from, to) => {
    nothing += sumOfNothing(values, from, to);
    highestOfBlocks(values, period, ends, from, to, out);
  });
  out.fill(Number.NaN, 0, Math.min(period - 1, values.length));
  return nothing === 0;
}

/** Lowest of each window, as `highestInto`. */
export function lowestInto(values: Float64Array, period: number, out: Float64Array): boolean {
  const ends = createEnds(period, Number.POSITIVE_INFINITY);
  let nothing = 0;
  inBlocks(0, values.length, period, (from, to) => {
    nothing += sumOfNothing(values, from, to);
    lowestOfBlocks(values, period, ends, from, to, out);
  });
  out.fill(Number.NaN, 0, Math.min(period - 1, values.length));
  return nothing === 0;
}

/**
 * Two halves, taken in turns: the best from each place of a block to its end, and behind it the worst there is; at last, which half is that
 * of the block before. At the first block there is none, and no value either.
 */
function createEnds(period: number, worst: number): Float64Array {
  const half = period + 1;
  const ends = new Float64Array(2 * half + 1).fill(Number.NaN);
  ends[period] = worst;
  ends[half + period] = worst;
  ends[2 * half] = 0;
  return ends;
}

function highestOfBlocks(values: Float64Array, period: number, ends: Float64Array, from: number, to: number, out: Float64Array): void {
  const size = period | 0;
  const half = (size + 1) | 0;
  let at = ends[2 * half]! | 0;
  for (let start = from | 0, end = to | 0; start < end; start = (start + size) | 0) {
    const stop = start + size < end ? (start + size) | 0 : end;
    const other = (half - at) | 0;
    let highest = Number.NEGATIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    // Both walks in one loop, because each choice waits for the one before.
    for (let i = start, k = (stop - 1) | 0, read = (at + 1) | 0, write = (other + k - start) | 0; i < stop; i = (i + 1) | 0, k = (k - 1) | 0, read = (read + 1) | 0, write = (write - 1) | 0) {
      const value = values[i]!;
      cells[0] = highest;
      cells[1] = value;
      highest = cells[Number(value > highest)]!;
      const before = ends[read]!;
      cells[2] = highest;
      cells[3] = before;
      out[i] = cells[2 + Number(before > highest)]!;
      const back = values[k]!;
      cells[4] = last;
      cells[5] = back;
      last = cells[4 + Number(back > last)]!;
      ends[write] = last;
    }
    at = other;
  }
  ends[2 * half] = at;
}

function lowestOfBlocks(values: Float64Array, period: number, ends: Float64Array, from: number, to: number, out: Float64Array): void {
  const size = period | 0;
  const half = (size + 1) | 0;
  let at = ends[2 * half]! | 0;
  for (let start = from | 0, end = to | 0; start < end; start = (start + size) | 0) {
    const stop = start + size < end ? (start + size) | 0 : end;
    const other = (half - at) | 0;
    let lowest = Number.POSITIVE_INFINITY;
    let last = Number.POSITIVE_INFINITY;
    // Both walks in one loop, because each choice waits for the one before.
    for (let i = start, k = (stop - 1) | 0, read = (at + 1) | 0, write = (other + k - start) | 0; i < stop; i = (i + 1) | 0, k = (k - 1) | 0, read = (read + 1) | 0, write = (write - 1) | 0) {
      const value = values[i]!;
      cells[0] = lowest;
      cells[1] = value;
      lowest = cells[Number(value < lowest)]!;
      const before = ends[read]!;
      cells[2] = lowest;
      cells[3] = before;
      out[i] = cells[2 + Number(before < lowest)]!;
      const back = values[k]!;
      cells[4] = last;
      cells[5] = back;
      last = cells[4 + Number(back < last)]!;
      ends[write] = last;
    }
    at = other;
  }
  ends[2 * half] = at;
}
