import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import { computeIndicator, computeRollingMax, computeRollingMin, createIndicatorStream, findIndicator, listIndicators } from '../../src/quant/indicators/index.ts';
import { QuantError } from '../../src/quant/error.ts';
import { smallParams } from '../../src/quant/indicators/test-indicator-contract.ts';

/** A price; now and then none, now and then the same again and again. */
const price = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 1_000 }) }, { weight: 3, arbitrary: fc.double({ min: 1e-3, max: 1e9, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
const bar = fc.record({ high: price, low: price, close: price, wrong: price, isReplaced: fc.boolean(), isRestarted: fc.boolean() });
/** Half of the series are whole: those are the ones for which there are loops over columns. */
const series = fc.tuple(fc.array(bar, { maxLength: 60 }), fc.boolean()).map(([bars, isWhole]) => (isWhole ? bars.map((one) => ({ ...one, high: one.high || 7, low: one.low || 7, close: one.close || 7 })) : bars));

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
          const wanted = Object.values(outputs).map((output) => output[i]);
          // An assertion costs far more than the comparison; it is for the bar that differs.
          if (last.length !== wanted.length || !wanted.every((value, k) => Object.is(value, last[k]))) expect(Array.from(last), `bar ${i}`).toEqual(wanted);
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

const extreme = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, -1, 5e-324, 1e-300, 1e150, 1e308, -1e308, Number.MAX_VALUE);
const anything = fc.oneof({ weight: 3, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, { weight: 2, arbitrary: extreme });
/** Times in no order, twice, or none at all; volumes below zero; lows above highs. */
const badBars = fc.array(fc.tuple(anything, anything, anything, anything, anything, anything), { maxLength: 14 }).map((rows): BarColumns => {
  const column = (k: 0 | 1 | 2 | 3 | 4 | 5): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
});
/** A parameter at an end of its range, within it, beyond it, or no number at all. */
const share = fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }, { weight: 1, arbitrary: fc.constantFrom(-1, 2, Number.NaN, Number.POSITIVE_INFINITY) });

describe('every indicator, over bars and with parameters that nobody meant', () => {
  it.each(listIndicators().map(({ name }) => name))('%s has values or none, or refuses in its own words', (name) => {
    const definition = findIndicator(name);
    const { info } = definition;
    fc.assert(
      fc.property(badBars, fc.array(share, { minLength: info.params.length, maxLength: info.params.length }), (bars, shares) => {
        const params = Object.fromEntries(info.params.map(({ name: param, min, max, isInteger }, k) => {
          const value = min + (Math.min(max, min + 400) - min) * (shares[k] ?? 0);
          return [param, isInteger && shares[k] !== 0.5 ? Math.round(value) : value];
        }));
        try {
          const { params: complete, outputs } = computeIndicator(name, bars, params);
          const stream = createIndicatorStream(definition, complete);
          for (let i = 0; i < bars.time.length; i++) stream.add(info.inputs.map((column) => bars[column][i] ?? 0)).forEach((value) => expectValueOrNone(value));
          for (const values of Object.values(outputs)) {
            expect(values).toHaveLength(bars.time.length);
            values.forEach(expectValueOrNone);
          }
        } catch (error) {
          if (!(error instanceof QuantError)) throw error;
          expect(error.message).toContain(name);
        }
      }),
      { numRuns: 30 },
    );
  });
});

function expectValueOrNone(value: number): void {
  if (Math.abs(value) === Number.POSITIVE_INFINITY) expect.fail(`${value} is neither a value nor none`);
}
