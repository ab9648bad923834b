import type { SweepMatrix } from '../../../contract/model/sweep-views.ts';

/** Places of a strategy and of a series in a sweep. */
export type Pair = { readonly strategy: number; readonly series: number };

/** How pairs stand as rows and columns; places run along the rows. */
export type PairLayout = {
  readonly rowsAre: 'Series' | 'Strategy';
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly pairAt: (place: number) => Pair;
  readonly placeOf: (pair: Pair) => number;
  /** The place of its figures in the lists of the matrix. */
  readonly valueAt: (place: number) => number;
  /** The other way round. */
  readonly placeAt: (value: number) => number;
};

/** What there is more of runs down: a column is wider than a row is high. */
export function layOutPairs({ strategies, series }: Pick<SweepMatrix, 'strategies' | 'series'>): PairLayout {
  const symbols = series.map(({ symbol }) => symbol);
  const isSeriesDown = symbols.length >= strategies.length;
  const [rows, columns] = isSeriesDown ? [symbols, strategies] : [strategies, symbols];
  const across = Math.max(1, columns.length);
  const pairAt = (place: number): Pair => {
    const [row, column] = [Math.floor(place / across), place % across];
    return isSeriesDown ? { strategy: column, series: row } : { strategy: row, series: column };
  };
  const placeOf = ({ strategy, series: one }: Pair): number => (isSeriesDown ? one * across + strategy : strategy * across + one);
  return {
    rowsAre: isSeriesDown ? 'Series' : 'Strategy', rows, columns, pairAt, placeOf,
    placeAt: (value) => placeOf({ strategy: Math.floor(value / Math.max(1, symbols.length)), series: value % Math.max(1, symbols.length) }),
    valueAt: (place) => ((pair) => pair.strategy * symbols.length + pair.series)(pairAt(place)),
  };
}

/** Where a key leads from a cell, never off the edge; null: it is no such key. */
export function nextPair(key: string, place: number, { rows, columns }: Pick<PairLayout, 'rows' | 'columns'>): number | null {
  const step = ({ ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -columns.length], End: [0, columns.length], PageUp: [-rows.length, 0], PageDown: [rows.length, 0] } as const)[key];
  if (step === undefined) return null;
  const inside = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));
  return inside(Math.floor(place / columns.length) + step[0], rows.length) * columns.length + inside((place % columns.length) + step[1], columns.length);
}
