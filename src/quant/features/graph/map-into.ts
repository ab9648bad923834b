import type { Formula } from './graph.ts';

/** Applies a formula and takes away what is no number: results that are infinite, and all where a column has none. Never gives -0, which a state saved as JSON would lose. */
export function mapInto(formula: Formula, columns: readonly Float64Array[], out: Float64Array): void {
  formula(columns, out);
  const [a, b, c] = columns;
  const count = out.length;
  // A number times 0 is 0, anything else NaN: so what is no number anywhere reaches the sum.
  if (columns.length === 1) for (let i = 0; i < count; i++) out[i] = out[i]! + a![i]! * 0;
  else if (columns.length === 2) for (let i = 0; i < count; i++) out[i] = out[i]! + (a![i]! * 0 + b![i]! * 0);
  else if (columns.length === 3) for (let i = 0; i < count; i++) out[i] = out[i]! + (a![i]! * 0 + b![i]! * 0 + c![i]! * 0);
  else for (const column of columns) for (let i = 0; i < count; i++) out[i] = out[i]! + column[i]! * 0;
  for (let i = 0; i < count; i++) if (out[i]! - out[i]! !== 0) out[i] = Number.NaN;
}
