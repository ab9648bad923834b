import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../compute-indicator.ts';
import {
  closes, deviation, expectPlain, highs, list, lows, opens, plainEma, plainHighest, plainLowest, plainRsi, plainSma, plainTrueRange, plainWma, rolling, sumOf, testBars, valueAt, zip,
  type Plain,
} from '../test-definition-contract.ts';

const percentChange = (bars: number): number[] => closes.map((close, i) => 100 * (close / valueAt(closes, i - bars) - 1));

describe('momentum indicators beyond TA-Lib are, by definition,', () => {
  it('KST: four smoothed rates of change', () => {
    const parts = [plainSma(percentChange(10), 10), plainSma(percentChange(15), 10), plainSma(percentChange(20), 10), plainSma(percentChange(30), 15)];
    const kst = closes.map((_, i) => sumOf(parts.map((part, k) => (k + 1) * valueAt(part, i))));
    expectPlain('kst', {}, 'kst', kst);
    expectPlain('kst', {}, 'signal', plainSma(kst, 9));
  });

  it('DPO: the close against an earlier average', () => {
    const average = plainSma(closes, 21);
    expectPlain('dpo', {}, 'real', closes.map((close, i) => close - valueAt(average, i - 11)));
  });

  it('SMI: the distance from the middle of the range, smoothed twice', () => {
    const smooth = (values: Plain): number[] => plainEma(plainEma(values, 25), 2);
    const [highest, lowest] = [plainHighest(highs, 13), plainLowest(lows, 13)];
    const distance = smooth(closes.map((close, i) => close - (valueAt(highest, i) + valueAt(lowest, i)) / 2));
    const smi = zip(distance, smooth(zip(highest, lowest, (a, b) => a - b)), (a, b) => (200 * a) / b);
    expectPlain('smi', {}, 'smi', smi);
    expectPlain('smi', {}, 'signal', plainEma(smi, 9));
  });

  it('Coppock: a weighted average of two rates of change', () => {
    expectPlain('coppock', {}, 'real', plainWma(zip(percentChange(11), percentChange(14), (a, b) => a + b), 10));
  });

  it('Fisher: the place in the range, smoothed and drawn apart', () => {
    const middles = zip(highs, lows, (high, low) => (high + low) / 2);
    const [highest, lowest] = [plainHighest(middles, 10), plainLowest(middles, 10)];
    let [place, before] = [0, 0];
    const triggers = middles.map(() => Number.NaN);
    const values = middles.map((price, i) => {
      if (i < 9) return Number.NaN;
      const raw = 0.33 * 2 * ((price - valueAt(lowest, i)) / (valueAt(highest, i) - valueAt(lowest, i)) - 0.5) + 0.67 * place;
      place = raw > 0.99 ? 0.999 : raw < -0.99 ? -0.999 : raw;
      triggers[i] = before;
      before = Math.atanh(place) + 0.5 * before;
      return before;
    });
    expectPlain('fisher', {}, 'fisher', values);
    expectPlain('fisher', {}, 'trigger', triggers);
  });

  it('Squeeze: bands inside bands, and the end of the line through the distances from the middle', () => {
    const average = plainSma(closes, 20);
    const ranges = plainTrueRange.map((range, i) => (i === 0 ? highs[0]! - lows[0]! : range));
    const isInside = zip(rolling(closes, 20, deviation), plainSma(ranges, 20), (a, b) => (Number.isNaN(a + b) ? Number.NaN : Number(2 * a < 1.5 * b)));
    const middle = zip(plainHighest(highs, 20), plainLowest(lows, 20), (high, low) => (high + low) / 2);
    const distance = closes.map((close, i) => close - (valueAt(middle, i) + valueAt(average, i)) / 2);
    // The end of the line of least squares is three weighted means less two plain ones.
    const momentum = zip(plainWma(distance, 20), plainSma(distance, 20), (weighted, plain) => 3 * weighted - 2 * plain);
    expectPlain('squeeze', {}, 'momentum', momentum);
    expectPlain('squeeze', {}, 'squeeze', isInside);
    expect(new Set(isInside.slice(40))).toEqual(new Set([0, 1]));
  });

  it('Connors RSI: the mean of two strengths and a rank', () => {
    let streak = 0;
    const streaks = closes.map((close, i) => {
      const change = Math.sign(close - valueAt(closes, i - 1));
      streak = Number.isNaN(change) || change === 0 ? 0 : change === Math.sign(streak) ? streak + change : change;
      return streak;
    });
    const change = percentChange(1);
    const rank = change.map((one, i) => (i < 101 ? Number.NaN : change.slice(i - 100, i).filter((other) => other < one).length));
    const strengths = zip(plainRsi(closes, 3), plainRsi(streaks, 2), (a, b) => a + b);
    expectPlain('connors_rsi', {}, 'real', zip(strengths, rank, (a, b) => (a + b) / 3));
  });

  it('Traders dynamic index: an RSI, smoothed, with bands', () => {
    const strength = plainRsi(closes, 13);
    const [middle, spread] = [plainSma(strength, 34), rolling(strength, 34, deviation)];
    expectPlain('traders_dynamic_index', {}, 'price', plainSma(strength, 2));
    expectPlain('traders_dynamic_index', {}, 'signal', plainSma(strength, 7));
    expectPlain('traders_dynamic_index', {}, 'upper', zip(middle, spread, (a, b) => a + 1.6185 * b));
    expectPlain('traders_dynamic_index', {}, 'lower', zip(middle, spread, (a, b) => a - 1.6185 * b));
  });

  it('Elder ray: high and low against an average of closes', () => {
    expectPlain('elder_ray', {}, 'bull', zip(highs, plainEma(closes, 13), (a, b) => a - b));
    expectPlain('elder_ray', {}, 'bear', zip(lows, plainEma(closes, 13), (a, b) => a - b));
  });

  it('Awesome and accelerator: a short mean of middle prices less a long one', () => {
    const middles = zip(highs, lows, (high, low) => (high + low) / 2);
    const value = zip(plainSma(middles, 5), plainSma(middles, 34), (a, b) => a - b);
    expectPlain('awesome', {}, 'awesome', value);
    expectPlain('awesome', {}, 'accelerator', zip(value, plainSma(value, 5), (a, b) => a - b));
  });

  it('TSI: changes by their size, both smoothed twice', () => {
    const smooth = (values: Plain): number[] => plainEma(plainEma(values, 25), 13);
    const change = closes.map((close, i) => close - valueAt(closes, i - 1));
    const value = zip(smooth(change), smooth(change.map(Math.abs)), (a, b) => (100 * a) / b);
    expectPlain('tsi', {}, 'tsi', value);
    expectPlain('tsi', {}, 'signal', plainEma(value, 13));
  });

  it('Relative vigor: the way from open to close by the range', () => {
    const smooth = (values: Plain): number[] => rolling(values, 4, ([a, b, c, d]) => (a! + 2 * b! + 2 * c! + d!) / 6);
    const way = rolling(smooth(zip(closes, opens, (close, open) => close - open)), 10, sumOf);
    const value = zip(way, rolling(smooth(zip(highs, lows, (high, low) => high - low)), 10, sumOf), (a, b) => a / b);
    expectPlain('relative_vigor', {}, 'vigor', value);
    expectPlain('relative_vigor', {}, 'signal', smooth(value));
  });

  it('WaveTrend: the distance from the mean by its own mean, smoothed', () => {
    const typical = closes.map((close, i) => (close + highs[i]! + lows[i]!) / 3);
    const away = zip(typical, plainEma(typical, 10), (a, b) => a - b);
    const wave = plainEma(zip(away, plainEma(away.map(Math.abs), 10), (a, b) => a / (0.015 * b)), 21);
    expectPlain('wavetrend', {}, 'wave', wave);
    expectPlain('wavetrend', {}, 'signal', plainSma(wave, 4));
  });
});

