import type { SweepMap } from '../../../contract/model/sweep-views.ts';
import type { Size } from './use-canvas.ts';

const margin = { left: 46, right: 10, top: 4, bottom: 18 };
/** About what a letter of a name takes. */
const letterWidth = 6;
/** Cells of a small map need not fill a large panel. */
const most = { width: 96, height: 44 };

/** Where the cells of a map lie. Rows run from the bottom up, as on a chart. */
export type MapLayout = { readonly columns: number; readonly rows: number; readonly left: number; readonly top: number; readonly cellWidth: number; readonly cellHeight: number };

export function layOutMap({ x, y }: Pick<SweepMap, 'x' | 'y'>, { width, height }: Size): MapLayout {
  const columns = Math.max(1, x.values.length);
  const rows = Math.max(1, y?.values.length ?? 1);
  // The name of what runs across stands before its values.
  const left = Math.max(margin.left, (x.name.length + 3) * letterWidth);
  return {
    columns, rows, left, top: margin.top,
    cellWidth: Math.min(most.width, Math.max(1, width - left - margin.right) / columns), cellHeight: Math.min(most.height, Math.max(1, height - margin.top - margin.bottom) / rows),
  };
}

/** The cell under a point; null: there is none. */
export function cellAt({ columns, rows, left, top, cellWidth, cellHeight }: MapLayout, x: number, y: number): number | null {
  const column = Math.floor((x - left) / cellWidth);
  const row = rows - 1 - Math.floor((y - top) / cellHeight);
  return column < 0 || column >= columns || row < 0 || row >= rows ? null : row * columns + column;
}

/** The corner of a cell. */
export const cornerOf = ({ columns, rows, left, top, cellWidth, cellHeight }: MapLayout, cell: number): readonly [x: number, y: number] =>
  [left + (cell % columns) * cellWidth, top + (rows - 1 - Math.floor(cell / columns)) * cellHeight];

/** Where a key leads from a cell; undefined: nowhere. */
export function nextCell(key: string, cell: number | null, { columns, rows }: Pick<MapLayout, 'columns' | 'rows'>, start: number): number | undefined {
  const steps: Readonly<Record<string, readonly [across: number, up: number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], Home: [-columns, 0], End: [columns, 0], PageUp: [0, rows], PageDown: [0, -rows] };
  const step = steps[key];
  if (step === undefined) return undefined;
  if (cell === null) return start;
  const inside = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));
  return inside(Math.floor(cell / columns) + step[1], rows) * columns + inside((cell % columns) + step[0], columns);
}

/** Every how many values a label has room. */
export const labelEvery = (count: number, cell: number, needed: number): number => {
  const raw = Math.max(1, Math.ceil(needed / Math.max(0.1, cell)));
  return [1, 2, 5, 10, 20, 50, 100].find((step) => step >= raw) ?? Math.max(1, count);
};
