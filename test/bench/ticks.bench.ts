import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LiveBar } from '../../src/contract/model/bar.ts';
import type { InstrumentId } from '../../src/contract/model/instrument.ts';
import type { Tick } from '../../src/contract/model/tick.ts';
import { timeframe, type Timeframe } from '../../src/contract/model/timeframe.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import { createManualClock, createSystemClock } from '../../src/main/adapters/clock/index.ts';
import { createMemoryBarStore } from '../../src/main/adapters/store/index.ts';
import { composeWorkstation } from '../../src/main/compose.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import { createMarket, type Market } from '../../src/main/core/market/index.ts';
import { createTestFeed } from '../../src/main/core/market/test-feed.ts';
import { percentile, type Bench, type Report } from './bench.ts';

const ticksPerSecond = 2_000;
const measuredMs = 15_000;
const settlingMs = 2_000;
const barStreams = 4;
/** Market time per real time, so that bars of a second end ten times in each. */
const speed = 10;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Opens what a busy window watches: a watchlist of all instruments and some charts. */
function watch(market: Market, ids: readonly InstrumentId[], frame: Timeframe, onBar: (bar: LiveBar, id: InstrumentId) => void): { stop(): Promise<unknown>; readonly items: () => number } {
  const controller = new AbortController();
  let items = 0;
  const readTickers = async (): Promise<void> => {
    for await (const _batch of market.watchTickers(ids, controller.signal)) items += 1;
  };
  const readBars = async (id: InstrumentId): Promise<void> => {
    for await (const bars of market.watchBars({ instrumentId: id, timeframe: frame }, controller.signal)) {
      items += 1;
      for (const bar of bars) onBar(bar, id);
    }
  };
  const readers = [readTickers(), ...ids.slice(0, barStreams).map(readBars)];
  return { items: () => items, stop: () => (controller.abort(), Promise.all(readers)) };
}

/** Even ticks of all instruments; every finished bar is timed from the tick that ended it to its reader. */
async function measureBars(report: Report): Promise<void> {
  const clock = createManualClock();
  const { feed, send, passTime } = createTestFeed();
  const noInstruments = { list: () => Promise.resolve([]), save: () => Promise.resolve() };
  const market = await createMarket({ feeds: [feed], bars: createMemoryBarStore(), instruments: noInstruments, clock, pacer: createSystemClock(), log: silentLog });
  const ids = market.instruments().map((one) => one.id);
  /** When the last tick of each bar of a second was followed by one that ended it, by instrument and start of the bar. */
  const endedAt = new Map<string, number>();
  const newestBar = new Map<InstrumentId, number>();
  const delays: number[] = [];
  const watched = watch(market, ids, timeframe('1s'), (bar, id) => {
    const at = endedAt.get(`${id} ${bar.time}`);
    if (!bar.isForming && at !== undefined) delays.push(performance.now() - at);
  });

  const startMs = performance.now();
  let sent = 0;
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  while (performance.now() - startMs < measuredMs) {
    const elapsedMs = performance.now() - startMs;
    for (; sent < (elapsedMs * ticksPerSecond) / 1_000; sent++) {
      const id = ids[sent % ids.length] as InstrumentId;
      const timeMs = Math.floor(((sent * 1_000) / ticksPerSecond) * speed);
      const second = timeMs - (timeMs % 1_000);
      const before = newestBar.get(id);
      if (before !== undefined && before < second) endedAt.set(`${id} ${before}`, performance.now());
      newestBar.set(id, second);
      send({ kind: 'trade', instrumentId: id, timeMs: epochMs(timeMs), price: 100 + (sent % 17), size: 1 } as Tick);
    }
    passTime(Math.floor(elapsedMs * speed) - 1_000);
    await pause(5);
  }
  loop.disable();
  await watched.stop();
  market.dispose();
  const p99 = percentile(delays, 0.99);
  report({ figure: 'last tick to the finished bar at its reader, p99', measured: `${p99.toFixed(2)} ms`, target: '< 5 ms', ok: p99 < 5 && delays.length > 300, note: `${delays.length} bars, median ${percentile(delays, 0.5).toFixed(2)} ms` });
  reportLoop(report, `${Math.round((sent * 1_000) / measuredMs).toLocaleString('en')} even ticks/s of ${ids.length} instruments`, loop.percentile(99) / 1e6, watched.items());
}

/** The whole workstation, its simulated exchange so fast that it tells two thousand ticks a second. */
async function measureWorkstation(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
  const workstation = await composeWorkstation({ host: 'node', dataDir: join(folder, 'data'), speed: 80 });
  try {
    const { market } = workstation.core;
    let ticks = 0;
    const counting = market.onTick(() => (ticks += 1));
    const watched = watch(market, market.instruments().map((one) => one.id), timeframe('1m'), () => {});
    await pause(settlingMs);
    ticks = 0;
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    await pause(measuredMs);
    loop.disable();
    counting.dispose();
    const rate = Math.round((ticks * 1_000) / measuredMs);
    await watched.stop();
    reportLoop(report, `the simulated exchange, ${rate.toLocaleString('en')} ticks/s`, loop.percentile(99) / 1e6, watched.items());
  } finally {
    await workstation.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportLoop(report: Report, source: string, p99: number, items: number): void {
  report({
    figure: `main loop delay, ${source}, p99`, measured: `${p99.toFixed(1)} ms`, target: '< 20 ms', ok: p99 < 20, note: `a watchlist and ${barStreams} charts, ${items.toLocaleString('en')} items`,
  });
}

export const bench: Bench = {
  name: 'ticks',
  async run(report) {
    await measureBars(report);
    await measureWorkstation(report);
  },
};