describe('a streak', () => {
  it('ends at a bar that does not move', () => {
    const close = Float64Array.from([1, 2, 3, 3, 4, 5, 6, 5, 4, 3]);
    const bars = { ...testBars, time: close, open: close, high: close, low: close, close };
    const streaks = [0, 1, 2, 0, 1, 2, 3, -1, -2, -3];
    const change = list(close).map((one, i) => one / valueAt(list(close), i - 1) - 1);
    const rank = change.map((one, i) => (i < 3 ? Number.NaN : 50 * change.slice(i - 2, i).filter((other) => other < one).length));
    const strengths = zip(plainRsi(list(close), 2), plainRsi(streaks, 2), (a, b) => a + b);
    expectPlain('connors_rsi', { rsiPeriod: 2, rankPeriod: 2 }, 'real', zip(strengths, rank, (a, b) => (a + b) / 3), bars);
  });
});

describe('a share of nothing', () => {
  it('is 0 and not -0, whatever the sign of the whole', () => {
    // A bar whose high lies below its low: nothing by something below zero.
    const flat = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1);
    const bars = { time: flat, open: flat, high: flat.map(() => 1), low: flat.map(() => 2), close: flat, volume: flat };
    const { vigor } = computeIndicator('relative_vigor', bars, { timePeriod: 2 }).outputs;
    expect(vigor![7]).toBe(0);
  });
});

describe('a rate of change', () => {
  it('from a price of nothing counts as nothing', () => {
    const close = testBars.close.slice();
    close[100] = 0;
    for (const name of ['kst', 'coppock', 'connors_rsi']) {
      const values = Object.values(computeIndicator(name, { ...testBars, close }, {}).outputs)[0]!;
      expect(values.subarray(110).every(Number.isFinite), name).toBe(true);
    }
  });
});
