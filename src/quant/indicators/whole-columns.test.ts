import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { resolveParams } from '../resolve-params.ts';
import { computeInputs } from './compute-indicator.ts';
import { createIndicatorStream } from './indicator-stream.ts';
import { findIndicator, listIndicators } from './registry.ts';
import { makeBars } from './test-indicator-contract.ts';

/** Longer than two of the pieces in which whole columns are walked over, and no multiple of any block. */
const count = 2_311;
const bars = makeBars(count);
/** Prices with few different values, so that whole windows are equal and highest values come in pairs. */
const coarse: BarColumns = { ...bars, ...Object.fromEntries((['open', 'high', 'low', 'close'] as const).map((column) => [column, bars[column].map((price) => Math.round(price / 4) * 4)])) };
const periods = [1, 2, 3, 5, 14, 64, 700, 1_030, 2_400];

/** The figures of the first output and of the last where they differ, else nothing. */
function differenceOf(name: string, given: Record<string, number>, series: BarColumns): string | null {
  const definition = findIndicator(name);
  const { createKernel, warmup, info } = definition;
  const params = resolveParams(name, info.params, given);
  const inputs = info.inputs.map((column) => series[column]);
  const [whole, single] = [info.outputs.map(() => new Float64Array(count)), info.outputs.map(() => new Float64Array(count))];
  computeInputs(definition, inputs, params, whole);
  computeInputs({ createKernel, warmup, info }, inputs, params, single);
  for (let k = 0; k < whole.length; k++) {
    const at = whole[k]!.findIndex((value, i) => !Object.is(value, single[k]![i]));
    if (at >= 0) return `${info.outputs[k]!.name} at bar ${at}: ${whole[k]![at]}, not ${single[k]![at]}`;
  }
  return null;
}

/** The first bar at which a stream that is fed the series differs from the kernel, each bar told wrongly first where asked for; else -1. */
function streamDiffersAt(name: string, given: Record<string, number>, series: BarColumns, isTwice: boolean): number {
  const definition = findIndicator(name);
  const { createKernel, warmup, info } = definition;
  const params = resolveParams(name, info.params, given);
  const inputs = info.inputs.map((column) => series[column]);
  const single = info.outputs.map(() => new Float64Array(count));
  computeInputs({ createKernel, warmup, info }, inputs, params, single);
  const stream = createIndicatorStream(definition, params);
  for (let i = 0; i < count; i++) {
    const values = inputs.map((column) => column[i]!);
    const result = isTwice ? (stream.add(inputs.map((column) => column[count - 1 - i]!)), stream.replace(values)) : stream.add(values);
    if (single.some((column, k) => !Object.is(column[i], result[k]))) return i;
  }
  return -1;
}

describe('over whole columns', () => {
  const withColumns = listIndicators().map(({ name }) => findIndicator(name)).filter(({ computeColumns }) => computeColumns !== undefined);

  it.each(withColumns.map(({ info }) => info.name))('%s has the bits of its kernel, for any period and wherever a piece ends', (name) => {
    const params = findIndicator(name).info.params;
    const main = params.find((param) => param.name === 'timePeriod') ?? params.find((param) => param.isInteger && param.choices === undefined);
    for (const period of periods.filter((period) => main !== undefined && period >= main.min && period <= main.max)) {
      for (const series of [bars, coarse]) expect(differenceOf(name, { [main!.name]: period }, series), `period ${period}`).toBeNull();
    }
    expect(differenceOf(name, {}, bars)).toBeNull();
  });

  const withTicks = ['sma', 'ema', 'wma', 'rsi', 'macd', 'bbands', 'atr', 'adx', 'stoch', 'cci'];

  it.each(withTicks)('%s has the bits of its kernel as a stream, through standstills, steps and bars that change', (name) => {
    const main = findIndicator(name).info.params.find((param) => param.isInteger && param.choices === undefined)!;
    for (const period of [2, 3, 14, 64].filter((one) => one >= main.min)) {
      for (const series of [bars, coarse]) for (const isTwice of [false, true]) expect(streamDiffersAt(name, { [main.name]: period }, series, isTwice), `period ${period}`).toBe(-1);
    }
  });
});
