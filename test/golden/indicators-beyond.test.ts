import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator, type IndicatorParams } from '../../src/quant/indicators/index.ts';
import { readColumns } from './read-columns.ts';
import { hasShared, sharedPath } from './shared.ts';

type Cells = readonly (number | null)[];

/** Relative 1e-9, absolute below 1: what running sums in another order may differ by. */
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** The first bar where ours is not theirs, or has a value where they have none; -1 where they agree. */
const firstDifference = (ours: Float64Array | undefined, theirs: Cells, from = 0): number =>
  theirs.findIndex((value, i) => i >= from && (value === null ? !Number.isNaN(ours?.[i]) : !isNear(ours?.[i] ?? Number.NaN, value)));

const readGolden = <T>(path: string): T => JSON.parse(readFileSync(sharedPath(`golden/${path}.json`), 'utf8')) as T;

const aapl = (): BarColumns => readColumns(sharedPath('data/daily/AAPL.csv'));

/** Ours: the indicator, its parameters, and which of its outputs is which of theirs. */
type Case = { file: string; name: string; params: IndicatorParams; outputs: Readonly<Record<string, string>> };

describe.runIf(hasShared)('indicators agree with TTR at every bar', () => {
  const cases: readonly Case[] = [
    { file: 'DonchianChannel', name: 'donchian', params: { timePeriod: 20 }, outputs: { high: 'upper', mid: 'middle', low: 'lower' } },
    { file: 'KeltnerChannels', name: 'keltner', params: { timePeriod: 20, multiplier: 2 }, outputs: { up: 'upper', mavg: 'middle', dn: 'lower' } },
    { file: 'HMA', name: 'hma', params: { timePeriod: 20 }, outputs: { hma: 'real' } },
    { file: 'CMF', name: 'cmf', params: { timePeriod: 20 }, outputs: { cmf: 'real' } },
    { file: 'VWAP_rolling', name: 'rolling_vwap', params: { timePeriod: 10 }, outputs: { vwap: 'real' } },
    { file: 'volatility_yang_zhang', name: 'yang_zhang', params: { timePeriod: 10, barsPerYear: 260 }, outputs: { vol: 'real' } },
  ];
  it.each(cases)('$file is $name', ({ file, name, params, outputs: names }) => {
    const { values } = readGolden<{ values: Record<string, Cells> }>(`indicators_ttr/${file}`);
    const { outputs } = computeIndicator(name, aapl(), params);
    expect(Object.keys(values).toSorted()).toEqual(Object.keys(names).toSorted());
    for (const [theirs, ours] of Object.entries(names)) expect(firstDifference(outputs[ours], values[theirs] ?? []), theirs).toBe(-1);
  });
});

describe.runIf(hasShared)('indicators agree with the libraries of npm', () => {
  it('the Ichimoku cloud of technicalindicators, its spans not displaced', () => {
    const { values } = readGolden<{ values: { conversion: number; base: number; spanA: number; spanB: number }[] }>('indicators_npm/Ichimoku_ti');
    const bars = aapl();
    const { outputs, warmup } = computeIndicator('ichimoku', bars, {});
    const first = bars.time.length - values.length;
    expect(warmup).toBe(first);
    for (const name of ['conversion', 'base', 'spanA', 'spanB'] as const) {
      expect(firstDifference(outputs[name]?.subarray(first), values.map((value) => value[name])), name).toBe(-1);
    }
  });

  it('the Supertrend of trading-signals, from its first value on', () => {
    const { values } = readGolden<{ values: ({ supertrend: number; trend: 'BULLISH' | 'BEARISH' } | null)[] }>('indicators_npm/SuperTrend_trading_signals');
    const { outputs } = computeIndicator('supertrend', aapl(), { timePeriod: 10, multiplier: 3 });
    expect(firstDifference(outputs['supertrend'], values.map((value) => value?.supertrend ?? null))).toBe(-1);
    expect(firstDifference(outputs['direction'], values.map((value) => (value === null ? null : value.trend === 'BULLISH' ? 1 : -1)))).toBe(-1);
  });
});
