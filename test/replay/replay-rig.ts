import { expect } from 'vitest';
import { backtestSettingsSchema, type BacktestResult, type BacktestSettings } from '../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { instrumentId, type Instrument } from '../../src/contract/model/instrument.ts';
import type { ReplayIntent } from '../../src/contract/model/replay.ts';
import type { BacktestReport } from '../../src/contract/model/report.ts';
import type { Run } from '../../src/contract/model/run.ts';
import { timeframe, timeframeMs } from '../../src/contract/model/timeframe.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import { replayStrategy, type Decision } from '../../src/quant/replay/index.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../src/quant/tasks.ts';
import { createManualClock } from '../../src/main/adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../src/main/adapters/store/index.ts';
import { tasks } from '../../src/main/workers/compute/tasks.ts';
import type { BacktestRequest } from '../../src/main/core/backtests/index.ts';
import type { JobOutcome, JobPort } from '../../src/main/core/jobs/index.ts';
import { AppError, createCountingIds, silentLog } from '../../src/main/core/kernel/index.ts';
import type { Market } from '../../src/main/core/market/index.ts';
import { createReplays, type ReplaysDeps } from '../../src/main/core/replay/create-replays.ts';
import { createMemoryReplayStore } from './memory-replay-store.ts';
import type { ReplayStore } from '../../src/main/core/replay/ports.ts';
import type { ReplayRequest } from '../../src/main/core/replay/replays.ts';

/** Tools for the tests of replays. */
const dayMs = 86_400_000;
export const count = 60;
export const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), dayMs, Date.UTC(2025, 0, 1), count);
export const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
export const timeOf = (i: number) => epochMs(bars.time[i] ?? 0);
export const closeOf = (i: number): number => bars.close[i] ?? 0;

const instrumentOf = (id: Instrument['id']): Instrument => ({
  id, symbol: id.split(':')[1] ?? '', venue: id.split(':')[0] ?? '', name: id, assetClass: 'equity', sector: null, currency: 'USD', tickSize: decimalText('0.01'), lotSize: decimalText('1'), minQuantity: decimalText('1'),
  isTradable: id.startsWith('SIM'), calendar: 'always',
});

/** Now is the start of 2025; there is one imported and one simulated instrument. */
const market: Pick<Market, 'instrument' | 'history' | 'requireInstrument'> = {
  instrument: (id) => (id.endsWith(':ACME') ? instrumentOf(id) : null),
  requireInstrument(id) {
    if (id.endsWith(':ACME')) return instrumentOf(id);
    throw new AppError('NOT_FOUND', `There is no instrument ${id}; did you mean FILE:ACME?`);
  },
  async history(one, { beforeMs, limit }) {
    const found = new SimMarket(5).bars(one.instrumentId, timeframeMs(one.timeframe), Math.min(beforeMs ?? Infinity, Date.UTC(2025, 0, 1)), limit);
    return { ...one, seq: 0, time: [...found.time], open: [...found.open], high: [...found.high], low: [...found.low], close: [...found.close], volume: [...found.volume] };
  },
};

const jobs: JobPort = {
  concurrency: 1,
  dispose: async () => {},
  run: async <K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> =>
    ({ ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) }),
};

/** Backtests that carry out the decisions in the code that they are given, at once and here; what a compartment makes of that code is for a story. */
function fakeBacktests() {
  const done = new Map<string, { readonly request: BacktestRequest; readonly bars: BarColumns; readonly result: BacktestResult }>();
  const of = (runId: string) => {
    const found = done.get(runId);
    if (found === undefined) throw new Error(`There is no run ${runId}.`);
    return found;
  };
  const backtests: ReplaysDeps['backtests'] = {
    async start(request, [series], { fromMs, toMs }) {
      const [, rows = ''] = /const decisions = \[\n(.*)\n?\];/s.exec(request.code?.source ?? '') ?? [];
      const decisions = (JSON.parse(`[${rows.trim().replace(/,$/, '')}]`) as [number, Decision][]).map(([bar, decision]) => ({ bar, decision }));
      const all = series?.instrumentId === key.instrumentId ? bars : new SimMarket(5).bars(instrumentId('SIM:ACME'), 3_600_000, Date.UTC(2025, 0, 1), 2_000);
      const [first, end] = [all.time.findIndex((time) => time >= (fromMs ?? 0)), all.time.findLastIndex((time) => time < (toMs ?? Infinity)) + 1];
      const cut = mapColumns(all, (column) => column.slice(first, end));
      const runId = `run-${done.size + 1}`;
      const output = runStrategy(replayStrategy(decisions), {}, request.settings, [{ symbol: 'ACME', bars: cut }], undefined, { hasInterval: false });
      done.set(runId, { request, bars: cut, result: JSON.parse(JSON.stringify({ ...output, runId })) as BacktestResult });
      return { runId, failure: null } as Run;
    },
    async *watch(runId) {
      yield { runId, failure: null } as Run;
    },
    result: async (runId) => of(runId).result,
    report: async () => ({ metrics: [] }) as unknown as BacktestReport,
  };
  return { backtests, of };
}

const mapColumns = (columns: BarColumns, change: (column: Float64Array) => Float64Array): BarColumns =>
  ({ time: change(columns.time), open: change(columns.open), high: change(columns.high), low: change(columns.low), close: change(columns.close), volume: change(columns.volume) });

/** Replays over an imported and a simulated series, with all that they stand on in memory. */
export async function openRig(store: ReplayStore = createMemoryReplayStore(), stored = bars) {
  const barStore = createMemoryBarStore();
  await barStore.append(key, stored, { onConflict: 'refuse', isKept: true });
  const clock = createManualClock(1_000);
  const common = { jobs, bars: barStore, clock, ids: createCountingIds(), log: silentLog };
  const notes: unknown[] = [];
  const { backtests, of } = fakeBacktests();
  const replays = createReplays({
    ...common, market, store, backtests, marketTime: () => epochMs(Date.UTC(2025, 0, 1)), runReports: { annotate: async (runId, note) => (notes.push(note), { runId } as Run) },
  });
  const start = (changes: Partial<ReplayRequest> = {}, settings: Partial<BacktestSettings> = {}) =>
    replays.start(key, { fromMs: timeOf(10), toMs: null, warmup: 5, speed: 1, settings: backtestSettingsSchema.parse({ size: { kind: 'units', units: 10 }, ...settings }), ...changes });
  return { replays, start, clock, store, runOf: of, notes };
}

export const buy: Extract<ReplayIntent, { kind: 'place' }> = { kind: 'place', side: 'buy', type: 'market' };
export const refusedWith = (code: string, message: string): unknown => expect.objectContaining({ code, message });
