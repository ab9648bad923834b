import { barsPerChunk, type Chunk } from './chunk-table.ts';
import { joinBars } from './columns.ts';
import { earliest, latest } from './read-bars.ts';
import type { BarTables } from './write-bars.ts';

/** Joins neighbouring chunks that fit into one, as back-filled and slowly growing series leave them. */
export function mergeSmallChunks({ chunks }: BarTables, seriesId: number): void {
  let group: Chunk[] = [];
  let held = 0;
  const close = (): void => {
    if (group.length > 1) {
      const joined = joinBars(group.map((chunk) => chunks.read(chunk)));
      for (const chunk of group) chunks.delete(chunk);
      chunks.add(seriesId, joined);
    }
    group = [];
    held = 0;
  };
  for (const chunk of chunks.overlapping(seriesId, earliest, latest)) {
    if (held + chunk.bars > barsPerChunk) close();
    group.push(chunk);
    held += chunk.bars;
  }
  close();
}
