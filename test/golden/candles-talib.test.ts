import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator, listIndicators } from '../../src/quant/indicators/index.ts';

type GoldenCase = { name: string; params: Record<string, number>; lookback: number; until: number; hits: [number, number][] };
type Golden = { bars: Record<'open' | 'high' | 'low' | 'close', number[]>; cases: GoldenCase[] };

const { bars: quarters, cases } = JSON.parse(readFileSync(new URL('candles-talib.json', import.meta.url), 'utf8')) as Golden;
const toPrices = (column: number[]): Float64Array => Float64Array.from(column, (value) => value / 4);
const bars: BarColumns = {
  time: Float64Array.from(quarters.close, (_, i) => i), volume: new Float64Array(quarters.close.length),
  open: toPrices(quarters.open), high: toPrices(quarters.high), low: toPrices(quarters.low), close: toPrices(quarters.close),
};

describe('candle patterns are where TA-Lib finds them, and nowhere else', () => {
  it.each(cases)('$name with $params', ({ name, params, lookback, until, hits }) => {
    const { outputs, warmup } = computeIndicator(name, bars, params);
    const found = Array.from(outputs['integer'] ?? []).flatMap((value, bar) => (bar >= lookback && bar <= until && value !== 0 ? [[bar, value]] : []));
    expect(warmup).toBe(lookback);
    expect(found).toEqual(hits);
  });

  it('every pattern is compared, and found at least twice', () => {
    const patterns = listIndicators().filter((info) => info.name.startsWith('cdl'));
    expect(patterns).toHaveLength(61);
    for (const { name } of patterns) expect(cases.filter((one) => one.name === name).flatMap((one) => one.hits).length, name).toBeGreaterThanOrEqual(2);
  });
});
