import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { crossValidationRequestSchema } from '../../../contract/model/cross-validation.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { randomBars } from '../../../quant/strategies/test-reference.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore, openRunRegistry } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { createCountingIds, silentLog } from '../kernel/index.ts';
import { createCrossValidations } from './cross-validations.ts';

const bars = randomBars(7, 400);
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const always = { fromMs: null, toMs: null };
const requestOf = (more: object = {}) => crossValidationRequestSchema.parse({ strategy: 'sma-cross', space: { fast: [3, 5], slow: [10, 20] }, ...more });

const jobs: JobPort = {
  concurrency: 1, dispose: async () => {},
  async run<K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> {
    try {
      return { ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) };
    } catch (error) {
      return { ok: false, error: { reason: 'failed', message: (error as Error).message } };
    }
  },
};

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-cross-'));
  const registry = openRunRegistry(folder, { mode: 'shared' });
  onTestFinished(async () => {
    await registry.dispose();
    rmSync(folder, { recursive: true });
  });
  const store = createMemoryBarStore();
  await store.append(key, bars, { isKept: true, onConflict: 'refuse' });
  return { registry, crossValidations: createCrossValidations({ jobs, registry, bars: store, clock: createManualClock(epochMs(1_000)), ids: createCountingIds(), log: silentLog }) };
}

describe('cross-validations', () => {
  it('are recorded before they start, and every combination is a trial of the hypothesis', async () => {
    const { registry, crossValidations } = await open();
    const found = await crossValidations.run(requestOf(), key, always);
    expect(found).toMatchObject({ strategy: 'sma-cross', trials: 4, groups: 6, testGroups: 2, data: [{ symbol: 'ACME', bars: 400 }] });
    expect([found.splits.length, found.paths.length]).toEqual([15, 5]);
    const run = await registry.get(found.runId ?? '');
    expect(run).toMatchObject({ kind: 'cross-validation', status: 'done', title: 'sma-cross fast/slow cross-validated on ACME' });
    expect(await registry.summariseTrials(run?.hypothesis ?? '')).toMatchObject({ trials: 4 });
    const byFile = await crossValidations.runOnBars(requestOf(), { symbol: 'other name', bars });
    expect((await registry.get(byFile.runId ?? ''))?.hypothesis, 'the same bars are the same hypothesis').toBe(run?.hypothesis);
  });

  it('leave no record where that is asked for, and of one that can never run', async () => {
    const { registry, crossValidations } = await open();
    expect(await crossValidations.runOnBars(requestOf(), { symbol: 'ACME', bars }, { isEphemeral: true })).toMatchObject({ runId: null, trials: 4 });
    for (const [more, message] of [[{ testGroups: 6 }, 'test groups'], [{ where: 'fast>slow' }, 'meets the condition'], [{ space: { fats: [1] } }, 'did you mean fast'], [{ space: { fast: { from: 2, to: 200 }, slow: { from: 2, to: 200 } } }, 'at most 10,000']] as const) {
      await expect(crossValidations.run(requestOf(more), key, always)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(message) });
    }
    expect(await registry.list(10)).toEqual([]);
  });
});
