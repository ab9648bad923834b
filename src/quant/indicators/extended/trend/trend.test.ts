import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../compute-indicator.ts';
import { closes, expectPlain, highs, lows, mean, plainEma, plainHighest, plainLowest, plainTrueRange, rolling, sumOf, testBars, valueAt, zip } from '../test-definition-contract.ts';

describe('trend indicators are, by definition,', () => {
  it('Ichimoku: middles of ranges; displaced, those of so many bars before', () => {
    const middle = (count: number): number[] => zip(plainHighest(highs, count), plainLowest(lows, count), (high, low) => (high + low) / 2);
    const spanA = zip(middle(9), middle(26), (a, b) => (a + b) / 2);
    expectPlain('ichimoku', {}, 'conversion', middle(9));
    expectPlain('ichimoku', {}, 'base', middle(26));
    expectPlain('ichimoku', {}, 'spanA', spanA);
    expectPlain('ichimoku', {}, 'spanB', middle(52));
    expectPlain('ichimoku', { displacement: 26 }, 'spanA', closes.map((_, i) => valueAt(spanA, i - 26)));
    expectPlain('ichimoku', { displacement: 26 }, 'spanB', closes.map((_, i) => valueAt(middle(52), i - 26)));
    expectPlain('ichimoku', { displacement: 26 }, 'base', middle(26));
  });

  it('Chandelier: ranges below the highest high and above the lowest low', () => {
    const range = plainEma(plainTrueRange, 22, 1 / 22);
    expectPlain('chandelier', {}, 'long', zip(plainHighest(highs, 22), range, (high, reach) => high - 3 * reach));
    expectPlain('chandelier', {}, 'short', zip(plainLowest(lows, 22), range, (low, reach) => low + 3 * reach));
  });

  it('Vortex: ways up and down by true ranges', () => {
    const range = rolling(plainTrueRange, 14, sumOf);
    const up = rolling(highs.map((high, i) => Math.abs(high - valueAt(lows, i - 1))), 14, sumOf);
    const down = rolling(lows.map((low, i) => Math.abs(low - valueAt(highs, i - 1))), 14, sumOf);
    expectPlain('vortex', {}, 'plus', zip(up, range, (a, b) => a / b));
    expectPlain('vortex', {}, 'minus', zip(down, range, (a, b) => a / b));
  });

  it('TDI: momentum summed, against its size before', () => {
    const momentum = closes.map((close, i) => close - valueAt(closes, i - 20));
    const size = momentum.map(Math.abs);
    const di = rolling(momentum, 20, sumOf);
    expectPlain('tdi', {}, 'di', di);
    expectPlain('tdi', {}, 'tdi', closes.map((_, i) => Math.abs(valueAt(di, i)) - sumOf(i < 59 ? [Number.NaN] : size.slice(i - 39, i - 19))));
  });

  it('VHF and efficiency: how far prices came by the way they took', () => {
    const steps = closes.map((close, i) => Math.abs(close - valueAt(closes, i - 1)));
    const range = zip(plainHighest(closes, 28), plainLowest(closes, 28), (high, low) => high - low);
    expectPlain('vhf', {}, 'real', zip(range, rolling(steps, 28, sumOf), (a, b) => a / b));
    expectPlain('efficiency_ratio', {}, 'real', closes.map((close, i) => Math.abs(close - valueAt(closes, i - 10)) / sumOf(i < 10 ? [Number.NaN] : steps.slice(i - 9, i + 1))));
  });
});

describe('Supertrend', () => {
  const up = Array.from({ length: 40 }, (_, i) => 100 + i);
  const down = Array.from({ length: 40 }, (_, i) => 139 - 2 * i);
  const middles = Float64Array.from([...up, ...down]);
  const bars = { ...testBars, time: middles, close: middles, open: middles, high: middles.map((price) => price + 1), low: middles.map((price) => price - 1) };
  const { outputs } = computeIndicator('supertrend', bars, { timePeriod: 5, multiplier: 2 });
  const [stop, direction] = [outputs['supertrend']!, outputs['direction']!];

  it('begins downward, turns with a close beyond the stop, and turns back', () => {
    expect(direction[4]).toBe(-1);
    expect(Array.from(direction.subarray(15, 40)).every((one) => one === 1)).toBe(true);
    expect(Array.from(direction.subarray(55)).every((one) => one === -1)).toBe(true);
  });
  it('is a stop on the other side of the price, which never goes back while the trend lasts', () => {
    for (let i = 16; i < 40; i++) {
      expect(stop[i]).toBeLessThan(middles[i]!);
      expect(stop[i]).toBeGreaterThanOrEqual(stop[i - 1]!);
    }
    for (let i = 56; i < 80; i++) {
      expect(stop[i]).toBeGreaterThan(middles[i]!);
      expect(stop[i]).toBeLessThanOrEqual(stop[i - 1]!);
    }
    // A bar reaches 2 and gains 1: its true range is 2, and the stop stands two of them below the middle.
    expect(stop[39]).toBeCloseTo(139 - 4, 9);
  });
  it('counts the range of the first bar', () => {
    const { supertrend } = computeIndicator('supertrend', testBars, { timePeriod: 3, multiplier: 1 }).outputs;
    const ranges = [highs[0]! - lows[0]!, plainTrueRange[1]!, plainTrueRange[2]!];
    expect(supertrend![2]).toBeCloseTo((highs[2]! + lows[2]!) / 2 + mean(ranges), 9);
  });
});
