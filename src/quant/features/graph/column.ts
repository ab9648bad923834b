/** Bars that are computed together: their columns lie in the processor's nearer memory from one formula to the next. */
export const blockBars = 1_024;

/** Values, and of each block of bars 1 where all of it are finite numbers. */
export type Column = { readonly values: Float64Array; readonly whole: Uint8Array };

export const createColumn = (values: Float64Array): Column => ({ values, whole: new Uint8Array(Math.ceil(values.length / blockBars)) });

/** Looks a column over: infinities become NaN, and it is told which blocks are whole. */
export function settleColumn(values: Float64Array): Column {
  const column = createColumn(values);
  for (let from = 0, block = 0; from < values.length; from += blockBars, block++) {
    const to = Math.min(from + blockBars, values.length);
    if (areFinite(values, from, to)) column.whole[block] = 1;
    else dropInfinities(values, from, to);
  }
  return column;
}

/** A number less itself is 0, of anything else it is NaN. Four sums, because each waits for the one before. */
function areFinite(values: Float64Array, from: number, to: number): boolean {
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
  for (; i < to; i = (i + 1) | 0) a += values[i]! - values[i]!;
  return a + b + c + d === 0;
}

function dropInfinities(values: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) if (Math.abs(values[i]!) === Number.POSITIVE_INFINITY) values[i] = Number.NaN;
}

/** Where a column begins to have numbers, and whether it has one at every bar from there on. */
export type Extent = { readonly from: number; readonly isWhole: boolean };

export function extentOf({ values, whole }: Column): Extent {
  const count = values.length;
  let from = 0;
  while (from < count && Number.isNaN(values[from]!)) from += 1;
  const next = Math.ceil(from / blockBars);
  const isWhole = whole.indexOf(0, next) < 0 && areFinite(values, from, Math.min(next * blockBars, count));
  return { from, isWhole };
}
