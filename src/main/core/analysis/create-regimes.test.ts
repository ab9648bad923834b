import { describe, expect, it } from 'vitest';
import type { BarPage } from '../../../contract/model/bar.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { usualRules } from '../../../quant/regimes/index.ts';
import type { JobOptions, JobOutcome, JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { createRegimes, type PriceSource } from './index.ts';

const acme = instrumentId('SIM:ACME');
const source: PriceSource = { kind: 'series', key: { instrumentId: acme, timeframe: timeframe('1d') }, beforeMs: null, bars: 3 };
const options = { states: 2, starts: 1, seed: 1, fittedReturns: null };

/** Jobs that the test answers by hand. */
function open(run: (task: string, input: unknown, call: JobOptions) => Promise<JobOutcome<never>>) {
  const jobs = { run, concurrency: 1, dispose: async () => {} } as unknown as JobPort;
  const market: Pick<Market, 'history' | 'requireInstrument'> = {
    requireInstrument(id) {
      if (id !== acme) throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
      return {} as ReturnType<Market['requireInstrument']>;
    },
    history: async (key, { limit }) => ({ ...key, time: [1, 2, 3].slice(-limit), close: [10, 11, 12].slice(-limit) }) as unknown as BarPage,
  };
  return createRegimes({ market, jobs });
}

describe('regimes', () => {
  it('hand the closes of the stretch to a job with all that was asked', async () => {
    const asked: unknown[] = [];
    const regimes = open(async (task, input) => {
      asked.push([task, input]);
      return { ok: true, value: 'fit' as never };
    });
    const prices = { time: Float64Array.of(1, 2, 3), close: Float64Array.of(10, 11, 12) };
    expect(await regimes.fit(source, options)).toBe('fit');
    await regimes.judge(source, usualRules);
    await regimes.findChanges(source, { kind: 'mean', penalty: null, shortest: 5 });
    expect(asked).toEqual([['regimes.fit', { ...options, prices }], ['regimes.judge', { prices, rules: usualRules }], ['regimes.changes', { prices, kind: 'mean', penalty: null, shortest: 5 }]]);
  });
  it('of an unknown instrument are NOT_FOUND, and what the job refuses is INVALID_INPUT', async () => {
    const regimes = open(async () => ({ ok: false, error: { reason: 'failed', message: 'The price of bar 2 is 0.' } }));
    await expect(regimes.fit({ ...source, key: { ...source.key, instrumentId: instrumentId('SIM:NONE') } }, options)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(regimes.fit(source, options)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'The price of bar 2 is 0.' });
  });
  it('as a stream tell how far they are, then the fit, then end', async () => {
    const regimes = open(async (_task, _input, { onProgress }) => {
      onProgress?.(0.5);
      return { ok: true, value: 'fit' as never };
    });
    const told: unknown[] = [];
    for await (const item of regimes.watchFit(source, options, new AbortController().signal)) told.push(item);
    expect(told[0]).toEqual({ share: 0, fit: null });
    expect(told.at(-1)).toEqual({ share: 1, fit: 'fit' });
  });
  it('cancel the job when nobody reads on', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const regimes = open(async (_task, _input, { signal, onProgress }) => {
      signals.push(signal);
      onProgress?.(0.1);
      return new Promise(() => {});
    });
    const stream = regimes.watchFit(source, options, new AbortController().signal);
    await stream.next();
    await stream.next();
    await stream.return();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });
});
