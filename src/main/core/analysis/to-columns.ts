import type { BarColumns, BarPage } from '../../../contract/model/bar.ts';

/** A page of bars as columns of numbers. */
export const toColumns = (page: BarPage): BarColumns => ({
  time: Float64Array.from(page.time), open: Float64Array.from(page.open), high: Float64Array.from(page.high),
  low: Float64Array.from(page.low), close: Float64Array.from(page.close), volume: Float64Array.from(page.volume),
});
