import { readFileSync } from 'node:fs';
import type { BarColumns } from '../../src/contract/model/bar.ts';

/** A plain CSV of bars as columns; for tests of numbers, which should not depend on the product's reader. */
export function readColumns(path: string): BarColumns {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const names = header.toLowerCase().split(',');
  const rows = lines.map((line) => line.split(','));
  const column = (name: string): Float64Array => {
    const index = names.indexOf(name);
    return Float64Array.from(rows, (row) => Number(row[index] ?? 0));
  };
  const time = Float64Array.from(rows, (row) => Date.parse(`${(row[0] ?? '').replace(' ', 'T')}${(row[0] ?? '').length > 10 ? 'Z' : ''}`));
  return { time, open: column('open'), high: column('high'), low: column('low'), close: column('close'), volume: column('volume') };
}
