import { inPieces } from './in-pieces.ts';

/** Whether every value is a finite number. */
export const areFinite = (columns: readonly Float64Array[]): boolean => columns.every(isFiniteColumn);

/** A value less itself is 0 only where it is finite. */
function isFiniteColumn(values: Float64Array): boolean {
  let sum = 0;
  inPieces(0, values.length, (from, to) => (sum += sumOfNothing(values, from, to)));
  return sum === 0;
}

/** 0 where the values from one place to before another are finite, else NaN. Four sums at once, because each waits for the one before. */
export function sumOfNothing(values: Float64Array, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from | 0;
  for (const last = (to - 3) | 0; i < last; i = (i + 4) | 0) {
    a += values[i]! - values[i]!;
    b += values[(i + 1) | 0]! - values[(i + 1) | 0]!;
    c += values[(i + 2) | 0]! - values[(i + 2) | 0]!;
    d += values[(i + 3) | 0]! - values[(i + 3) | 0]!;
  }
  for (; i < to; i++) a += values[i]! - values[i]!;
  return a + b + c + d;
}
