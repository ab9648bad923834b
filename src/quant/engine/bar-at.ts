import type { BarColumns } from '../../contract/model/bar.ts';

/** A bar as a strategy sees it. `timeMs`: its start. */
export type Bar = {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** The bar at a place; all NaN where there is none. */
export function readBar(bars: BarColumns, place: number): Bar {
  const at = (column: Float64Array): number => column[place] ?? NaN;
  return { timeMs: at(bars.time), open: at(bars.open), high: at(bars.high), low: at(bars.low), close: at(bars.close), volume: at(bars.volume) };
}
