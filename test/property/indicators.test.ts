import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator, computeRollingMax, computeRollingMin, createIndicatorStream, findIndicator, listIndicators } from '../../src/quant/indicators/index.ts';
import { smallParams } from '../../src/quant/indicators/test-indicator-contract.ts';

/** A price; now and then none, now and then the same again and again. */
const price = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 1_000 }) }, { weight: 3, arbitrary: fc.double({ min: 1e-3, max: 1e9, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
const bar = fc.record({ high: price, low: price, close: price, wrong: price, isReplaced: fc.boolean(), isRestarted: fc.boolean() });
const series = fc.array(bar, { maxLength: 60 });

const column = (bars: readonly { high: number; low: number; close: number }[], name: 'high' | 'low' | 'close'): Float64Array => Float64Array.from(bars, (one) => one[name]);
const toColumns = (bars: readonly { high: number; low: number; close: number }[]): BarColumns => ({
  time: Float64Array.from(bars, (_, i) => i * 21_600_000), open: column(bars, 'close'), high: column(bars, 'high'), low: column(bars, 'low'), close: column(bars, 'close'), volume: column(bars, 'high'),
});

describe('every indicator, over any bars', () => {
  it.each(listIndicators().map(({ name }) => name))('%s streams the bits of the batch through replacements and restarts', (name) => {
    const { info } = findIndicator(name);
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 12 }), (list, timePeriod) => {
        const bars = toColumns(list);
        const hasPeriod = info.params.some((param) => param.name === 'timePeriod' && param.min <= timePeriod);
        const { params, outputs } = computeIndicator(name, bars, { ...smallParams(info), ...(hasPeriod ? { timePeriod } : {}) });
        let stream = createIndicatorStream(findIndicator(name), params);
        list.forEach(({ wrong, isReplaced, isRestarted }, i) => {
          const values = info.inputs.map((input) => bars[input][i]);
          let last = stream.add(isReplaced ? values.map(() => wrong) : values);
          if (isRestarted) stream = createIndicatorStream(findIndicator(name), params, JSON.parse(JSON.stringify(stream.save())));
          if (isReplaced) last = stream.replace(values);
          expect(Array.from(last), `bar ${i}`).toEqual(Object.values(outputs).map((output) => output[i]));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('the highest and the lowest are those of the window, by definition', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 12 }), (list, timePeriod) => {
        const close = column(list, 'close');
        const [highest, lowest] = [computeRollingMax(close, timePeriod), computeRollingMin(close, timePeriod)];
        close.forEach((_, i) => {
          const window = i < timePeriod - 1 ? [Number.NaN] : Array.from(close.subarray(i - timePeriod + 1, i + 1));
          // Math.max and Math.min are NaN as soon as one value is.
          expect([highest[i], lowest[i]], `bar ${i}`).toEqual([Math.max(...window), Math.min(...window)]);
        });
      }),
    );
  });
});
