import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../../contract/model/bar.ts';
import { computeIndicator } from '../../compute-indicator.ts';
import { closes, expectPlain, highs, list, lows, opens, sumOf, testBars, volumes } from '../test-definition-contract.ts';
import { buildHeikinAshiBars, buildRangeBars, buildRenkoBars } from './build-bars.ts';

const barsOf = (prices: readonly number[], volume = 1): BarColumns => {
  const close = Float64Array.from(prices);
  return { time: close.map((_, i) => i * 60_000), open: close, high: close, low: close, close, volume: close.map(() => volume) };
};
const rows = (bars: BarColumns): number[][] => list(bars.time).map((_, i) => [bars.open[i]!, bars.high[i]!, bars.low[i]!, bars.close[i]!]);

describe('Heikin-Ashi', () => {
  const close = closes.map((one, i) => (opens[i]! + highs[i]! + lows[i]! + one) / 4);
  const open = closes.map(() => 0);
  open.forEach((_, i) => (open[i] = i === 0 ? (opens[0]! + closes[0]!) / 2 : (open[i - 1]! + close[i - 1]!) / 2));
  it('is, by definition, bars of means', () => {
    expectPlain('heikin_ashi', {}, 'open', open);
    expectPlain('heikin_ashi', {}, 'close', close);
    expectPlain('heikin_ashi', {}, 'high', closes.map((_, i) => Math.max(highs[i]!, open[i]!, close[i]!)));
    expectPlain('heikin_ashi', {}, 'low', closes.map((_, i) => Math.min(lows[i]!, open[i]!, close[i]!)));
  });
  it('as bars has the same prices, and the times and volumes there were', () => {
    const { outputs } = computeIndicator('heikin_ashi', testBars, {});
    expect(buildHeikinAshiBars(testBars)).toEqual({ ...testBars, ...outputs });
  });
});

describe('Renko', () => {
  it('adds a brick for each full height, and turns after two', () => {
    const bars = buildRenkoBars(barsOf([100, 100.9, 101, 103.5, 102.2, 101, 100.9, 99]), 1);
    expect(rows(bars)).toEqual([[100, 101, 100, 101], [101, 102, 101, 102], [102, 103, 102, 103], [102, 102, 101, 101], [101, 101, 100, 100], [100, 100, 99, 99]]);
    expect(list(bars.time)).toEqual([2, 3, 3, 5, 7, 7].map((minute) => minute * 60_000));
    expect(list(bars.volume)).toEqual([3, 1, 0, 2, 2, 0]);
  });
  it('takes a price that stands on an edge for there, whatever rounding did', () => {
    expect(rows(buildRenkoBars(barsOf([100, 100.3]), 0.1))).toHaveLength(3);
  });
  it('as an indicator is the last brick at each bar', () => {
    const { open, close, direction, bricks } = computeIndicator('renko', testBars, { brickSize: 0.5 }).outputs;
    for (const i of [0, 50, 200, 319]) {
      const until = buildRenkoBars({ ...testBars, time: testBars.time.slice(0, i + 1), close: testBars.close.slice(0, i + 1) }, 0.5);
      const last = until.time.length - 1;
      expect(sumOf(list(bricks!).slice(0, i + 1).map(Math.abs))).toBe(until.time.length);
      expect(close![i]).toBeCloseTo(last < 0 ? closes[0]! : until.close[last]!, 9);
      expect(open![i]).toBeCloseTo(last < 0 ? closes[0]! : until.open[last]!, 9);
      expect(direction![i]).toBe(last < 0 ? 0 : Math.sign(until.close[last]! - until.open[last]!));
    }
  });
  it('never has a close more than a brick beyond the last brick, nor two back', () => {
    const { open, close, direction } = computeIndicator('renko', testBars, { brickSize: 0.5 }).outputs;
    closes.forEach((price, i) => {
      if (direction![i] === 0) return;
      const beyond = (price - close![i]!) * direction![i]!;
      expect(beyond).toBeLessThan(0.5 + 1e-9);
      expect(beyond).toBeGreaterThan(-1 - 1e-9);
      expect(Math.abs(close![i]! - open![i]!)).toBeCloseTo(0.5, 9);
    });
  });
});

describe('range bars', () => {
  it('end when their range is full', () => {
    const bars = buildRangeBars(barsOf([100, 101, 100.5, 102, 105, 104, 102.5]), 2);
    expect(rows(bars)).toEqual([[100, 102, 100, 102], [102, 104, 102, 104], [104, 105, 103, 103], [103, 103, 102.5, 102.5]]);
    expect(list(bars.volume)).toEqual([4, 1, 2, 0]);
    expect(list(bars.time)).toEqual([0, 3, 4, 6].map((minute) => minute * 60_000));
  });
  it('suppose that a bar goes first to the side away from its close', () => {
    const one = { time: Float64Array.of(0), open: Float64Array.of(10), high: Float64Array.of(13), low: Float64Array.of(9), volume: Float64Array.of(5) };
    expect(rows(buildRangeBars({ ...one, close: Float64Array.of(12) }, 2.5))).toEqual([[10, 11.5, 9, 11.5], [11.5, 13, 11.5, 12]]);
    expect(rows(buildRangeBars({ ...one, close: Float64Array.of(9.5) }, 2.5))).toEqual([[10, 12.5, 10, 12.5], [12.5, 13, 10.5, 10.5], [10.5, 10.5, 9, 9.5]]);
  });
  it('have one range, hang together, and lose no volume', () => {
    const bars = buildRangeBars(testBars, 0.7);
    const all = rows(bars);
    expect(all.length).toBeGreaterThan(300);
    all.slice(0, -1).forEach(([, high, low, close], i) => {
      expect(high! - low!).toBeCloseTo(0.7, 9);
      expect(close === high || close === low).toBe(true);
      expect(all[i + 1]![0]).toBe(close);
    });
    expect(sumOf(list(bars.volume))).toBeCloseTo(sumOf(volumes), 6);
  });
  it('as an indicator are the forming one and how many were finished', () => {
    const bars = buildRangeBars(testBars, 0.7);
    const { open, high, low, finished } = computeIndicator('range_bar', testBars, { range: 0.7 }).outputs;
    const last = bars.time.length - 1;
    expect(sumOf(list(finished!))).toBe(last);
    expect([open!.at(-1), high!.at(-1), low!.at(-1)]).toEqual([bars.open[last], bars.high[last], bars.low[last]]);
  });
});

describe('bars made of bars', () => {
  it('are refused a size that is none, or that makes too many', () => {
    for (const build of [buildRenkoBars, buildRangeBars]) {
      expect(() => build(testBars, 0)).toThrow('is 0; it must be a price above 0.');
      expect(() => build(testBars, Number.NaN)).toThrow('is NaN; it must be a price above 0.');
      expect(() => build(testBars, 1e-8)).toThrow('makes more than 5000000 bars of these prices; choose a larger one.');
    }
  });
  it('leave bars without a price out, and are none where there is none', () => {
    const holed = barsOf([100, Number.NaN, 103]);
    expect(buildRenkoBars(holed, 1).time).toHaveLength(3);
    expect(rows(buildRangeBars(holed, 3))).toEqual([[100, 103, 100, 103], [103, 103, 103, 103]]);
    expect(buildRenkoBars(barsOf([]), 1).time).toHaveLength(0);
    expect(buildRangeBars(barsOf([Number.NaN]), 1).time).toHaveLength(0);
  });
});
