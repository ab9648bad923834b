import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelForwardReturn, labelSign, labelTrend, labelTripleBarrier } from './index.ts';

const prices = (max = 60) => fc.array(fc.double({ min: 0.5, max: 200, noNaN: true }), { maxLength: max }).map((values) => Float64Array.from(values));
const column = (values: readonly number[]): Float64Array => Float64Array.from(values);
const list = (values: Float64Array): number[] => Array.from(values);
const none = Number.NaN;

describe('forward return and sign', () => {
  it('is the log return to the bar at the horizon, none where the series ends before', () => {
    fc.assert(fc.property(prices(), fc.integer({ min: 1, max: 12 }), (close, horizon) => {
      const { value, end, purgeBars, embargoBars } = labelForwardReturn(close, horizon);
      expect(list(value)).toEqual(list(close).map((price, i) => (i + horizon < close.length ? Math.log(close[i + horizon]! / price) : none)));
      expect(list(end)).toEqual(list(close).map((_, i) => (i + horizon < close.length ? i + horizon : none)));
      expect(purgeBars).toBe(horizon);
      expect(embargoBars).toBe(Math.max(horizon, Math.ceil(close.length / 100)));
    }), { numRuns: 50 });
  });

  it('has no label at a price that is missing, 0 or below', () => {
    expect(list(labelForwardReturn(column([1, none, 2, 0, 4, 4]), 1).value)).toEqual([none, none, none, none, 0, none]);
    expect(list(labelForwardReturn(column([1, none, 2, 0, 4, 4]), 1).end)).toEqual([none, none, none, none, 5, none]);
  });

  it('tells rises and falls beyond the threshold from what lies between', () => {
    const close = column([100, 103, 103, 100, 100.5]);
    expect(list(labelSign(close, 1).value)).toEqual([1, 0, -1, 1, none]);
    expect(list(labelSign(close, 1, 0.01).value)).toEqual([1, 0, -1, 0, none]);
  });

  it('refuses horizons and thresholds that are none, and takes a series of any length', () => {
    expect(() => labelForwardReturn(column([1, 2]), 0)).toThrow('The horizon is 0; it must be a whole number of bars from 1 to 100000.');
    expect(() => labelForwardReturn(column([1, 2]), 1.5)).toThrow('The horizon is 1.5');
    expect(() => labelSign(column([1, 2]), 1, -0.1)).toThrow('The threshold is -0.1');
    expect(() => labelSign(column([1, 2]), 1, none)).toThrow('The threshold is NaN');
    expect(list(labelForwardReturn(column([]), 5).value)).toEqual([]);
    expect(list(labelForwardReturn(column([7]), 100_000).value)).toEqual([none]);
  });
});

/** The definition written out: the first bar that touches a barrier, looked for in a list. */
function plainBarrier(close: readonly number[], high: readonly number[], low: readonly number[], i: number, horizon: number, upper: number, lower: number): number {
  const [top, bottom] = [close[i]! * (1 + upper), close[i]! * (1 - lower)];
  const after = close.map((_, k) => k).slice(i + 1, i + 1 + horizon);
  const fall = after.find((k) => low[k]! <= bottom) ?? Number.POSITIVE_INFINITY;
  const rise = after.find((k) => high[k]! >= top) ?? Number.POSITIVE_INFINITY;
  if (fall === Number.POSITIVE_INFINITY && rise === Number.POSITIVE_INFINITY) return after.length === horizon ? 0 : none;
  return fall <= rise ? -1 : 1;
}

describe('triple barrier', () => {
  it('is the barrier that a plain search finds first', () => {
    const bars = fc.array(fc.tuple(fc.integer({ min: 90, max: 110 }), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 50 });
    fc.assert(fc.property(bars, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (rows, horizon, up, down) => {
      const [close, high, low] = [rows.map(([c]) => c), rows.map(([c, above]) => c + above), rows.map(([c, , below]) => c - below)];
      const [upper, lower] = [up / 100, down / 100];
      const { value, end, change } = labelTripleBarrier({ close: column(close), high: column(high), low: column(low) }, { horizon, upper: up, lower: down, unit: 0.01 });
      expect(list(value)).toEqual(close.map((_, i) => plainBarrier(close, high, low, i, horizon, upper, lower)));
      value.forEach((label, i) => {
        expect(Number.isNaN(end[i])).toBe(Number.isNaN(label));
        if (label === 0) expect(change[i]).toBe(Math.log(close[i + horizon]! / close[i]!));
        if (label !== 0 && !Number.isNaN(label)) expect(change[i]).toBeCloseTo(Math.log(label > 0 ? 1 + upper : 1 - lower), 12);
      });
    }), { numRuns: 50 });
  });

  it('counts a bar that touches both barriers for the lower one', () => {
    const { value, end, purgeBars } = labelTripleBarrier({ close: column([100, 100]), high: column([100, 105]), low: column([100, 95]) }, { horizon: 3, upper: 1, lower: 1, unit: 0.05 });
    expect(list(value)).toEqual([-1, none]);
    expect(list(end)).toEqual([1, none]);
    expect(purgeBars).toBe(3);
  });

  it('takes its unit bar by bar, and has no label without one or across a missing price', () => {
    const close = column([100, 102, none, 100, 101]);
    const { value } = labelTripleBarrier({ close }, { horizon: 1, upper: 1, lower: 1, unit: column([0.01, 0.01, 0.01, 0.05, none]) });
    expect(list(value)).toEqual([1, none, none, 0, none]);
  });

  it('refuses barriers and columns that cannot be', () => {
    const usual = { horizon: 2, upper: 1, lower: 1, unit: 0.01 };
    expect(() => labelTripleBarrier({ close: column([1]) }, { ...usual, upper: 0 })).toThrow('The upper barrier is 0 units away; it must be a number above 0.');
    expect(() => labelTripleBarrier({ close: column([1]) }, { ...usual, lower: none })).toThrow('The lower barrier is NaN');
    expect(() => labelTripleBarrier({ close: column([1]), high: column([]) }, usual)).toThrow('The column high has 0 values for 1 closes');
    expect(() => labelTripleBarrier({ close: column([1]) }, { ...usual, unit: column([]) })).toThrow('The column unit has 0 values');
  });
});

