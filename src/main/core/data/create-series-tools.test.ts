import { describe, expect, it } from 'vitest';
import type { BarColumns, BarPage } from '../../../contract/model/bar.ts';
import { gapReportSchema } from '../../../contract/model/gap-report.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { adjustedBarsSchema, alignedClosesSchema, madeFactorsSchema, resampledBarsSchema } from '../../../contract/model/series-tools.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { adjustBars, alignSeries, makeFactors, reportGaps, resample } from '../../../quant/series/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { createSeriesTools, type BarSource } from './index.ts';

const hourMs = 3_600_000;
const acme = instrumentId('SIM:ACME');
const work: Readonly<Record<string, (input: never) => unknown>> = {
  'series.factors': makeFactors, 'series.gaps': reportGaps, 'series.resample': resample,
  'series.adjust': ({ bars, table, from, to, clock }: { bars: BarColumns; table: Parameters<typeof adjustBars>[1]; from: 'raw'; to: 'split'; clock: Parameters<typeof adjustBars>[4] }) => adjustBars(bars, table, from, to, clock),
  'series.align': ({ series, options }: { series: Parameters<typeof alignSeries>[0]; options: Parameters<typeof alignSeries>[1] }) => alignSeries(series, options),
};

/** The jobs' work done in place, over a market of one instrument with hourly bars. */
function open(calendar: string, fromMs: number, hours: number) {
  const jobs = {
    run: async (task: string, input: never) => {
      try {
        return { ok: true, value: work[task]?.(structuredClone(input) as never) };
      } catch (error) {
        return { ok: false, error: { reason: 'failed', message: (error as Error).message } };
      }
    },
  } as unknown as JobPort;
  const list = Array.from({ length: hours }, (_, i) => i + 1);
  const market: Pick<Market, 'history' | 'requireInstrument'> = {
    requireInstrument(id) {
      if (id !== acme) throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
      return { id, calendar } as ReturnType<Market['requireInstrument']>;
    },
    history: async (key) => ({ ...key, time: list.map((i) => fromMs + (i - 1) * hourMs), open: list, high: list, low: list, close: list, volume: list.map(() => 1) }) as unknown as BarPage,
  };
  return createSeriesTools({ market, jobs });
}

const source: BarSource = { kind: 'series', key: { instrumentId: acme, timeframe: timeframe('1h') }, beforeMs: null, bars: 100 };
const own = { calendar: null, timezone: null };

