import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { epochMs } from '../../src/contract/model/units.ts';
import { composeWorkstation, type Workstation } from '../../src/main/compose.ts';
import type { Bench, Report } from './bench.ts';

const measuredMs = 5_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Others wait no longer than this, however fast the market runs. */
const target = { text: '< 20 ms', ms: 20 };

async function watchLoop(work: () => Promise<unknown>): Promise<number> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  await work();
  loop.disable();
  return loop.percentile(99) / 1e6;
}

async function measureSpeeds({ core: { tape, market } }: Workstation, report: Report): Promise<void> {
  let ticks = 0;
  const counting = market.onTick(() => (ticks += 1));
  for (const speed of [1, 60, 3_600]) {
    tape.setSpeed(speed);
    await pause(1_000);
    ticks = 0;
    const fromMs = tape.status().nowMs;
    const startedAt = performance.now();
    const p99 = await watchLoop(() => pause(measuredMs));
    const elapsedMs = performance.now() - startedAt;
    const reached = (tape.status().nowMs - fromMs) / elapsedMs;
    const rate = Math.round((ticks * 1_000) / elapsedMs);
    report({ figure: `main loop delay at ${speed} times real time, p99`, measured: `${p99.toFixed(1)} ms`, target: target.text, ok: p99 < target.ms, note: `${rate.toLocaleString('en')} ticks/s` });
    report({ figure: `speed reached of ${speed}`, measured: reached.toFixed(1), target: '> 90 %', ok: reached > 0.9 * speed });
  }
  counting.dispose();
}

async function measureLeaps({ core: { tape, market } }: Workstation, report: Report): Promise<void> {
  await tape.pause();
  await tape.step('hour');
  const startedAt = performance.now();
  const hours = 48;
  const p99 = await watchLoop(async () => {
    for (let i = 0; i < hours; i++) await tape.step('hour');
  });
  const hourMs = (performance.now() - startedAt) / hours;
  report({ figure: 'hours skipped: main loop delay, p99', measured: `${p99.toFixed(1)} ms`, target: target.text, ok: p99 < target.ms, note: `${hourMs.toFixed(0)} ms an hour` });
  const calledAt = performance.now();
  tape.runScenario('crash', null);
  const calledMs = performance.now() - calledAt;
  report({ figure: 'a crash of everything, called', measured: `${calledMs.toFixed(1)} ms`, target: target.text, ok: calledMs < target.ms, note: 'on disk' });
  const { nowMs } = tape.status();
  const instrumentId = market.instruments()[0]?.id;
  if (instrumentId === undefined) return;
  const line = await watchLoop(async () => {
    for (let i = 0; i < 20; i++) await tape.timeline({ instrumentId, fromMs: epochMs(nowMs - 30 * 86_400_000), toMs: nowMs, buckets: 2_000 });
  });
  report({ figure: 'timeline of a month: main loop delay, p99', measured: `${line.toFixed(1)} ms`, target: target.text, ok: line < target.ms });
}

/** A market that can be hastened must not keep anything else waiting. */
export const bench: Bench = {
  name: 'tape',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
    const workstation = await composeWorkstation({ host: 'node', dataDir: folder });
    try {
      await measureSpeeds(workstation, report);
      await measureLeaps(workstation, report);
    } finally {
      await workstation.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
