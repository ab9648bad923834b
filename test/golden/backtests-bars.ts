import { readFileSync } from 'node:fs';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { sharedPath } from './shared.ts';

/** Bars of a reference file: comma separated, ISO dates in the first column, headers open, high, low, close, volume in any case. */
export function readReferenceBars(relative: string): BarColumns {
  const [header, ...rows] = readFileSync(sharedPath(relative), 'utf8').trim().split('\n').map((line) => line.trim().split(','));
  const names = header.map((name) => name.toLowerCase());
  const column = (name: string): Float64Array => {
    const index = names.indexOf(name);
    return Float64Array.from(rows, (row) => Number(row[index]));
  };
  return {
    time: Float64Array.from(rows, (row) => Date.parse(row[0].includes(' ') ? `${row[0].replace(' ', 'T')}Z` : `${row[0]}T00:00:00Z`)),
    open: column('open'), high: column('high'), low: column('low'), close: column('close'), volume: column('volume'),
  };
}
