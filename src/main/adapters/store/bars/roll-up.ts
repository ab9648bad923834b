import type { BarColumns } from '../../../../contract/model/bar.ts';
import { timeframe, timeframeMs, type Timeframe } from '../../../../contract/model/timeframe.ts';
import { aggregateBars, periodStart } from '../../../../quant/bars/index.ts';
import { positionAt, viewBars } from './columns.ts';
import { noChange, type BarChange } from './merge-bars.ts';
import { readBars } from './read-bars.ts';
import { keyOf, type SeriesRow, type SeriesTable } from './series-table.ts';
import { writeBars, type BarTables } from './write-bars.ts';

/** Timeframes that are kept ready for every finer series whose length divides theirs. */
const rollUpTimeframes: readonly Timeframe[] = ['5m', '15m', '30m', '1h', '4h', '1d', '1w'].map(timeframe);

export const rollUpTargets = (base: Timeframe): readonly Timeframe[] =>
  rollUpTimeframes.filter((target) => timeframeMs(target) > timeframeMs(base) && timeframeMs(target) % timeframeMs(base) === 0);

/**
 * Brings the higher timeframes of a series up to date after a change of it. A higher bar is stored once the series has reached its
 * end, never while it is forming; a series of one's own at that timeframe is left alone.
 *
 * @param all every bar of the series, where they are at hand: a first import has just written them.
 */
export function rollUp(series: SeriesTable, tables: BarTables, base: SeriesRow, change: BarChange, previousToMs: number | null, all: BarColumns | null = null): void {
  const plans = rollUpTargets(keyOf(base).timeframe).flatMap((target) => {
    const key = { ...keyOf(base), timeframe: target };
    const existing = series.find(key);
    if (existing !== null && existing.rolled_up_from !== base.series_id) return [];
    if (existing !== null && existing.is_kept !== base.is_kept) {
      existing.is_kept = base.is_kept;
      series.saveChanged(existing);
    }
    const stretch = changedStretch(base, timeframeMs(target), existing === null ? null : change, previousToMs);
    return stretch.fromMs < stretch.toMs ? [{ key, existing, ...stretch }] : [];
  });
  if (plans.length === 0) return;
  // Read once for all: decoding the base is the dear part of a large import.
  const read = all ?? readBars(tables, base.series_id, Math.min(...plans.map((plan) => plan.fromMs)), Math.max(...plans.map((plan) => plan.toMs)) - 1);
  for (const { key, existing, fromMs, toMs } of plans) {
    const bars = aggregateBars(viewBars(read, positionAt(read.time, fromMs), positionAt(read.time, toMs)), timeframeMs(key.timeframe));
    if (bars.time.length === 0) continue;
    const row = existing ?? series.add(key, base.is_kept === 1, base);
    const written = writeBars(tables, row, bars, 'replace');
    if (written.fromMs !== null) series.saveChanged(row);
  }
}

/** Rolls up what is missing since a series was removed: from the shortest series of the instrument's own that can give it. */
export function rollUpAnew(series: SeriesTable, tables: BarTables, instrumentId: string): void {
  const own = series.list().filter((row) => row.instrument_id === instrumentId && row.rolled_up_from === null);
  const byLength = own.toSorted((a, b) => timeframeMs(keyOf(a).timeframe) - timeframeMs(keyOf(b).timeframe));
  for (const base of byLength) rollUp(series, tables, base, noChange, base.to_ms);
}

/**
 * Whole target bars (start inclusive, end exclusive) that a change may have altered or completed; all of the series where `change` is
 * null. A bar after a gap completes what was forming before the gap, so the stretch begins at the bar that was last before.
 */
function changedStretch(base: SeriesRow, targetMs: number, change: BarChange | null, previousToMs: number | null): { fromMs: number; toMs: number } {
  const floor = (ms: number): number => periodStart(ms, targetMs);
  const completeToMs = floor((base.to_ms ?? 0) + timeframeMs(keyOf(base).timeframe));
  const firstKnownMs = base.trimmed_to_ms === null ? -Infinity : floor(base.trimmed_to_ms + targetMs - 1);
  const [firstMs, lastMs] = change === null ? [base.from_ms, base.to_ms] : [change.fromMs, change.toMs];
  if (firstMs === null || lastMs === null) return { fromMs: 0, toMs: 0 };
  const fromMs = change === null || previousToMs === null ? firstMs : Math.min(firstMs, previousToMs);
  return { fromMs: Math.max(floor(fromMs), firstKnownMs), toMs: Math.min(completeToMs, floor(lastMs) + targetMs) };
}
