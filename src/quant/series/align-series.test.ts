import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSeries, type TimedColumns } from './index.ts';

const none = Number.NaN;
const seriesOf = (name: string, values: Readonly<Record<number, number>>): TimedColumns => ({
  name, time: Float64Array.from(Object.keys(values), Number), columns: { close: Float64Array.from(Object.values(values)) },
});
const [a, b] = [seriesOf('A', { 1: 10, 2: 20, 4: 40, 9: 90 }), seriesOf('B', { 2: 200, 3: 300, 4: 400 })];
const closes = (aligned: ReturnType<typeof alignSeries>) => aligned.series.map(({ columns }) => Array.from(columns['close'] ?? []));

describe('aligned series', () => {
  it('inner: moments that all have', () => {
    const aligned = alignSeries([a, b], { join: 'inner' });
    expect(Array.from(aligned.time)).toEqual([2, 4]);
    expect(closes(aligned)).toEqual([[20, 40], [200, 400]]);
  });
  it('outer: moments that any has, with nothing or the last value where one has none', () => {
    const aligned = alignSeries([a, b], { join: 'outer' });
    expect(Array.from(aligned.time)).toEqual([1, 2, 3, 4, 9]);
    expect(closes(aligned)).toEqual([[10, 20, none, 40, 90], [none, 200, 300, 400, none]]);
    expect(aligned.series.map(({ missing }) => missing)).toEqual([1, 2]);
    expect(closes(alignSeries([a, b], { join: 'outer', fill: 'previous' }))).toEqual([[10, 20, 20, 40, 90], [none, 200, 300, 400, 400]]);
    expect(closes(alignSeries([a, b], { join: 'outer', fill: 'previous', maxAgeMs: 2 }))[1]).toEqual([none, 200, 300, 400, none]);
  });
  it('as-of: moments of the first, with what was known of the others by then', () => {
    expect(closes(alignSeries([a, b], { join: 'as-of' }))).toEqual([[10, 20, 40, 90], [none, 200, 400, 400]]);
    expect(closes(alignSeries([a, b], { join: 'as-of', knownAfterMs: 1 }))[1], 'a close is known when its bar has ended').toEqual([none, none, 300, 400]);
    expect(closes(alignSeries([a, b], { join: 'as-of', maxAgeMs: 4 }))[1]).toEqual([none, 200, 400, none]);
  });
  it('never read the future: cutting every series changes no earlier row', () => {
    const times = fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 25 }).map((list) => list.sort((x, y) => x - y));
    fc.assert(fc.property(times, times, fc.nat(60), fc.constantFrom('inner', 'outer', 'as-of'), fc.constantFrom('none', 'previous'), fc.nat(3), (first, second, cut, join, fill, knownAfterMs) => {
      const make = (until: number) => [first, second].map((list, k) => seriesOf(`S${k}`, Object.fromEntries(list.filter((ms) => ms <= until).map((ms) => [ms, ms + k / 10]))));
      const options = { join, fill, knownAfterMs } as const;
      const [whole, part] = [alignSeries(make(100), options), alignSeries(make(cut), options)];
      expect(Array.from(part.time)).toEqual(Array.from(whole.time).filter((ms) => ms <= cut));
      expect(closes(part)).toEqual(closes(whole).map((values) => values.slice(0, part.time.length)));
      for (const values of closes(part)) for (const [i, value] of values.entries()) if (!Number.isNaN(value)) expect(Math.floor(value)).toBeLessThanOrEqual(part.time[i]!);
    }), { numRuns: 80 });
  });
  it.each([
    ['TOO_FEW', [], {}],
    ['DUPLICATE', [a, a], {}],
    ['NOT_ASCENDING', [{ ...a, time: Float64Array.of(1, 2, 2, 3) }], {}],
    ['NOT_ASCENDING', [{ ...a, time: Float64Array.of(1, 2, none, 3) }], {}],
    ['LENGTHS_DIFFER', [{ ...a, time: Float64Array.of(1) }], {}],
    ['RANGE', [a], { maxAgeMs: -1 }],
    ['RANGE', [a], { knownAfterMs: none }],
  ] as const)('are refused with %s', (code, series, options) => {
    expect(() => alignSeries(series, { join: 'inner', ...options })).toThrow(expect.objectContaining({ name: 'QuantError', code }) as Error);
  });
});
