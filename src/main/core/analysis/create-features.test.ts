import { describe, expect, it } from 'vitest';
import type { BarPage } from '../../../contract/model/bar.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { computeFeatures, computeJoins, listFeatures } from '../../../quant/features/index.ts';
import type { TaskInput } from '../../../quant/tasks.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import { createFeatures } from './create-features.ts';

const acme = instrumentId('SIM:ACME');
const hourMs = 3_600_000;

/** Pages of as many bars as are asked for, an hour or a day apart. */
function pageOf(id: string, length: string, limit: number): BarPage {
  const stepMs = length === '1d' ? 24 * hourMs : hourMs;
  const close = Array.from({ length: limit }, (_, i) => 100 + id.length + 5 * Math.sin(i / 7) + ((i * 13) % 5));
  return {
    instrumentId: instrumentId(id), timeframe: timeframe(length), seq: 0, time: close.map((_, i) => Date.UTC(2024, 2, 1) + i * stepMs), open: close, high: close.map((value) => value + 1),
    low: close.map((value) => value - 1), close, volume: close.map((_, i) => 100 + (i % 9)),
  };
}

/** Features whose jobs run here, and what they were given. */
function setUp() {
  const inputs: TaskInput<'features.compute'>[] = [];
  const limits: number[] = [];
  const jobs: JobPort = {
    concurrency: 1,
    async run(_task, input) {
      const task = input as TaskInput<'features.compute'>;
      inputs.push(task);
      const { names, warmups, columns } = computeFeatures(task.columns, task.names, { clock: task.clock, peers: task.peers });
      const joined = computeJoins(task.columns.time, task.barMs, task.joins);
      return { ok: true, value: { names: [...names, ...joined.map((one) => one.name)], warmups: [...warmups, ...joined.map(() => 0)], columns: { ...columns, ...Object.fromEntries(joined.map((one) => [one.name, one.values])) } } as never };
    },
    async dispose() {},
  };
  const market = {
    async history({ instrumentId: id, timeframe: length }: { instrumentId: string; timeframe: string }, { limit }: { limit: number }) {
      limits.push(limit);
      return pageOf(id, length, limit);
    },
    requireInstrument(id: string) {
      if (id !== acme && id !== 'SIM:KITE') throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
      return undefined as never;
    },
  };
  return { features: createFeatures({ market: market as never, jobs }), inputs, limits };
}

const usual = { set: 'default', names: ['return_5', 'time_of_day_sin'], timezone: null };
const stretch = { beforeMs: null, limit: 20, peers: [] };

describe('features of a series', () => {
  it('are its last values, computed with what must settle before them', async () => {
    const { features, limits } = setUp();
    const { bars, names, warmups, time, columns } = await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, usual, stretch);
    const { close } = pageOf(acme, '1h', limits[0] ?? 0);
    expect([bars, names, warmups, time.length]).toEqual([20, ['return_5', 'time_of_day_sin'], [0, 0], 20]);
    expect(columns['return_5']?.at(-1)).toBeCloseTo(Math.log((close.at(-1) ?? 0) / (close.at(-6) ?? 0)), 12);
    expect(limits).toEqual([5_020]);
  });

  it('go by the clock of the zone, but bars of a day by their date', async () => {
    const { features, inputs } = setUp();
    const request = { ...usual, timezone: 'America/New_York' };
    const { columns, time } = await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, request, stretch);
    const local = new Date((time[0] ?? 0) - 4 * hourMs);
    expect(columns['time_of_day_sin']?.[0]).toBeCloseTo(Math.sin((2 * Math.PI * local.getUTCHours()) / 24), 12);
    await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1d') }, request, stretch);
    expect(inputs.map((input) => input.clock?.zone ?? null)).toEqual(['America/New_York', null]);
  });

  it('compare with the peers that are named', async () => {
    const { features } = setUp();
    const request = { ...usual, names: ['lead_1'] };
    const { columns } = await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, request, { ...stretch, peers: [instrumentId('SIM:KITE')] });
    expect(columns['lead_1']?.every(Number.isFinite)).toBe(true);
  });

  it('have series from elsewhere beside them, as they were known at the end of each bar', async () => {
    const { features, inputs } = setUp();
    const start = (await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, usual, stretch)).time[0] ?? 0;
    const series = { time: [start, start], knownAtMs: [start + 2 * hourMs, start + 2 * hourMs + 1], value: [7, 8] };
    const { names, columns } = await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, usual, { ...stretch, joins: [{ name: 'rates', series }] });
    expect(names).toEqual(['return_5', 'time_of_day_sin', 'join.rates', 'join.rates.age_days']);
    expect(Array.from(columns['join.rates']?.subarray(0, 4) ?? [])).toEqual([Number.NaN, 7, 8, 8]);
    expect(columns['join.rates.age_days']?.[2]).toBeCloseTo((hourMs - 1) / (24 * hourMs), 12);
    expect(inputs.at(-1)?.barMs).toBe(hourMs);
  });

  it('take for the length of a bar the least distance, and never more than the timeframe', async () => {
    const { features, inputs } = setUp();
    const { open, high, low, close, volume } = pageOf(acme, '1d', 4);
    const columns = (days: readonly number[]) => ({
      time: Float64Array.from(days, (one) => one * 24 * hourMs), open: Float64Array.from(open), high: Float64Array.from(high), low: Float64Array.from(low), close: Float64Array.from(close), volume: Float64Array.from(volume),
    });
    const lengthOf = async (days: readonly number[], barMs?: number) => {
      await features.compute({ columns: columns(days), peers: [], isDated: true, ...(barMs === undefined ? {} : { barMs }) }, { ...usual, names: ['return_1'] });
      return (inputs.at(-1)?.barMs ?? 0) / (24 * hourMs);
    };
    expect([await lengthOf([0, 31, 59, 90]), await lengthOf([0, 31, 59, 90], 24 * hourMs)]).toEqual([28, 1]);
  });

  it('are refused before anything is read where the request is wrong', async () => {
    const { features, limits } = setUp();
    const key = { instrumentId: acme, timeframe: timeframe('1h') };
    const refusal = (request: Partial<typeof usual> | { names: null; set: string }, options: object = {}): Promise<unknown> => features.computeSeries(key, { ...usual, ...request } as never, { ...stretch, ...options });
    await expect(refusal({ names: ['retrun_5'] })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'There is no feature retrun_5; did you mean return_5?', details: { code: 'UNKNOWN_FEATURE' } });
    await expect(refusal({ names: null, set: 'all' })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'There is no set of features all; there is default.' });
    await expect(refusal({ names: null, set: 'default' }, { limit: 20_000 })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(/ask for fewer names or a limit of \d+ bars\.$/) as unknown });
    await expect(refusal({}, { peers: [instrumentId('SIM:NONE')] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(refusal({ timezone: 'Moon/Base' } as never)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'There is no time zone Moon/Base; give a name of the IANA database, such as America/New_York.' });
    expect(limits).toEqual([]);
  });

  it('of the default set are those that are listed, and the same name twice is one', async () => {
    const { features } = setUp();
    const { names } = await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, { ...usual, names: null as never }, stretch);
    expect(names).toEqual(listFeatures().map((info) => info.name));
    expect((await features.computeSeries({ instrumentId: acme, timeframe: timeframe('1h') }, { ...usual, names: ['return_5', 'return_5'] }, stretch)).names).toEqual(['return_5']);
  });
});
