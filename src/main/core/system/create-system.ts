import type { Health, SystemInfo } from '../../../contract/model/system.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { StateMailbox, type Clock, type Disposable } from '../kernel/index.ts';
import type { HealthSource, Probe } from './ports.ts';
import { runProbes } from './run-probes.ts';
import type { System } from './system.ts';

export type SystemDeps = {
  readonly info: SystemInfo;
  readonly clock: Clock;
  /** Time of the market where it is simulated; null where there is none. */
  readonly marketTime: () => EpochMs | null;
  readonly sources: readonly HealthSource[];
  readonly probes: readonly Probe[];
};

const refreshMs = 1_000;

/** Builds what the workstation knows about itself. */
export function createSystem(deps: SystemDeps): System {
  const health = (): Health => {
    const parts = deps.sources.map((source) => ({ name: source.name, isFeed: source.isFeed === true, ...source.health() }));
    return { status: parts.every((part) => part.status === 'ok') ? 'ready' : 'degraded', marketTimeMs: deps.marketTime(), parts };
  };

  return {
    info: () => deps.info,
    health,
    async *watchHealth(signal) {
      const mailbox = new StateMailbox<'health', Health>();
      let timer: Disposable | undefined;
      const refresh = (): void => {
        mailbox.put('health', health());
        timer = deps.clock.after(refreshMs, refresh);
      };
      refresh();
      try {
        for await (const batch of mailbox.batches(signal)) yield* batch;
      } finally {
        timer?.dispose();
      }
    },
    doctor: () => runProbes(deps.probes, deps.clock),
  };
}
