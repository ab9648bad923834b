import type { BarColumns } from '../../../../contract/model/bar.ts';
import type { AppendOptions } from '../../../core/market/ports.ts';
import { barsPerChunk, type ChunkTable } from './chunk-table.ts';
import { firstTime, joinBars, lastTime, positionAt, viewBars } from './columns.ts';
import { mergeBars, noChange, sumChanges, type BarChange } from './merge-bars.ts';
import { earliest, latest } from './read-bars.ts';
import type { RecentTable } from './recent-table.ts';
import type { SeriesRow } from './series-table.ts';

/** Bars of a series that stay rows when the others are settled: the ones that late and corrected data still touches. */
export const recentTail = 256;

export type BarTables = { readonly chunks: ChunkTable; readonly recent: RecentTable };

/**
 * Lays bars over a series and updates the counts of its row (which the caller saves). What falls into the settled past rewrites
 * the chunks that it touches and no other; the rest goes to the rows, and to new chunks when they become many.
 */
export function writeBars(tables: BarTables, row: SeriesRow, bars: BarColumns, onConflict: AppendOptions['onConflict']): BarChange {
  const settledTo = tables.chunks.last(row.series_id)?.to_ms ?? earliest;
  const split = positionAt(bars.time, settledTo + 1);
  const settled = mergeIntoChunks(tables.chunks, row, viewBars(bars, 0, split), onConflict);
  const recent = mergeIntoRecent(tables, row, viewBars(bars, split, bars.time.length), onConflict);
  const change = sumChanges(settled, recent);
  row.bars += change.added;
  if (change.fromMs !== null) row.from_ms = Math.min(row.from_ms ?? latest, change.fromMs);
  if (change.toMs !== null) row.to_ms = Math.max(row.to_ms ?? earliest, change.toMs);
  return change;
}

function mergeIntoChunks(chunks: ChunkTable, row: SeriesRow, bars: BarColumns, onConflict: AppendOptions['onConflict']): BarChange {
  if (bars.time.length === 0) return noChange;
  const touched = chunks.overlapping(row.series_id, firstTime(bars), lastTime(bars));
  if (touched.length === 0) {
    chunks.add(row.series_id, bars);
    return { added: bars.time.length, replaced: 0, unchanged: 0, fromMs: firstTime(bars), toMs: lastTime(bars) };
  }
  let total = noChange;
  let from = 0;
  touched.forEach((chunk, i) => {
    // Each chunk takes what comes before the next one begins; the first also what comes before itself.
    const next = touched[i + 1];
    const to = next === undefined ? bars.time.length : positionAt(bars.time, next.from_ms);
    const { all, change } = mergeBars(chunks.read(chunk), viewBars(bars, from, to), onConflict);
    from = to;
    total = sumChanges(total, change);
    if (change.fromMs === null) return;
    chunks.delete(chunk);
    chunks.add(row.series_id, all);
  });
  return total;
}

function mergeIntoRecent(tables: BarTables, row: SeriesRow, bars: BarColumns, onConflict: AppendOptions['onConflict']): BarChange {
  if (bars.time.length === 0) return noChange;
  const stored = tables.recent.read(row.series_id, firstTime(bars), lastTime(bars));
  const { changed, change } = mergeBars(stored, bars, onConflict);
  if (row.recent_bars + change.added < barsPerChunk + recentTail) {
    tables.recent.put(row.series_id, changed);
    row.recent_bars += change.added;
  } else {
    const all = mergeBars(tables.recent.read(row.series_id, earliest, latest), bars, onConflict).all;
    replaceRecent(tables, row, all);
  }
  return change;
}

/** Moves all rows of a series but the youngest into chunks. */
export function settleBars(tables: BarTables, row: SeriesRow): void {
  if (row.recent_bars > recentTail) replaceRecent(tables, row, tables.recent.read(row.series_id, earliest, latest));
}

function replaceRecent({ chunks, recent }: BarTables, row: SeriesRow, bars: BarColumns): void {
  const settledCount = bars.time.length - recentTail;
  recent.delete(row.series_id, earliest, latest);
  appendToChunks(chunks, row.series_id, viewBars(bars, 0, settledCount));
  recent.put(row.series_id, viewBars(bars, settledCount, bars.time.length));
  row.recent_bars = recentTail;
}

/** Adds bars after all chunks of a series. A last one that is not full is filled first, so that chunks are full but the last. */
function appendToChunks(chunks: ChunkTable, seriesId: number, bars: BarColumns): void {
  const last = chunks.last(seriesId);
  if (last === null || last.bars >= barsPerChunk) {
    chunks.add(seriesId, bars);
    return;
  }
  const joined = joinBars([chunks.read(last), bars]);
  chunks.delete(last);
  chunks.add(seriesId, joined);
}
