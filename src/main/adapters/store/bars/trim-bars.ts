import type { Chunk, ChunkTable } from './chunk-table.ts';
import { firstTime, positionAt, viewBars } from './columns.ts';
import { earliest, latest } from './read-bars.ts';
import type { SeriesRow } from './series-table.ts';
import type { BarTables } from './write-bars.ts';

/** Deletes the bars of a series that begin before a moment, updates its row (which the caller saves), and gives how many they were. */
export function trimBars(tables: BarTables, row: SeriesRow, beforeMs: number): number {
  const { chunks, recent } = tables;
  let deleted = recent.delete(row.series_id, earliest, beforeMs - 1);
  row.recent_bars -= deleted;
  for (const chunk of chunks.overlapping(row.series_id, earliest, beforeMs - 1)) {
    deleted += trimChunk(chunks, row.series_id, chunk, beforeMs);
  }
  row.bars -= deleted;
  row.from_ms = firstBarOf(tables, row);
  if (row.bars === 0) row.to_ms = null;
  return deleted;
}

function trimChunk(chunks: ChunkTable, seriesId: number, chunk: Chunk, beforeMs: number): number {
  // What goes as a whole is not read, so that a damaged chunk can still be removed.
  const bars = chunk.to_ms < beforeMs ? null : chunks.read(chunk);
  chunks.delete(chunk);
  if (bars === null) return chunk.bars;
  const position = positionAt(bars.time, beforeMs);
  chunks.add(seriesId, viewBars(bars, position, chunk.bars));
  return position;
}

function firstBarOf({ chunks, recent }: BarTables, row: SeriesRow): number | null {
  if (row.bars === 0) return null;
  return chunks.overlapping(row.series_id, earliest, latest)[0]?.from_ms ?? firstTime(recent.read(row.series_id, earliest, latest));
}
