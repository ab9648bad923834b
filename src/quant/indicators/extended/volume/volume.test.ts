import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../compute-indicator.ts';
import { closes, expectPlain, highs, lows, plainEma, plainSma, rolling, sumOf, testBars, valueAt, volumes, zip } from '../test-definition-contract.ts';

const typical = closes.map((close, i) => (highs[i]! + lows[i]! + close) / 3);

/** Mean by volume, and deviation by volume, of the bars from `from` to `to`. */
function plainVwap(from: number, to: number): { mean: number; deviation: number } {
  const indexes = Array.from({ length: to - from + 1 }, (_, k) => from + k);
  const all = sumOf(indexes.map((i) => volumes[i]!));
  const average = sumOf(indexes.map((i) => typical[i]! * volumes[i]!)) / all;
  return { mean: average, deviation: Math.sqrt(sumOf(indexes.map((i) => volumes[i]! * (typical[i]! - average) ** 2)) / all) };
}

describe('volume indicators beyond TA-Lib are, by definition,', () => {
  it('CMF: volume by where the close lies', () => {
    const flow = closes.map((close, i) => ((2 * close - highs[i]! - lows[i]!) / (highs[i]! - lows[i]!)) * volumes[i]!);
    expectPlain('cmf', {}, 'real', zip(rolling(flow, 20, sumOf), rolling(volumes, 20, sumOf), (a, b) => a / b));
  });

  it('Force: change times volume, smoothed', () => {
    expectPlain('force', {}, 'real', plainEma(closes.map((close, i) => (close - valueAt(closes, i - 1)) * volumes[i]!), 13));
  });

  it('EMV: way of the middle times range by volume', () => {
    const bars = { ...testBars, volume: testBars.volume.map((volume) => volume + 1) };
    const middles = zip(highs, lows, (high, low) => (high + low) / 2);
    const emv = middles.map((middle, i) => ((middle - valueAt(middles, i - 1)) * (highs[i]! - lows[i]!) * 10_000) / bars.volume[i]!);
    expectPlain('emv', {}, 'emv', emv, bars);
    expectPlain('emv', {}, 'average', plainSma(emv, 9), bars);
  });

  it('Klinger: volume with the trend, by the share of the range in the way since the trend turned', () => {
    const sums = closes.map((close, i) => close + highs[i]! + lows[i]!);
    let [trend, way] = [0, 0];
    const force = sums.map((sum, i) => {
      if (i === 0) return Number.NaN;
      const range = highs[i]! - lows[i]!;
      const now = sum > sums[i - 1]! ? 1 : sum < sums[i - 1]! ? -1 : trend;
      way = now === trend ? way + range : highs[i - 1]! - lows[i - 1]! + range;
      trend = now;
      return volumes[i]! * Math.abs((2 * range) / way - 1) * trend * 100;
    });
    const oscillator = zip(plainEma(force, 34), plainEma(force, 55), (a, b) => a - b);
    expectPlain('klinger', {}, 'klinger', oscillator);
    expectPlain('klinger', {}, 'signal', plainEma(oscillator, 13));
  });

  it('PVT, NVI, PVI: totals by the return of the close', () => {
    const total = (start: number, step: (sum: number, change: number, i: number) => number): number[] => {
      let sum = start;
      return closes.map((close, i) => (sum = i === 0 ? start : step(sum, close / closes[i - 1]! - 1, i)));
    };
    expectPlain('pvt', {}, 'real', total(0, (sum, change, i) => sum + change * volumes[i]!));
    expectPlain('nvi', {}, 'real', total(1_000, (sum, change, i) => (volumes[i]! < volumes[i - 1]! ? sum * (1 + change) : sum)));
    expectPlain('pvi', {}, 'real', total(1_000, (sum, change, i) => (volumes[i]! > volumes[i - 1]! ? sum * (1 + change) : sum)));
  });

  it('relative volume: by the mean of the bars before', () => {
    const usual = plainSma(volumes, 20);
    expectPlain('relative_volume', {}, 'real', volumes.map((volume, i) => volume / valueAt(usual, i - 1)));
  });

  it('VWAP: the mean price by volume since the session began, with deviations by volume', () => {
    // Four bars of six hours make a day; the 1st of January 1970 was a Thursday, so weeks begin at bar 16 and every 28 on.
    const starts = { day: (i: number) => i - (i % 4), week: (i: number) => (i < 16 ? 0 : i - ((i - 16) % 28)), shifted: (i: number) => (i < 3 ? 0 : i - ((i + 1) % 4)) };
    expectPlain('vwap', {}, 'vwap', closes.map((_, i) => plainVwap(starts.day(i), i).mean));
    expectPlain('vwap', { anchor: 1 }, 'vwap', closes.map((_, i) => plainVwap(starts.week(i), i).mean));
    expectPlain('vwap', { anchor: 1, deviations: 2 }, 'upper', closes.map((_, i) => plainVwap(starts.week(i), i).mean + 2 * plainVwap(starts.week(i), i).deviation));
    expectPlain('vwap', { anchor: 1, deviations: 2 }, 'lower', closes.map((_, i) => plainVwap(starts.week(i), i).mean - 2 * plainVwap(starts.week(i), i).deviation));
    expectPlain('vwap', { sessionStart: 18 * 60 }, 'vwap', closes.map((_, i) => plainVwap(starts.shifted(i), i).mean));
  });

  it('anchored VWAP: the same from a moment on, and nothing before', () => {
    const anchorTime = testBars.time[50]!;
    expectPlain('anchored_vwap', { anchorTime }, 'vwap', closes.map((_, i) => (i < 50 ? Number.NaN : plainVwap(50, i).mean)));
    expectPlain('anchored_vwap', { anchorTime }, 'upper', closes.map((_, i) => (i < 50 ? Number.NaN : plainVwap(50, i).mean + plainVwap(50, i).deviation)));
  });
});

describe('VWAP', () => {
  it('is the typical price until something has traded', () => {
    const volume = testBars.volume.slice();
    volume.fill(0, 8, 10);
    const { vwap, upper } = computeIndicator('vwap', { ...testBars, volume }, {}).outputs;
    expect(vwap![8]).toBeCloseTo(typical[8]!, 12);
    expect(vwap![9]).toBeCloseTo(typical[9]!, 12);
    expect(vwap![10]).toBeCloseTo(typical[10]!, 12);
    expect(upper![9]).toBe(vwap![9]);
  });
  it('keeps its bands where a sum of squares has lost every digit', () => {
    const price = Float64Array.from(testBars.close, (_, i) => 1e9 + (i % 2));
    const volume = new Float64Array(price.length).fill(1);
    const { upper, vwap } = computeIndicator('anchored_vwap', { ...testBars, high: price, low: price, close: price, volume }, {}).outputs;
    expect(upper![199]! - vwap![199]!).toBeCloseTo(0.5, 6);
  });
});
