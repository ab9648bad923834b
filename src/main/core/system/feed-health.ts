import type { EpochMs } from '../../../contract/model/units.ts';
import type { Clock, Disposable } from '../kernel/index.ts';
import type { FeedPort } from '../market/index.ts';
import type { HealthSource } from './ports.ts';

export type FeedHealthDeps = {
  readonly name: string;
  readonly feed: Pick<FeedPort, 'health' | 'onTick'>;
  /** Real time. */
  readonly clock: Clock;
  /** Time of the market, which may be held or run at another speed. */
  readonly marketTime: () => EpochMs;
};

const slowMs = 5_000;
const silentMs = 60_000;

const formatAge = (ms: number): string => (ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`);

/**
 * How old the newest tick of a feed is. It counts as late only when both the watch on the wall and the market have moved on since:
 * a market that is held tells nothing, and one that runs fast is far ahead of its last tick within a moment.
 */
export function createFeedHealth({ name, feed, clock, marketTime }: FeedHealthDeps): HealthSource & Disposable {
  let heardAtMs = clock.monotonicMs();
  const ticks = feed.onTick(() => {
    heardAtMs = clock.monotonicMs();
  });
  return {
    name,
    isFeed: true,
    health() {
      const { state, lastTickMs } = feed.health();
      if (state === 'stopped') return { status: 'failed', detail: 'The feed has stopped.' };
      const quietMs = clock.monotonicMs() - heardAtMs;
      if (lastTickMs === null) return { status: quietMs < slowMs ? 'ok' : 'warning', detail: `The feed is ${state}; no tick has come yet.` };
      const ageMs = Math.max(0, marketTime() - lastTickMs);
      const lateMs = Math.min(quietMs, ageMs);
      const detail = `The feed is ${state}; its last tick is ${formatAge(ageMs)} old.`;
      if (lateMs >= silentMs) return { status: 'failed', detail };
      return { status: state === 'live' && lateMs < slowMs ? 'ok' : 'warning', detail };
    },
    dispose: () => ticks.dispose(),
  };
}
