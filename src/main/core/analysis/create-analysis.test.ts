import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import type { Market } from '../market/index.ts';
import { createAnalysis } from './create-analysis.ts';

const notAsked = (): never => {
  throw new Error('not asked for here');
};

const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1m') };

/** A series of prices that go up and down for ever; `read` counts the bars that were asked for. */
function openSeries(stored: number) {
  const read: number[] = [];
  const closes = Array.from({ length: stored }, (_, i) => 100 + 10 * Math.sin(i / 50) + (i % 7));
  const history: Market['history'] = async (_key, { limit }) => {
    read.push(limit);
    const close = closes.slice(-limit);
    return { ...key, seq: 1, time: close.map((_, i) => (stored - close.length + i) * 60_000), open: close, high: close, low: close, close, volume: close };
  };
  return { read, closes, analysis: createAnalysis({ market: { history, openBars: notAsked, requireInstrument: notAsked }, pacer: createManualClock() }) };
}

const ask = (timePeriod: number, name = 'ema') => ({ name, params: { timePeriod }, columns: null });

describe('an indicator over a stored series', () => {
  it.each([[20_000, 200], [20_000, 2_000], [1_000, 200]])('of %i values has its first one settled (period %i)', async (limit, period) => {
    const { analysis } = openSeries(60_000);
    const all = await analysis.computeSeriesIndicator(key, ask(period), { beforeMs: null, limit: 60_000 });
    const last = await analysis.computeSeriesIndicator(key, ask(period), { beforeMs: null, limit });
    expect([last.bars, last.warmup, last.time[0]]).toEqual([limit, 0, (60_000 - limit) * 60_000]);
    const [expected, actual] = [all.outputs['real']?.slice(-limit), last.outputs['real']].map((values) => values?.[0]);
    expect(actual, 'the value of the whole series').toBeCloseTo(Number(expected), 6);
  });

  it('has values from its first bar on even where the warm-up is longer than usual', async () => {
    const { analysis } = openSeries(60_000);
    const { outputs, warmup } = await analysis.computeSeriesIndicator(key, ask(30_000, 'sma'), { beforeMs: null, limit: 20_000 });
    expect([warmup, outputs['real']?.[0]]).toEqual([0, expect.any(Number)]);
  });

  it('has its warm-up where the series does not go back any further', async () => {
    const { analysis } = openSeries(100);
    const { outputs, warmup, bars } = await analysis.computeSeriesIndicator(key, ask(20, 'sma'), { beforeMs: null, limit: 1_000 });
    expect([bars, warmup, outputs['real']?.[18], outputs['real']?.[19]]).toEqual([100, 19, null, expect.any(Number)]);
  });

  it('reads nothing for a wrong parameter', async () => {
    const { analysis, read } = openSeries(10);
    await expect(analysis.computeSeriesIndicator(key, ask(-1), { beforeMs: null, limit: 5 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(read).toEqual([]);
  });
});
