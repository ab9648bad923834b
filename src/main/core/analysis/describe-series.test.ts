import { describe, expect, it } from 'vitest';
import type { BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import type { DescriptionProgress, SeriesDescription } from '../../../contract/model/description.ts';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import type { Run } from '../../../contract/model/run.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { JobOptions, JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import { createDescriptions, type DescribeRequest } from './describe-series.ts';

const key: SeriesKey = { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1m') };
const series: DescribeRequest = { kind: 'series', key, beforeMs: epochMs(99), bars: 3, keepsBreaks: true };
const answer = { name: 'ACME' } as SeriesDescription;
const page: BarPage = { ...key, seq: 1, time: [1, 2, 3], open: [1, 1, 1], high: [2, 2, 2], low: [0.5, 0.5, 0.5], close: [1, 2, 1], volume: [0, 0, 0] };

/** Descriptions over jobs that are ended by the test. */
function setUp() {
  const asked: unknown[] = [];
  let job: { options: JobOptions; end: (outcome: unknown) => void } | null = null;
  const jobs = {
    run: (task: string, input: unknown, options: JobOptions) => {
      asked.push([task, input]);
      return new Promise((resolve) => {
        job = { options, end: resolve };
        options.signal?.addEventListener('abort', () => resolve({ ok: false, error: { reason: 'cancelled', message: 'The job was cancelled.' } }));
      });
    },
  } as unknown as JobPort;
  const descriptions = createDescriptions({
    jobs,
    market: {
      requireInstrument: (id) => {
        if (id !== key.instrumentId) throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
        return { symbol: 'ACME' } as Instrument;
      },
      history: async (wanted, options) => {
        asked.push([wanted, options]);
        return page;
      },
    },
    runs: { get: async (runId) => ({ runId, title: 'sma-cross' }) as Run, resultBody: async () => Uint8Array.of(123, 125) },
  });
  return { descriptions, asked, job: async () => {
    while (job === null) await Promise.resolve();
    return job;
  } };
}

describe('descriptions', () => {
  it('are computed by a job over the bars before a moment', async () => {
    const { descriptions, asked, job } = setUp();
    const described = descriptions.describe(series);
    (await job()).end({ ok: true, value: answer });
    expect(await described).toBe(answer);
    expect(asked[0]).toEqual([key, { beforeMs: 99, limit: 3 }]);
    expect(asked[1]).toMatchObject(['series.describe', { kind: 'prices', key, name: 'ACME', stepMs: 60_000, keepsBreaks: true, bars: { close: Float64Array.of(1, 2, 1) } }]);
  });

  it('of a run are computed from its stored bytes', async () => {
    const { descriptions, asked, job } = setUp();
    const described = descriptions.describe({ kind: 'run', runId: 'run-7' });
    (await job()).end({ ok: true, value: answer });
    await described;
    expect(asked).toEqual([['series.describe', { kind: 'equity', runId: 'run-7', name: 'sma-cross', body: Uint8Array.of(123, 125) }]]);
  });

  it('tell how far they are, then what they found, and end', async () => {
    const { descriptions, job } = setUp();
    const items: DescriptionProgress[] = [];
    const stream = descriptions.watch(series, new AbortController().signal);
    items.push((await stream.next()).value as DescriptionProgress);
    const next = stream.next();
    const { options, end } = await job();
    options.onProgress?.(0.4);
    items.push((await next).value as DescriptionProgress);
    end({ ok: true, value: answer });
    for await (const item of stream) items.push(item);
    expect(items).toEqual([{ share: 0, description: null }, { share: 0.4, description: null }, { share: 1, description: answer }]);
  });

  it('cancel their job when nobody reads any more', async () => {
    const { descriptions, job } = setUp();
    const reader = new AbortController();
    const stream = descriptions.watch(series, reader.signal);
    await stream.next();
    const next = stream.next();
    const { options } = await job();
    reader.abort();
    expect(await next).toMatchObject({ done: true });
    expect(options.signal?.aborted).toBe(true);
  });

  it('say why there is none', async () => {
    const { descriptions, job } = setUp();
    await expect(descriptions.describe({ ...series, key: { ...key, instrumentId: instrumentId('SIM:NONE') } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const stream = descriptions.watch(series, new AbortController().signal);
    await stream.next();
    const next = stream.next();
    (await job()).end({ ok: false, error: { reason: 'out-of-memory', message: 'The job needed more memory than it may have.' } });
    await expect(next).rejects.toMatchObject({ code: 'UNAVAILABLE', message: 'The job needed more memory than it may have.' });
  });
});
