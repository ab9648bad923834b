import { describe, expect, it } from 'vitest';
import type { BacktestResult } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Run } from '../../../contract/model/run.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { fingerprintBars } from '../../workers/compute/fingerprint-bars.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { crossingRun } from '../../../quant/report/test-run.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError, createCountingIds, silentLog } from '../kernel/index.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import { createMemoryTrials } from './memory-trials.ts';
import type { RunRegistry } from './ports.ts';
import { createRunReports } from './run-reports.ts';

const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };

const jobs: JobPort = {
  concurrency: 1,
  dispose: async () => {},
  run: async <K extends TaskName>(task: K, input: TaskInput<K>) => ({ ok: true as const, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) }),
};

/** A finished run over stored bars. */
async function open() {
  const made = crossingRun();
  const bars = made.data[0]?.bars;
  if (bars === undefined) throw new Error('The run has no bars.');
  const store = createMemoryBarStore();
  await store.append(key, bars, { isKept: true, onConflict: 'refuse' });
  const result: BacktestResult = { ...made.result, spec: { ...made.result.spec, data: made.result.spec.data.map((one) => ({ ...one, fingerprint: fingerprintBars(bars) })) } };
  const run: Run = { runId: 'run-1', kind: 'backtest', hypothesis: 'h', title: 'sma-cross 5/20 on ACME', status: 'done', progress: 1, failure: null, resultHash: 'cafe', createdAtMs: epochMs(0), finishedAtMs: epochMs(1) };
  const body = new TextEncoder().encode(JSON.stringify(result));
  const noted: unknown[] = [];
  const registry: RunRegistry = {
    ...createMemoryTrials(),
    create: async () => {}, update: async () => {}, saveResult: async () => {}, loadResult: async () => result, loadResultBody: async () => body, loadSpec: async () => result.spec, loadSweep: async () => null,
    get: async () => run, list: async () => [run], annotate: async (...args) => (noted.push(args), run), countTrials: async () => 1, dispose: async () => {},
  };
  const deps: BacktestsDeps = { jobs, registry, bars: store, clock: createManualClock(7), ids: createCountingIds(), log: silentLog };
  const backtests = {
    get: async () => run,
    resultBody: async (runId: string) => {
      if (runId !== run.runId) throw new AppError('NOT_FOUND', `There is no run ${runId}.`);
      return body;
    },
  };
  const reports = createRunReports(deps, backtests, { verdict: async () => Promise.reject(new AppError('NOT_FOUND', 'nothing to judge')) });
  return { reports, store, bars, noted, result };
}

describe('reports of a finished run', () => {
  it('find its bars again and analyse it over them', async () => {
    const { reports, result } = await open();
    const analysis = await reports.analyse('run-1', { window: 21, points: 500, benchmark: null });
    expect(analysis.benchmark?.name).toBe('ACME, held,');
    expect(analysis.excursions?.count).toBe(result.trades.length);
  });

  it('hold it against another series in the time of the run, and say so where that has no bars then', async () => {
    const { reports, store, bars } = await open();
    const other = { instrumentId: instrumentId('FILE:OTHER'), timeframe: timeframe('1d') };
    await expect(reports.analyse('run-1', { window: 21, points: 500, benchmark: other })).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('FILE:OTHER has no bars at 1d in the time of the run') });
    await store.append(other, bars, { isKept: true, onConflict: 'refuse' });
    expect((await reports.analyse('run-1', { window: 21, points: 500, benchmark: other })).benchmark).toMatchObject({ key: other, name: 'FILE:OTHER 1d' });
  });

  it('are written as files with names that every system takes, also where the run cannot be judged', async () => {
    const { reports, result } = await open();
    const page = await reports.export('run-1', 'html', 0);
    expect(page).toMatchObject({ name: 'sma-cross-5-20-on-ACME-run-1.html', mediaType: 'text/html', text: expect.stringContaining('could not be judged') });
    expect(await reports.export('run-1', 'trades', 0)).toMatchObject({ next: null, name: 'sma-cross-5-20-on-ACME-run-1-trades.csv', mediaType: 'text/csv' });
    expect(JSON.parse((await reports.export('run-1', 'json', 0)).text)).toEqual(JSON.parse(JSON.stringify(result)));
    await expect(reports.export('run-2', 'html', 0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lie side by side, and take notes with each tag once', async () => {
    const { reports, noted } = await open();
    expect((await reports.overlay(['run-1', 'run-1'], 500)).figures.every(({ best }) => best === null)).toBe(true);
    await reports.annotate('run-1', { tags: ['good', 'bad', 'good'], note: null });
    expect(noted).toEqual([['run-1', { tags: ['good', 'bad'], note: null }, 7]]);
  });
});
