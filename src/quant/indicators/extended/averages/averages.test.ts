import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../compute-indicator.ts';
import { closes, expectPlain, highs, lows, plainEma, plainWma, rolling, sumOf, testBars, valueAt, volumes, zip } from '../test-definition-contract.ts';

describe('averages beyond TA-Lib are, by definition,', () => {
  it('HMA: a weighted average of twice the one of half the bars less the one of all', () => {
    const doubled = zip(plainWma(closes, 4), plainWma(closes, 9), (half, whole) => 2 * half - whole);
    expectPlain('hma', { timePeriod: 9 }, 'real', plainWma(doubled, 3));
  });

  it('ALMA: a mean weighted by a bell', () => {
    const bell = Array.from({ length: 9 }, (_, k) => Math.exp(-((k - Math.floor(0.85 * 8)) ** 2) / (2 * (9 / 6) ** 2)));
    expectPlain('alma', {}, 'real', rolling(closes, 9, (window) => sumOf(window.map((value, k) => value * bell[k]!)) / sumOf(bell)));
  });

  it('ZLEMA: an exponential average of twice the price less the one of its lag before', () => {
    const ahead = closes.map((close, i) => 2 * close - valueAt(closes, i - 4));
    expectPlain('zlema', { timePeriod: 10 }, 'real', plainEma(ahead, 10));
  });

  it('EVWMA: what the shares cost if each trade takes the place of as many', () => {
    const all = rolling(volumes, 10, sumOf);
    const values = closes.map(() => Number.NaN);
    values[9] = closes[9]!;
    for (let i = 10; i < values.length; i++) values[i] = ((all[i]! - volumes[i]!) * values[i - 1]! + volumes[i]! * closes[i]!) / all[i]!;
    expectPlain('evwma', {}, 'real', values);
  });

  it('rolling VWAP: what was paid by what was bought', () => {
    const paid = rolling(zip(closes, volumes, (close, volume) => close * volume), 10, sumOf);
    expectPlain('rolling_vwap', {}, 'real', zip(paid, rolling(volumes, 10, sumOf), (money, units) => money / units));
  });

  it('SMMA: each bar one part in as many as the period', () => {
    expectPlain('smma', {}, 'real', plainEma(closes, 14, 1 / 14));
  });

  it('McGinley: steps by the fourth power of how far the price is ahead', () => {
    const values = closes.map(() => Number.NaN);
    values[13] = sumOf(closes.slice(0, 14)) / 14;
    for (let i = 14; i < values.length; i++) values[i] = values[i - 1]! + (closes[i]! - values[i - 1]!) / (14 * (closes[i]! / values[i - 1]!) ** 4);
    expectPlain('mcginley', {}, 'real', values);
  });

  it('Alligator: three smoothed averages of some bars before', () => {
    const middles = zip(highs, lows, (high, low) => (high + low) / 2);
    for (const [name, period, shift] of [['jaw', 13, 8], ['teeth', 8, 5], ['lips', 5, 3]] as const) {
      const average = plainEma(middles, period, 1 / period);
      expectPlain('alligator', {}, name, closes.map((_, i) => valueAt(average, i - shift)));
    }
  });
});

describe('averages by volume', () => {
  const silent = { ...testBars, volume: new Float64Array(testBars.volume.length) };
  it('are the plain mean, or stay, where nothing trades', () => {
    expectPlain('rolling_vwap', { timePeriod: 4 }, 'real', rolling(closes, 4, (window) => sumOf(window) / 4), silent);
    expect(computeIndicator('evwma', silent, { timePeriod: 4 }).outputs['real']![50]).toBe(closes[3]);
  });
  it('take no volume below zero', () => {
    const volume = testBars.volume.slice();
    volume[20] = -5;
    for (const name of ['rolling_vwap', 'evwma', 'cmf', 'vwap', 'force', 'session_volume_profile']) {
      const values = Object.values(computeIndicator(name, { ...testBars, volume }, {}).outputs)[0]!;
      expect(values[20], name).toBeNaN();
      expect(values[60], name).toBeGreaterThan(-Infinity);
    }
  });
});