/** t-value of the slope by the textbook: residuals of the fitted line. */
function plainTValue(y: readonly number[]): number {
  const count = y.length;
  const [meanX, meanY] = [(count - 1) / 2, y.reduce((sum, value) => sum + value, 0) / count];
  const squares = y.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  const slope = y.reduce((sum, value, x) => sum + (x - meanX) * (value - meanY), 0) / squares;
  const missed = y.reduce((sum, value, x) => sum + (value - meanY - slope * (x - meanX)) ** 2, 0);
  return slope / Math.sqrt(missed / (count - 2) / squares);
}

describe('trend scanning', () => {
  it('is the stretch whose slope has the largest t-value in size', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 50, max: 150, noNaN: true }), { minLength: 2, maxLength: 40 }), fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 8 }), (walk, shortest, more) => {
      const longest = shortest + more;
      const { value, tValue, end, trendEnd, purgeBars } = labelTrend(column(walk), { shortest, longest });
      expect(purgeBars).toBe(longest);
      walk.forEach((_, i) => {
        if (i + longest >= walk.length) return expect(value[i]).toBeNaN();
        const tries = Array.from({ length: more + 1 }, (_, k) => plainTValue(walk.slice(i, i + shortest + k + 1).map((price) => Math.log(price) - Math.log(walk[i]!))));
        const most = Math.max(...tries.map((one) => (Math.abs(one) > 1e5 || Number.isNaN(one) ? 0 : Math.abs(one))));
        if (tries.some((one) => Math.abs(one) > 1e5 || Number.isNaN(one))) return;
        expect(Math.abs(tValue[i]!) / most).toBeCloseTo(1, 6);
        expect(tries[trendEnd[i]! - i - shortest]! / tValue[i]!).toBeCloseTo(1, 6);
        expect(value[i]).toBe(Math.sign(tValue[i]!));
        expect(end[i]).toBe(i + longest);
      });
    }), { numRuns: 50 });
  });

  it('calls a straight rise 1, a straight fall -1 and standing still 0', () => {
    const line = (step: number): Float64Array => Float64Array.from({ length: 8 }, (_, i) => 100 * Math.exp(step * i));
    expect(labelTrend(line(0.01), { shortest: 3, longest: 5 }).value[0]).toBe(1);
    expect(labelTrend(line(-0.01), { shortest: 3, longest: 5 }).value[0]).toBe(-1);
    expect(labelTrend(line(0), { shortest: 3, longest: 5 }).value[0]).toBe(0);
    expect(Math.abs(labelTrend(line(0.01), { shortest: 3, longest: 5 }).tValue[0]!)).toBeLessThanOrEqual(1e6);
  });

  it('has no label where a price on the way is missing, and refuses stretches that are none', () => {
    expect(list(labelTrend(column([1, 2, 3, none, 5, 6, 7, 8]), { shortest: 2, longest: 3 }).value)).toEqual([none, none, none, none, 1, none, none, none]);
    expect(() => labelTrend(column([1]), { shortest: 1, longest: 3 })).toThrow('The shortest stretch is 1');
    expect(() => labelTrend(column([1]), { shortest: 5, longest: 3 })).toThrow('The longest stretch is 3 bars and the shortest 5');
  });
});

describe('labels do not look beyond their end', () => {
  it('stay the same when prices after it change, and end within the bars that are purged', () => {
    const close = Float64Array.from({ length: 60 }, (_, i) => 100 + 10 * Math.sin(i) + ((i * 7) % 5));
    const makers = [
      (values: Float64Array) => labelForwardReturn(values, 5), (values: Float64Array) => labelSign(values, 5),
      (values: Float64Array) => labelTripleBarrier({ close: values }, { horizon: 5, upper: 1, lower: 1, unit: 0.05 }),
      (values: Float64Array) => labelTrend(values, { shortest: 3, longest: 6 }),
    ];
    for (const make of makers) {
      const labels = make(close);
      for (const i of [0, 10, 30]) {
        const changed = close.map((value, k) => (k > labels.end[i]! ? value * 3 : value));
        expect(make(changed).value[i]).toBe(labels.value[i]);
        expect(labels.end[i]! - i).toBeLessThanOrEqual(labels.purgeBars);
      }
    }
  });
});
