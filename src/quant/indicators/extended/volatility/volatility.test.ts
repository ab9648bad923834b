import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../compute-indicator.ts';
import { closes, expectPlain, highs, lows, mean, opens, plainEma, plainHighest, plainLowest, plainTrueRange, rolling, sumOf, testBars, valueAt, zip, type Plain } from '../test-definition-contract.ts';

const { log } = Math;
const sampleVariance = (values: Plain): number => sumOf(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1);
const ranges = zip(highs, lows, (high, low) => high - low);
const overBars = (say: (open: number, high: number, low: number, close: number) => number): number[] => closes.map((close, i) => say(opens[i]!, highs[i]!, lows[i]!, close));

describe('volatility indicators beyond TA-Lib are, by definition,', () => {
  it('Chaikin: the percent by which smoothed ranges change', () => {
    const average = plainEma(ranges, 10);
    expectPlain('chaikin_volatility', {}, 'real', average.map((value, i) => 100 * (value / valueAt(average, i - 10) - 1)));
  });

  it('Choppiness: true ranges against the range, on a logarithmic scale', () => {
    const range = zip(plainHighest(highs, 14), plainLowest(lows, 14), (high, low) => high - low);
    expectPlain('choppiness', {}, 'real', zip(rolling(plainTrueRange, 14, sumOf), range, (sum, one) => (100 * Math.log10(sum / one)) / Math.log10(14)));
  });

  it('Mass: ranges smoothed once by ranges smoothed twice, summed', () => {
    const once = plainEma(ranges, 9);
    expectPlain('mass_index', {}, 'real', rolling(zip(once, plainEma(once, 9), (a, b) => a / b), 25, sumOf));
  });

  it('Ulcer: the root of the mean squared percent below the high', () => {
    const falls = zip(closes, plainHighest(closes, 14), (close, highest) => 100 * (close / highest - 1));
    expectPlain('ulcer_index', {}, 'real', rolling(falls, 14, (window) => Math.sqrt(mean(window.map((fall) => fall ** 2)))));
  });

  it('Parkinson, Garman-Klass, Rogers-Satchell: roots of mean variances of bars, for a year', () => {
    const forYear = (variances: Plain): number[] => rolling(variances, 10, (window) => Math.sqrt(252 * mean(window)));
    const given = { barsPerYear: 252 };
    expectPlain('parkinson', given, 'real', forYear(overBars((_, high, low) => log(high / low) ** 2 / (4 * log(2)))));
    expectPlain('garman_klass', given, 'real', forYear(overBars((open, high, low, close) => log(high / low) ** 2 / 2 - (2 * log(2) - 1) * log(close / open) ** 2)));
    expectPlain('rogers_satchell', given, 'real', forYear(overBars((open, high, low, close) => log(high / close) * log(high / open) + log(low / close) * log(low / open))));
  });

  it('historical: the sample deviation of log returns, for a year', () => {
    const returns = closes.map((close, i) => log(close / valueAt(closes, i - 1)));
    expectPlain('historical_volatility', { barsPerYear: 252 }, 'real', rolling(returns, 20, (window) => Math.sqrt(252 * sampleVariance(window))));
  });

  it('Bollinger %b and bandwidth: the place between the bands, and their distance in percent', () => {
    const spread = (window: Plain): number => Math.sqrt(mean(window.map((value) => (value - mean(window)) ** 2)));
    expectPlain('bollinger_width', {}, 'percentB', rolling(closes, 20, (window) => (window.at(-1)! - (mean(window) - 2 * spread(window))) / (4 * spread(window))));
    expectPlain('bollinger_width', {}, 'bandwidth', rolling(closes, 20, (window) => (100 * 4 * spread(window)) / mean(window)));
  });

  it('Yang-Zhang: variance over night, and inside the day', () => {
    // The bars of the test open at the close before; a gap makes the night's part.
    const open = testBars.open.map((price, i) => price * (1 + 0.001 * Math.sin(i)));
    const bars = { ...testBars, open };
    const n = 10;
    const share = 0.34 / (1.34 + (n + 1) / (n - 1));
    const night = rolling(closes.map((_, i) => log(open[i]! / valueAt(closes, i - 1))), n, sampleVariance);
    const day = rolling(closes.map((close, i) => log(close / open[i]!)), n, sampleVariance);
    const inside = rolling(closes.map((close, i) => log(highs[i]! / close) * log(highs[i]! / open[i]!) + log(lows[i]! / close) * log(lows[i]! / open[i]!)), n, mean);
    expectPlain('yang_zhang', {}, 'real', closes.map((_, i) => Math.sqrt(260 * (night[i]! + share * day[i]! + (1 - share) * inside[i]!))), bars);
  });
});

describe('volatility', () => {
  it('is as large whatever the price is called', () => {
    const scaled = { ...testBars, open: testBars.open.map((price) => price * 1e-6), high: testBars.high.map((price) => price * 1e-6), low: testBars.low.map((price) => price * 1e-6), close: testBars.close.map((price) => price * 1e-6) };
    for (const name of ['parkinson', 'garman_klass', 'rogers_satchell', 'yang_zhang', 'ulcer_index', 'chaikin_volatility']) {
      const [plain, other] = [testBars, scaled].map((bars) => computeIndicator(name, bars, {}).outputs['real']!);
      expect(other![200]! / plain![200]!, name).toBeCloseTo(1, 9);
    }
  });
  it('of bars whose prices contradict each other is none, until they have left the window', () => {
    const high = testBars.high.slice();
    high[50] = testBars.low[50]! * 0.5;
    const values = computeIndicator('rogers_satchell', { ...testBars, high }, {}).outputs['real']!;
    expect(values.subarray(60).every(Number.isFinite)).toBe(true);
  });
});
