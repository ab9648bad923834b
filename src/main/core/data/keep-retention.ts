import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { Clock, Disposable, Log } from '../kernel/index.ts';

export type RetentionDeps = {
  /** Gives how many bars were deleted; leaves kept series alone. */
  readonly bars: { applyRetention(now: EpochMs): Promise<number> };
  /** Real time. */
  readonly clock: Clock;
  /** Time of the market, in which bars lie. */
  readonly marketTime: () => EpochMs;
  readonly log: Log;
};

const dayMs = 86_400_000;

/**
 * Lets go of bars that are older than their series' retention, now and then once a day, until it is disposed. A bar is old when it is
 * by the clock on the wall and by the market's, so that a simulated market that runs ahead deletes nothing.
 */
export function keepRetention({ bars, clock, marketTime, log }: RetentionDeps): Disposable {
  let timer = clock.after(dayMs, applyAgain);

  function applyAgain(): void {
    timer = clock.after(dayMs, applyAgain);
    void apply();
  }

  async function apply(): Promise<void> {
    try {
      const deleted = await bars.applyRetention(epochMs(Math.min(clock.now(), marketTime())));
      if (deleted > 0) log.info('bars older than their retention were deleted', { deleted });
    } catch (error) {
      log.warn('Bars older than their retention could not be deleted; it is tried again tomorrow', { error });
    }
  }

  void apply();
  return { dispose: () => timer.dispose() };
}
