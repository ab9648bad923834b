import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { Run } from '../../src/contract/model/run.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { createSystemClock } from '../../src/main/adapters/clock/index.ts';
import { createPool } from '../../src/main/adapters/pool/index.ts';
import { openBarStore, openRunRegistry } from '../../src/main/adapters/store/index.ts';
import { createBacktests, createRunReports, type Backtests, type RunReports } from '../../src/main/core/backtests/index.ts';
import { createCountingIds, silentLog } from '../../src/main/core/kernel/index.ts';
import { percentile, type Bench, type Report } from './bench.ts';
import { walkBars } from './walk-bars.ts';
import { watchTurns } from './watch-turns.ts';

const barCount = 1_000_000;
const runs = 5;
const longestTurnMs = 50;
const key = { instrumentId: instrumentId('FILE:WALK'), timeframe: timeframe('1m') };
/** A fixed stake, so that the run trades to its end. */
const settings = backtestSettingsSchema.parse({ cash: 1_000_000, exclusive: true, size: { kind: 'units', units: 10 } });

async function runToEnd(backtests: Backtests): Promise<string> {
  const { runId } = await backtests.start({ strategy: 'sma-cross', params: {}, settings }, [key], { fromMs: null, toMs: null });
  let last: Run | undefined;
  for await (const run of backtests.watch(runId, new AbortController().signal)) last = run;
  if (last?.status !== 'done') throw new Error(`The backtest ended as ${last?.status}: ${last?.failure}`);
  return runId;
}

/** From a series on disk to a result on disk, and what the thread that serves everybody else has to do with it. */
async function measureStart(backtests: Backtests, report: Report): Promise<void> {
  const trades = (await backtests.result(await runToEnd(backtests))).trades.length;
  const [totals, busy, gaps]: [number[], number[], number[]] = [[], [], []];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = performance.eventLoopUtilization();
  delay.enable();
  for (let i = 0; i < runs; i++) {
    const [finish, startMs] = [watchTurns(), performance.now()];
    await runToEnd(backtests);
    totals.push(performance.now() - startMs);
    const turns = finish();
    busy.push(turns.busyMs);
    gaps.push(turns.gapMs);
  }
  delay.disable();
  const { utilization } = performance.eventLoopUtilization(before);
  const busyMs = Math.max(...busy);
  report({
    figure: `longest turn of the main loop, backtest of ${barCount.toLocaleString('en')} bars and ${trades.toLocaleString('en')} trades`,
    measured: `${busyMs.toFixed(1)} ms`, target: `< ${longestTurnMs} ms`, ok: busyMs < longestTurnMs,
    note: `processor time of its thread; longest gap ${Math.max(...gaps).toFixed(1)} ms, event loop delay ${(delay.max / 1e6).toFixed(1)} ms, utilisation ${(utilization * 100).toFixed(1)} %`,
  });
  report({ figure: 'that backtest, from the series on disk to the result on disk', measured: `${percentile(totals, 0.5).toFixed(0)} ms`, target: '', ok: null });
}

/** A stored result of that size as a window reads it. */
async function measureReport(backtests: Backtests, report: Report): Promise<void> {
  const runId = await runToEnd(backtests);
  const [totals, busy]: [number[], number[]] = [[], []];
  for (let i = 0; i < runs; i++) {
    const [finish, startMs] = [watchTurns(), performance.now()];
    await backtests.report(runId, { points: 2_000, tradesFrom: 0, tradesLimit: 1_000 });
    totals.push(performance.now() - startMs);
    busy.push(finish().busyMs);
  }
  const busyMs = Math.max(...busy);
  report({ figure: 'longest turn of the main loop while that run is reported', measured: `${busyMs.toFixed(1)} ms`, target: `< ${longestTurnMs} ms`, ok: busyMs < longestTurnMs });
  report({ figure: 'that report, from the result on disk to the caller', measured: `${percentile(totals, 0.5).toFixed(0)} ms`, target: '', ok: null });
}

