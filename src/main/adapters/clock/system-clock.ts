import { epochMs } from '../../../contract/model/units.ts';
import { toDisposable, type Clock } from '../../core/kernel/index.ts';

/** The longest delay a Node timer keeps; a longer one would fire at once. */
const longestTimerMs = 2_147_483_647;

/** The computer's own clock: wall time, a monotonic counter and real timers. The one place that reads them. */
export function createSystemClock(): Clock {
  return {
    now: () => epochMs(Date.now()),
    monotonicMs: () => performance.now(),
    after(delayMs, run) {
      let timer: NodeJS.Timeout;
      const arm = (leftMs: number): void => {
        const partMs = Math.min(leftMs, longestTimerMs);
        timer = setTimeout(() => (leftMs > partMs ? arm(leftMs - partMs) : run()), partMs);
      };
      arm(delayMs);
      return toDisposable(() => clearTimeout(timer));
    },
  };
}
