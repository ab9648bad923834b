import type { BarColumns } from '../../../../contract/model/bar.ts';
import { columnNames, own, positionAt, viewBars, type Room } from './columns.ts';
import type { Chunk, ChunkTable } from './chunk-table.ts';
import type { RecentTable } from './recent-table.ts';

export const earliest = Number.MIN_SAFE_INTEGER;
export const latest = Number.MAX_SAFE_INTEGER;

/** Bars from `fromMs` to `toMs`, both inclusive; with a limit the last ones. Call it inside one transaction. */
export function readBars(
  { chunks, recent }: { readonly chunks: ChunkTable; readonly recent: RecentTable }, seriesId: number,
  fromMs: number, toMs: number, limit: number | null = null, room: Room = own,
): BarColumns {
  const recentBars = recent.read(seriesId, fromMs, toMs, limit);
  const missing = limit === null ? Infinity : limit - recentBars.time.length;
  const needed = missing > 0 ? lastChunks(chunks.overlapping(seriesId, fromMs, toMs), toMs, missing) : [];
  if (needed.length === 0) return room.join([recentBars]);

  const settledCount = needed.reduce((sum, chunk) => sum + chunk.bars, 0);
  const all = room.allocate(settledCount + recentBars.time.length);
  let position = 0;
  for (const chunk of needed) {
    chunks.readInto(chunk, all, position);
    position += chunk.bars;
  }
  const end = positionAt(all.time.subarray(0, settledCount), toMs + 1);
  const start = Math.max(positionAt(all.time.subarray(0, settledCount), fromMs), end - missing);
  if (start === 0 && end === settledCount) {
    for (const name of columnNames) all[name].set(recentBars[name], settledCount);
    return all;
  }
  return room.join([viewBars(all, start, end), recentBars]);
}

/** The last chunks that together hold at least so many bars not after `toMs`. One that reaches beyond it may hold none, so it does not count. */
function lastChunks(chunks: readonly Chunk[], toMs: number, count: number): readonly Chunk[] {
  let first = chunks.length;
  let held = 0;
  while (first > 0 && held < count) {
    first -= 1;
    const chunk = chunks[first] as Chunk;
    if (chunk.to_ms <= toMs) held += chunk.bars;
  }
  return chunks.slice(first);
}
