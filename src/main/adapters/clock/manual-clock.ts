import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { Clock } from '../../core/kernel/index.ts';
import { TimerQueue } from './timer-queue.ts';

/** A clock that stands still until it is told to move. For tests and replays. */
export interface ManualClock extends Clock {
  /** Moves time on and calls what falls due on the way, each at its own moment. */
  advance(ms: number): void;
  /** Sets the wall time alone, backwards too, as a correction of the computer's clock does: timers and durations do not notice. */
  jumpTo(time: EpochMs): void;
  /** Timers waiting now; the leak test reads it. */
  readonly pendingCount: number;
}

/** @param startMs wall time at the beginning, epoch milliseconds. */
export function createManualClock(startMs = 0): ManualClock {
  const timers = new TimerQueue();
  let elapsedMs = 0;
  let originMs = startMs;
  return {
    now: () => epochMs(Math.floor(originMs + elapsedMs)),
    monotonicMs: () => elapsedMs,
    // At least a millisecond, as a real timer: what re-arms itself with zero cannot hold time still.
    after: (delayMs, run) => timers.add(elapsedMs + Math.max(1, delayMs), run),
    advance(ms) {
      const targetMs = elapsedMs + ms;
      for (let timer = timers.take(targetMs); timer !== null; timer = timers.take(targetMs)) {
        elapsedMs = Math.max(elapsedMs, timer.dueMs);
        timer.run();
      }
      elapsedMs = Math.max(elapsedMs, targetMs);
    },
    jumpTo(time) {
      originMs = time - elapsedMs;
    },
    get pendingCount() {
      return timers.size;
    },
  };
}
