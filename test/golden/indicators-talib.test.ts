import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator } from '../../src/quant/indicators/index.ts';

type Column = Exclude<keyof BarColumns, 'time'>;
type GoldenCase = { name: string; bars: 'trend' | 'coarse'; inputs: Column[]; params: Record<string, number>; lookback: number; values: Record<string, (number | null)[]> };
type Golden = { bars: Record<'trend' | 'coarse', Record<Column, number[]>>; cases: GoldenCase[] };

const { bars, cases } = JSON.parse(readFileSync(new URL('indicators-talib.json', import.meta.url), 'utf8')) as Golden;

const toColumns = (named: Record<Column, number[]>): BarColumns => ({
  time: Float64Array.from(named.close, (_, i) => i),
  open: Float64Array.from(named.open), high: Float64Array.from(named.high), low: Float64Array.from(named.low),
  close: Float64Array.from(named.close), volume: Float64Array.from(named.volume),
});

/**
 * Where TA-Lib's running sums lose digits that ours keep: in windows that hardly move it computes a small difference of large
 * sums, so that its values there are good to fewer digits only.
 */
const looseDigits: Readonly<Record<string, number>> = { stddev: 3e-6, bbands: 1e-6, correl: 1e-4, beta: 1e-4 };

/** The bars that values are given for: the first six from `first` on, and every ninth after them. */
const barOf = (first: number, k: number): number => first + (k < 6 ? k : 6 + (k - 6) * 9);

describe('indicators agree with TA-Lib from its first bar on, whatever their parameters', () => {
  const names = [...new Set(cases.map((one) => one.name))];
  it.each(names)('%s', (name) => {
    const tolerance = looseDigits[name] ?? 1e-9;
    for (const { bars: series, inputs, params, lookback, values } of cases.filter((one) => one.name === name)) {
      const { outputs, warmup } = computeIndicator(name, toColumns(bars[series]), params, inputs);
      const where = `${name} of ${series} with ${JSON.stringify(params)}`;
      expect(warmup, where).toBe(lookback);
      expect(Object.keys(outputs), where).toEqual(Object.keys(values));
      for (const [key, expected] of Object.entries(values)) {
        expected.forEach((value, k) => {
          const ours = outputs[key]?.[barOf(lookback, k)] ?? Number.NaN;
          if (value === null) expect(Number.isFinite(ours), `${where}, bar ${barOf(lookback, k)}`).toBe(true);
          else expect(Math.abs(ours - value) / Math.max(1, Math.abs(value)), `${where}, ${key} at bar ${barOf(lookback, k)}: ${ours}, not ${value}`).toBeLessThanOrEqual(tolerance);
        });
      }
    }
  });

  it('every one of its functions but element-wise arithmetic is there', () => {
    expect(names.length).toBeGreaterThanOrEqual(81);
  });
});
