import type { Formula } from './graph.ts';

/** A number; NaN where it is infinite. */
const finite = (value: number): number => (value - value === 0 ? value : Number.NaN);

/**
 * Applies a formula and takes away what is no number: results that are infinite, and all where a column has none. Never gives -0,
 * which a state saved as JSON would lose.
 */
export function mapInto(formula: Formula, columns: readonly Float64Array[], out: Float64Array): void {
  if (out.length <= block) return mapBlock(formula, columns, out);
  for (let from = 0; from < out.length; from += block) {
    mapBlock(formula, columns.map((column) => column.subarray(from, from + block)), out.subarray(from, from + block));
  }
}

/** Bars whose columns lie in the processor's nearest memory between the formula and the look at what it gave. */
const block = 1_024;

function mapBlock(formula: Formula, columns: readonly Float64Array[], out: Float64Array): void {
  formula(columns, out);
  const [a, b, c] = columns;
  const count = out.length;
  // A number less itself is 0, of anything else it is NaN: so what is no number anywhere reaches the sum. A loop for each number of columns.
  if (columns.length === 1) for (let i = 0; i < count; i++) out[i] = finite(out[i]! + (a![i]! - a![i]!));
  else if (columns.length === 2) for (let i = 0; i < count; i++) out[i] = finite(out[i]! + (a![i]! - a![i]! + (b![i]! - b![i]!)));
  else if (columns.length === 3) for (let i = 0; i < count; i++) out[i] = finite(out[i]! + (a![i]! - a![i]! + (b![i]! - b![i]!) + (c![i]! - c![i]!)));
  else for (const column of columns) for (let i = 0; i < count; i++) out[i] = finite(out[i]! + (column[i]! - column[i]!));
}
