import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../index.ts';
import { computeRollingMax, computeRollingMin } from '../../rolling-extremes.ts';
import { highestInto, lowestInto } from '../../extremes-into.ts';
import { closes, expectPlain, highs, lows, mean, plainEma, plainHighest, plainLowest, plainTrueRange, rolling, sumOf, testBars, valueAt, zip, type Plain } from '../test-definition-contract.ts';

/** The line through a window by the normal equations: its value and slope at the last point, and its deviation. */
function plainLine(window: Plain): { end: number; slope: number; deviation: number } {
  const n = window.length;
  const [x, y] = [(n * (n - 1)) / 2, sumOf(window)];
  const xx = sumOf(window.map((_, k) => k * k));
  const xy = sumOf(window.map((value, k) => k * value));
  const slope = (n * xy - x * y) / (n * xx - x * x);
  const start = (y - slope * x) / n;
  return { end: start + slope * (n - 1), slope, deviation: Math.sqrt(sumOf(window.map((value, k) => (value - start - slope * k) ** 2)) / n) };
}

describe('channels are, by definition,', () => {
  it('Donchian: the highest high and the lowest low', () => {
    expectPlain('donchian', {}, 'upper', plainHighest(highs, 20));
    expectPlain('donchian', {}, 'lower', plainLowest(lows, 20));
    expectPlain('donchian', {}, 'middle', zip(plainHighest(highs, 20), plainLowest(lows, 20), (high, low) => (high + low) / 2));
  });

  it('Donchian at the largest number: its middle is a number though the sum of its edges is none', () => {
    const one = (value: number): Float64Array => Float64Array.of(value);
    const { outputs } = computeIndicator('donchian', { time: one(0), open: one(1), high: one(1e308), low: one(1e308), close: one(1), volume: one(0) }, { timePeriod: 1 });
    expect(outputs['middle']).toEqual(one(1e308));
  });

  it('the same over whole columns as bar by bar, for any period, with equal prices and prices of one trend', () => {
    const columns = [testBars.high, testBars.high.map(Math.round), testBars.high.map((_, i) => i), testBars.high.map((_, i) => -i), testBars.high.subarray(0, 7)];
    for (const values of columns) {
      for (const period of [1, 2, 3, 7, 8, 20, 64, 319, 320, 321]) {
        const [highest, lowest] = [new Float64Array(values.length), new Float64Array(values.length)];
        highestInto(values, period, highest);
        lowestInto(values, period, lowest);
        expect(highest).toEqual(computeRollingMax(values, period));
        expect(lowest).toEqual(computeRollingMin(values, period));
      }
    }
  });

  it('Keltner: an average of typical prices, and average true ranges either side', () => {
    const middle = plainEma(closes.map((close, i) => (close + valueAt(highs, i) + valueAt(lows, i)) / 3), 20);
    const range = plainEma(plainTrueRange, 20, 1 / 20);
    expectPlain('keltner', { multiplier: 1.5 }, 'middle', middle);
    expectPlain('keltner', { multiplier: 1.5 }, 'upper', zip(middle, range, (a, b) => a + 1.5 * b));
    expectPlain('keltner', { multiplier: 1.5 }, 'lower', zip(middle, range, (a, b) => a - 1.5 * b));
  });

  it('envelope: percents either side of a mean', () => {
    expectPlain('envelope', { percent: 3 }, 'upper', rolling(closes, 20, (window) => 1.03 * mean(window)));
    expectPlain('envelope', { percent: 3 }, 'lower', rolling(closes, 20, (window) => 0.97 * mean(window)));
  });

  it('regression: the line of least squares and deviations from it', () => {
    const given = { timePeriod: 30, deviations: 2 };
    expectPlain('regression_channel', given, 'middle', rolling(closes, 30, (window) => plainLine(window).end));
    expectPlain('regression_channel', given, 'slope', rolling(closes, 30, (window) => plainLine(window).slope));
    expectPlain('regression_channel', given, 'upper', rolling(closes, 30, (window) => plainLine(window).end + 2 * plainLine(window).deviation));
    expectPlain('regression_channel', given, 'lower', rolling(closes, 30, (window) => plainLine(window).end - 2 * plainLine(window).deviation));
  });
});
