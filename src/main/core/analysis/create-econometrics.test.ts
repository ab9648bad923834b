import { describe, expect, it } from 'vitest';
import type { BarPage } from '../../../contract/model/bar.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { reportTests, type SeriesTestRequest } from '../../../quant/econometrics/index.ts';
import { QuantError } from '../../../quant/error.ts';
import { normal, streamKey } from '../../../quant/random/index.ts';
import { reportVolatility, type VolatilityRequest } from '../../../quant/volatility/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { createEconometrics, type ReturnSource } from './index.ts';

const acme = instrumentId('SIM:ACME');
const key = { instrumentId: acme, timeframe: timeframe('1d') };
const returns = Array.from({ length: 200 }, (_, i) => normal(streamKey(2, 1), i));
const request = { options: { model: 'garch' }, measure: null, forecast: { horizon: 3, paths: 100 } } as const;

/** A pool that does the work here and now, over a market with one instrument. */
function open() {
  const asked: [string, unknown][] = [];
  const jobs = {
    async run(task: string, input: unknown) {
      asked.push([task, input]);
      try {
        return { ok: true, value: task === 'series.test' ? reportTests(input as SeriesTestRequest) : reportVolatility(input as VolatilityRequest) };
      } catch (error) {
        if (!(error instanceof QuantError)) throw error;
        return { ok: false, error: { reason: 'failed', message: error.message } };
      }
    },
  } as unknown as JobPort;
  let level = 0;
  const close = [100, ...returns.map((value) => 100 * Math.exp((level += value) / 100))];
  const market: Pick<Market, 'history' | 'requireInstrument'> = {
    requireInstrument(id) {
      if (id !== acme) throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
      return {} as ReturnType<Market['requireInstrument']>;
    },
    history: async (series, { limit }) => {
      const last = close.slice(-limit);
      return { ...series, seq: 1, time: last.map((_, i) => i), open: last, high: last.map((one) => one * 1.01), low: last.map((one) => one * 0.99), close: last, volume: last } as BarPage;
    },
  };
  return { econometrics: createEconometrics({ market, jobs }), asked };
}

describe('volatility', () => {
  it('of a stored series is that of its returns', async () => {
    const { econometrics, asked } = open();
    const ofSeries = await econometrics.fitVolatility({ kind: 'series', key, beforeMs: null, bars: 201 }, request);
    const ofReturns = await econometrics.fitVolatility({ kind: 'returns', returns }, request);
    expect(ofSeries.time).toHaveLength(200);
    expect(ofReturns.time).toBe(null);
    expect(ofSeries.logLikelihood).toBeCloseTo(ofReturns.logLikelihood, 8);
    expect([ofSeries.forecast.length, ofSeries.sigma.length, asked.map(([task]) => task)]).toEqual([3, 200, ['volatility.fit', 'volatility.fit']]);
  });
  it('of har may be measured by the ranges of bars, not of returns alone, and has no value before its month', async () => {
    const { econometrics } = open();
    const har = { ...request, options: { model: 'har' }, measure: 'parkinson' } as const;
    const { sigma } = await econometrics.fitVolatility({ kind: 'series', key, beforeMs: null, bars: 201 }, { ...har, measure: null });
    expect(sigma.slice(20, 23)).toEqual([null, null, expect.any(Number)]);
    await expect(econometrics.fitVolatility({ kind: 'returns', returns }, har)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('needs bars') });
  });
  it.each<[string, ReturnSource, string]>([
    ['an unknown instrument', { kind: 'series', key: { ...key, instrumentId: instrumentId('SIM:NONE') }, beforeMs: null, bars: 100 }, 'NOT_FOUND'],
    ['too few bars', { kind: 'series', key, beforeMs: null, bars: 20 }, 'INVALID_INPUT'],
    ['returns that never move', { kind: 'returns', returns: returns.map(() => 0) }, 'INVALID_INPUT'],
  ])('is refused for %s', async (_, source, code) => {
    await expect(open().econometrics.fitVolatility(source, request)).rejects.toMatchObject({ name: 'AppError', code });
  });
});

describe('tests', () => {
  const options = { trend: 'constant', lags: null } as const;
  it('of one series leave out gaps and count them', async () => {
    const report = await open().econometrics.testSeries([{ name: 'a', values: [null, ...returns, null] }], options);
    expect(report).toMatchObject({ observations: 200, leftOut: 2, hedge: null, relations: null });
    expect(report.tests.map(({ test }) => test)).toEqual(['adf', 'kpss', 'ljung-box', 'arch-lm', 'jarque-bera']);
    expect(report.tests[0]).toMatchObject({ isRejected: true, criticalValues: { '5%': expect.any(Number) } });
  });
  it('of several leave out the rows that one does not have, and name the hedge', async () => {
    const walk = returns.map((_, i) => returns.slice(0, i + 1).reduce((sum, value) => sum + value, 50));
    const other = walk.map((value, i) => (i === 3 ? null : 2 * value + (returns[(i * 7) % 200] ?? 0)));
    const { tests, hedge, relations, leftOut } = await open().econometrics.testSeries([{ name: 'a', values: other }, { name: 'b', values: walk }], options);
    expect([leftOut, tests[0]?.test, tests[0]?.isRejected, relations?.rank]).toEqual([1, 'engle-granger', true, 1]);
    expect(hedge?.ratios['b']).toBeCloseTo(2, 1);
    expect(relations?.weights[0]).toEqual({ a: 1, b: expect.closeTo(-2, 1) });
  });
  it('say which of them cannot be made and why', async () => {
    await expect(open().econometrics.testSeries([{ name: 'a', values: [1, 1, 1, 1, 1, 1, 1] }], options)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(/^adf: .*never changes/) });
    await expect(open().econometrics.testSeries([{ name: 'a', values: [null, null] }], options)).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'None of the 2 rows has a value; at least one is needed.' });
  });
});