/** A stored result of that size as a program asks for it: its first page, and then all of its equity as a file, each piece written into a message as a door does. */
async function measurePages(backtests: Backtests, reports: RunReports, report: Report): Promise<void> {
  const runId = await runToEnd(backtests);
  const page = { points: 5_000, tradesFrom: 0, tradesLimit: 5_000, fillsFrom: 0, fillsLimit: 5_000 };
  const [busy, exporting]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let i = 0; i < runs; i++) {
    const finish = watchTurns();
    bytes = JSON.stringify(await backtests.resultPage(runId, page)).length;
    busy.push(finish().busyMs);
    const finishExport = watchTurns();
    for (let offset: number | null = 0; offset !== null;) {
      const piece = await reports.export(runId, 'json', offset);
      JSON.stringify(piece);
      offset = piece.next;
      await new Promise((resolve) => setImmediate(resolve));
    }
    exporting.push(finishExport().busyMs);
  }
  const [busyMs, exportMs] = [Math.max(...busy), Math.max(...exporting)];
  report({ figure: 'longest turn of the main loop while that result is read', measured: `${busyMs.toFixed(1)} ms`, target: `< ${longestTurnMs} ms`, ok: busyMs < longestTurnMs, note: `a message of ${(bytes / 1_024).toFixed(0)} KB` });
  report({ figure: 'longest turn of the main loop while all of it is exported', measured: `${exportMs.toFixed(1)} ms`, target: `< ${longestTurnMs} ms`, ok: exportMs < longestTurnMs });
}

/** A stored result of that size as the window opens it: the report of the lab with its page of trades, and then the analysis. */
async function measureOpening(backtests: Backtests, reports: RunReports, report: Report): Promise<void> {
  const runId = await runToEnd(backtests);
  const [reported, analysed, busy]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < runs; i++) {
    const [finish, startMs] = [watchTurns(), performance.now()];
    JSON.stringify(await backtests.report(runId, { points: 4_000, tradesFrom: 0, tradesLimit: 5_000 }));
    const reportedMs = performance.now();
    JSON.stringify(await reports.analyse(runId, { window: 63, points: 1_000, benchmark: null }));
    reported.push(reportedMs - startMs);
    analysed.push(performance.now() - reportedMs);
    busy.push(finish().busyMs);
  }
  const [reportMs, analysisMs, busyMs] = [percentile(reported, 0.5), percentile(analysed, 0.5), Math.max(...busy)];
  report({
    figure: `a run of ${barCount.toLocaleString('en')} one-minute bars opens: report and page of trades, ready to be sent`, measured: `${reportMs.toFixed(0)} ms`, target: '< 1 s', ok: reportMs < 1_000,
    note: `slowest of ${runs}: ${Math.max(...reported).toFixed(0)} ms`,
  });
  report({ figure: 'its analysis, asked for when its panel comes into sight', measured: `${analysisMs.toFixed(0)} ms`, target: '', ok: null });
  report({ figure: 'longest turn of the main loop meanwhile', measured: `${busyMs.toFixed(1)} ms`, target: `< ${longestTurnMs} ms`, ok: busyMs < longestTurnMs });
}

export const bench: Bench = {
  name: 'backtest',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
    const clock = createSystemClock();
    const bars = await openBarStore(folder);
    const registry = openRunRegistry(folder);
    const jobs = createPool({ clock });
    try {
      await bars.append(key, walkBars(barCount, 60_000), { isKept: true, onConflict: 'refuse' });
      const backtests = createBacktests({ jobs, registry, bars, clock, ids: createCountingIds(), log: silentLog });
      await measureStart(backtests, report);
      await measureReport(backtests, report);
      const unjudged = { verdict: async () => Promise.reject(new Error('Nothing is judged here.')) };
      const reports = createRunReports({ jobs, registry, bars, clock, ids: createCountingIds(), log: silentLog }, backtests, unjudged);
      await measurePages(backtests, reports, report);
      await measureOpening(backtests, reports, report);
    } finally {
      await jobs.dispose();
      await registry.dispose();
      await bars.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
