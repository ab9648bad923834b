import type { LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { Clock } from '../kernel/index.ts';
import type { LiveBars } from './live-bars.ts';
import { PacedMailbox } from './paced-mailbox.ts';

const batchesPerSecond = 60;
/** Bars that wait for a reader who stands still; beyond it the oldest is dropped, and history has it. */
const maxWaiting = 1_000;

/** The forming bar, or nothing where there is none; then bars as they change, ascending. A finished bar waits for no pace. */
export async function* watchBars(liveBars: LiveBars, key: SeriesKey, pacer: Clock, signal: AbortSignal): AsyncGenerator<LiveBar[], void, void> {
  const mailbox = new PacedMailbox<number, LiveBar>({ pacer, perSecond: batchesPerSecond, maxKeys: maxWaiting });
  let isTold = false;
  const bars = liveBars.open(key, (bar) => {
    // What happened until the first item is in it.
    if (isTold) mailbox.put(bar.time, bar, !bar.isForming);
  });
  try {
    await bars.ready;
    const { forming } = bars;
    isTold = true;
    yield forming === null ? [] : [forming];
    yield* mailbox.batches(signal);
  } finally {
    bars.dispose();
  }
}
