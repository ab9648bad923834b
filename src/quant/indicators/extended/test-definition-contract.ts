import { expect } from 'vitest';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { computeIndicator } from '../compute-indicator.ts';
import type { IndicatorParams } from '../define-indicator.ts';
import { makeBars } from '../test-indicator-contract.ts';

/** Definitions written out plainly, for tests: each value is made afresh from plain lists, with nothing carried over and no kernel. NaN where there is none. */
export type Plain = readonly number[];

export const testBars = makeBars(320);

export const list = (values: Float64Array): Plain => Array.from(values);
export const [opens, highs, lows, closes, volumes] = (['open', 'high', 'low', 'close', 'volume'] as const).map((name) => list(testBars[name])) as [Plain, Plain, Plain, Plain, Plain];

export const valueAt = (values: Plain, i: number): number => values[i] ?? Number.NaN;
export const sumOf = (values: Plain): number => values.reduce((sum, value) => sum + value, 0);
export const mean = (values: Plain): number => sumOf(values) / values.length;
export const zip = (a: Plain, b: Plain, join: (x: number, y: number) => number): number[] => a.map((x, i) => join(x, valueAt(b, i)));

/** Population deviation. */
export const deviation = (values: Plain): number => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

/** What is said of each whole window of `count` values. */
export const rolling = (values: Plain, count: number, say: (window: Plain) => number): number[] =>
  values.map((_, i) => (i < count - 1 ? Number.NaN : say(values.slice(i - count + 1, i + 1))));

export const plainSma = (values: Plain, count: number): number[] => rolling(values, count, mean);
export const plainHighest = (values: Plain, count: number): number[] => rolling(values, count, (window) => Math.max(...window));
export const plainLowest = (values: Plain, count: number): number[] => rolling(values, count, (window) => Math.min(...window));
export const plainWma = (values: Plain, count: number): number[] =>
  rolling(values, count, (window) => sumOf(window.map((value, k) => value * (k + 1))) / ((count * (count + 1)) / 2));

/** Begun with the plain mean of the first values; the first of all may be NaN. */
export function plainEma(values: Plain, count: number, weight = 2 / (count + 1)): number[] {
  const first = values.findIndex((value) => !Number.isNaN(value));
  const result = values.map(() => Number.NaN);
  for (let i = first + count - 1; i < values.length; i++) {
    result[i] = i === first + count - 1 ? mean(values.slice(first, first + count)) : weight * valueAt(values, i) + (1 - weight) * valueAt(result, i - 1);
  }
  return result;
}

export const plainTrueRange: Plain = highs.map((high, i) => {
  const before = valueAt(closes, i - 1);
  return Math.max(high, before) - Math.min(valueAt(lows, i), before);
});

export function plainRsi(values: Plain, count: number): number[] {
  const changes = values.map((value, i) => value - valueAt(values, i - 1));
  const gains = plainEma(changes.map((change) => Math.max(change, 0)), count, 1 / count);
  const losses = plainEma(changes.map((change) => Math.max(-change, 0)), count, 1 / count);
  return zip(gains, losses, (gain, loss) => (gain + loss === 0 ? 0 : (100 * gain) / (gain + loss)));
}

/** Compares an output with its plain definition at every bar, those without a value included: relative 1e-9, absolute below 1. */
export function expectPlain(name: string, params: IndicatorParams, output: string, plain: Plain, bars: BarColumns = testBars): void {
  const ours = computeIndicator(name, bars, params).outputs[output];
  if (ours === undefined) throw new Error(`${name} has no output ${output}.`);
  expect(plain.some(Number.isFinite), `${name} ${output}: the definition has values`).toBe(true);
  expect(ours).toHaveLength(plain.length);
  plain.forEach((value, i) => {
    const isSame = Number.isNaN(value) ? Number.isNaN(ours[i]) : Math.abs(ours[i]! - value) <= 1e-9 * Math.max(1, Math.abs(value));
    expect(isSame, `${name} ${output} at bar ${i}: ${ours[i]}, by definition ${value}`).toBe(true);
  });
}
