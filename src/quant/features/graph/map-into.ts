import type { Formula } from './graph.ts';

/**
 * Applies a formula and takes away what is no number: results that are infinite, and all where a column has none. Never gives -0,
 * which a state saved as JSON would lose.
 *
 * @param isWhole whether all columns are known to have a number at every bar.
 * @returns whether there is a number at every bar.
 */
export function mapInto(formula: Formula, columns: readonly Float64Array[], out: Float64Array, isWhole = false): boolean {
  formula(columns, out);
  if (!isWhole) for (const column of columns) takeHoles(column, out);
  return settle(out);
}

/** A number less itself is 0, of anything else it is NaN: so where there is no number, there will be none. */
function takeHoles(column: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! + (column[i]! - column[i]!);
}

/** The same for the values themselves; it makes 0 of -0, too. Two sums, because each waits for the one before. */
function settle(values: Float64Array): boolean {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (const last = (values.length - 1) | 0; i < last; i = (i + 2) | 0) {
    const first = values[i]!;
    const second = values[(i + 1) | 0]!;
    values[i] = first + (first - first);
    values[(i + 1) | 0] = second + (second - second);
    even += first - first;
    odd += second - second;
  }
  if (i < values.length) {
    const last = values[i]!;
    values[i] = last + (last - last);
    even += last - last;
  }
  return even + odd === 0;
}
