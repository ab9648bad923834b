import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Bench } from './bench.ts';
import type { GuestTimes } from './guest-timing-worker.ts';

const perSecond = (bars: number, ms: number): string => `${(bars / ms / 1_000).toFixed(1)} M bars/s`;

/** A strategy of others against the ready-made one that decides the same, in one thread. */
export const bench: Bench = {
  name: 'guest',
  async run(report) {
    const worker = new Worker(new URL('./guest-timing-worker.ts', import.meta.url));
    const [times] = (await once(worker, 'message')) as [GuestTimes];
    await worker.terminate();
    const { bars, freeMs, lockedMs, guestMs, trades } = times;
    report({
      figure: 'SMA cross on 100,000 bars as code of others, with statistics', measured: perSecond(bars, guestMs), target: '≥ half of the ready-made one', ok: trades[0] === trades[1] && guestMs <= 2 * lockedMs,
      note: `${guestMs.toFixed(1)} ms against ${lockedMs.toFixed(1)} ms, ${trades[1]} trades each`,
    });
    report({
      figure: 'the ready-made one in a thread that is locked down', measured: perSecond(bars, lockedMs), target: '≥ 0.7 of its speed before', ok: lockedMs <= freeMs / 0.7,
      note: `${lockedMs.toFixed(1)} ms against ${freeMs.toFixed(1)} ms`,
    });
  },
};
