/** Where a column begins to have numbers, and whether it has one at every bar from there on. */
export type Extent = { readonly from: number; readonly isWhole: boolean };

export function extentOf(values: Float64Array): Extent {
  let from = 0;
  while (from < values.length && Number.isNaN(values[from]!)) from += 1;
  let sum = 0;
  // A number less itself is 0, a NaN stays one.
  for (let i = from; i < values.length; i++) sum += values[i]! - values[i]!;
  return { from, isWhole: sum === 0 };
}
