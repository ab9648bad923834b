import type { IndicatorStream } from '../../src/quant/indicators/index.ts';

export type Stream = Pick<IndicatorStream, 'add' | 'replace'>;

/**
 * Feeds a stream the columns, bar by bar, as those do who use one. Loaded once more for an indicator (`?name`), it is a place of its own that calls
 * nothing else, as a strategy is that uses this indicator; loaded once for all, it is the one place that calls streams of all kinds.
 */
export function createFeed(columns: readonly Float64Array[], stream: Stream): () => void {
  const values = columns.map(() => 0);
  const count = columns[0]!.length;
  return () => {
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < values.length; k++) values[k] = columns[k]![i]!;
      stream.add(values);
    }
  };
}

export type CreateFeed = typeof createFeed;
