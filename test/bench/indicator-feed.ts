import type { IndicatorStream } from '../../src/quant/indicators/index.ts';

export type Stream = Pick<IndicatorStream, 'add' | 'replace'>;

/**
 * Feeds streams of one kind the columns, bar by bar and a stream a turn, as those do who use them: no stream is the only one there is, which V8
 * would take for a constant. Loaded once more for an indicator (`?name`), it is a place of its own that calls nothing else, as a strategy is
 * that uses this indicator; loaded once for all, it is the one place that calls streams of all kinds. The loops stand in what is
 * called: put into another function, they would be left in the code that V8 makes of that before it knows them well.
 */
export function createFeed(columns: readonly Float64Array[], streams: readonly [Stream, Stream]): () => void {
  let turn = 0;
  const first = columns[0]!;
  if (columns.length === 1) {
    return () => {
      turn = 1 - turn;
      const stream = streams[turn]!;
      const values = [0.5];
      for (let i = 0; i < first.length; i++) {
        values[0] = first[i]!;
        stream.add(values);
      }
    };
  }
  const second = columns[1]!;
  const third = columns[2]!;
  return () => {
    turn = 1 - turn;
    const stream = streams[turn]!;
    const values = [0.5, 0.5, 0.5];
    for (let i = 0; i < first.length; i++) {
      values[0] = first[i]!;
      values[1] = second[i]!;
      values[2] = third[i]!;
      stream.add(values);
    }
  };
}

export type CreateFeed = typeof createFeed;
