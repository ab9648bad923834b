import { AppError } from '../kernel/index.ts';
import type { FileFault } from './ports.ts';

/** The faults of a file as one error: the first in words, all of them in `details.faults`. */
export function fileError(name: string, faults: readonly FileFault[]): AppError {
  const [first] = faults;
  if (first === undefined) return new AppError('INVALID_INPUT', `${name} cannot be read.`, { faults });
  const place = first.line === null ? name : `${name} line ${first.line}${columnText(first.column)}`;
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  return new AppError('INVALID_INPUT', `${place}: ${first.reason} ${first.remedy}${more}`, { file: name, faults });
}

/** A column that the header leaves unnamed is named by its place, which only the first may be. */
function columnText(column: string | null): string {
  if (column === null) return '';
  return column === '' ? ', the unnamed first column' : `, column ${column}`;
}