describe('series tools', () => {
  it('keep the calendar of the instrument where none is named, and always where it is not known', async () => {
    const gaps = async (calendar: string) => (await open(calendar, 0, 30).findGaps(source, { ...own, openOnly: false, limit: 10 })).calendar;
    expect(await gaps('sim-equity')).toBe('sim-equity');
    expect(await gaps('moon-exchange')).toBe('always');
  });
  it('cut days by the clock of a zone: the one with a repeated hour has 25', async () => {
    const tools = open('always', Date.parse('2013-11-02T04:00Z'), 73);
    const days = resampledBarsSchema.parse(await tools.resample(source, { calendar: null, timezone: 'America/New_York', to: timeframe('1d') }));
    expect(days).toMatchObject({ bars: 3, volume: [24, 25, 24], timezone: 'America/New_York', outside: 0, timeframe: '1d' });
    expect(days.close).toEqual([24, 49, 73]);
  });
  it('answer as the contract says', async () => {
    const tools = open('sim-equity', Date.parse('2026-01-05T00:00Z'), 48);
    const report = gapReportSchema.parse(await tools.findGaps(source, { ...own, openOnly: true, limit: 10 }));
    expect(report).toMatchObject({ bars: 48, barMs: hourMs, gapCount: 0 });
    const adjusted = adjustedBarsSchema.parse(await tools.adjust(source, { factors: [{ date: '2026-01-05', priceFactor: 1, splitFactor: 0.5 }], from: 'raw', to: 'split', timezone: null }));
    expect([adjusted.close[23], adjusted.close[24], adjusted.volume[0]]).toEqual([12, 25, 2]);
    const aligned = alignedClosesSchema.parse(await tools.align([source, { kind: 'bars', name: 'OWN', bars: { ...flat, time: Float64Array.of(Date.parse('2026-01-05T00:30Z')) } }], { join: 'outer' }));
    expect(aligned.series.map(({ name, missing, close }) => [name, missing, close.slice(0, 2)])).toEqual([['SIM:ACME', 1, [1, null]], ['OWN', 48, [null, 7]]]);
    expect(tools.calendars().map((one) => one.name)).toContain('us-equity');
  });
  it('make a factor table of actions, which adjusts as the actions themselves do', async () => {
    const tools = open('sim-equity', Date.parse('2026-01-05T00:00Z'), 72);
    const actions = [{ date: '2026-01-06', type: 'split', value: 2 }, { date: '2026-01-07', type: 'dividend', value: 12 }, { date: '2026-01-05', type: 'dividend', value: 1 }] as const;
    const made = madeFactorsSchema.parse(await tools.makeFactors(source, { actions, timezone: null }));
    // The last close of 6 January is 48.
    expect(made).toEqual({ factors: [{ date: '2026-01-05', priceFactor: 0.75, splitFactor: 0.5 }, { date: '2026-01-06', priceFactor: 0.75, splitFactor: 1 }], used: 2, leftOut: 1 });
    const ask = { from: 'raw', to: 'total-return', timezone: null } as const;
    const adjusted = adjustedBarsSchema.parse(await tools.adjust(source, { ...ask, actions }));
    expect(adjusted.actions, 'what was left out is counted here, too').toEqual({ used: 2, leftOut: 1 });
    expect({ ...adjusted, actions: null }).toEqual(await tools.adjust(source, { ...ask, factors: made.factors }));
    await expect(tools.adjust(source, { ...ask, actions, from: 'split' })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('give raw bars, or a factor table') as string });
    await expect(tools.makeFactors(source, { actions: [{ date: '2026-01-07', type: 'dividend', value: 48 }], timezone: null })).rejects.toThrow('The dividend of 48 on 2026-01-07 is not from 0 to below the close of 48');
  });
  it('tell series of one instrument apart by their bars', async () => {
    const aligned = await open('always', 0, 3).align([source, { ...source, key: { ...source.key, timeframe: timeframe('1d') } }], { join: 'inner' });
    expect(aligned.series.map((one) => one.name)).toEqual(['SIM:ACME 1h', 'SIM:ACME 1d']);
  });
  it.each([
    ['INVALID_INPUT', { calendar: 'us-equty' }, 'There is no trading calendar us-equty; did you mean us-equity?'],
    ['INVALID_INPUT', { timezone: 'Mars/Base' }, '"Mars/Base" is no time zone'],
    ['INVALID_INPUT', { calendar: 'us-equity', timezone: 'Europe/Berlin' }, 'keeps the clock of America/New_York'],
    ['INVALID_INPUT', { to: timeframe('2d') }, 'Bars of 2d cannot be made of sessions'],
    ['INVALID_INPUT', { to: timeframe('30m') }, 'shorter ones of 30 minutes cannot be made'],
  ])('refuse with %s: %j', async (code, change, message) => {
    await expect(open('always', 0, 10).resample(source, { ...own, to: timeframe('1d'), ...change })).rejects.toMatchObject({ code, message: expect.stringContaining(message) as string });
  });
  it('of an unknown instrument are NOT_FOUND', async () => {
    const unknown: BarSource = { ...source, kind: 'series', key: { instrumentId: instrumentId('SIM:NONE'), timeframe: timeframe('1d') } } as BarSource;
    await expect(open('always', 0, 1).findGaps(unknown, { ...own, openOnly: false, limit: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

const flat: BarColumns = { time: Float64Array.of(0), open: Float64Array.of(7), high: Float64Array.of(7), low: Float64Array.of(7), close: Float64Array.of(7), volume: Float64Array.of(0) };
