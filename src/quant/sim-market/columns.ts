import type { BarColumns } from '../../contract/model/bar.ts';

type Column = keyof BarColumns;
const names: readonly Column[] = ['time', 'open', 'high', 'low', 'close', 'volume'];

/** Columns made one by one. */
export const makeColumns = (make: (name: Column) => Float64Array): BarColumns => ({
  time: make('time'), open: make('open'), high: make('high'), low: make('low'), close: make('close'), volume: make('volume'),
});

export const allocateColumns = (count: number): BarColumns => makeColumns(() => new Float64Array(count));

/** Bars one after another. */
export function joinColumns(parts: readonly BarColumns[]): BarColumns {
  const joined = allocateColumns(parts.reduce((sum, part) => sum + part.time.length, 0));
  let at = 0;
  for (const part of parts) {
    for (const name of names) joined[name].set(part[name], at);
    at += part.time.length;
  }
  return joined;
}
