import { describe, expect, it } from 'vitest';
import { normal, streamKey, uniform } from '../random/index.ts';
import { fitLogistic, probabilityOf } from './fit-logistic.ts';
import { randomBars, runFills, tradeAtOpens, writeFills } from './test-reference.ts';

/** Climbs to the top of the penalised likelihood by plain steps along its slope: slow, and nothing like Newton's method. */
function climb(rows: readonly (readonly number[])[], ups: readonly number[], ridge: number): number[] {
  const width = rows[0].length;
  const weights = Array.from({ length: width + 1 }, () => 0);
  const chance = (row: readonly number[]): number => 1 / (1 + Math.exp(-row.reduce((sum, value, a) => sum + value * weights[a], weights[width])));
  // Never longer than the curvature allows: a quarter of the squares, and the ridge.
  const pace = 1 / (ridge + rows.reduce((sum, row) => sum + row.reduce((of, value) => of + value * value, 1), 0) / 4);
  for (let step = 0; step < 3_000; step++) {
    const slope = weights.map((weight, a) => (a < width ? -ridge * weight : 0));
    rows.forEach((row, k) => {
      const miss = ups[k] - chance(row);
      [...row, 1].forEach((value, a) => (slope[a] += miss * value));
    });
    slope.forEach((value, a) => (weights[a] += pace * value));
    if (Math.max(...slope.map(Math.abs)) < 1e-9) break;
  }
  return weights;
}

describe('the fit', () => {
  it('is where steps along the slope of the penalised likelihood end', () => {
    const key = streamKey(3, 1);
    const rows = Array.from({ length: 80 }, (_, k) => [normal(key, k, 1), normal(key, k, 2)]);
    const ups = rows.map(([a, b], k) => (uniform(key, k, 3) < 1 / (1 + Math.exp(b - 2 * a)) ? 1 : 0));
    const fitted = fitLogistic(rows.map((row) => Float64Array.from(row)), ups, 0.5);
    climb(rows, ups, 0.5).forEach((weight, a) => expect(fitted[a]).toBeCloseTo(weight, 5));
    expect(fitted[0], 'what speaks for it has weight').toBeGreaterThan(0.8);
  });

  it('stays finite where all went one way', () => {
    const rows = Array.from({ length: 30 }, (_, k) => Float64Array.of(k / 30));
    const weights = fitLogistic(rows, rows.map(() => 1), 1);
    expect(Array.from(weights).every(Number.isFinite)).toBe(true);
    expect(probabilityOf(weights, rows[0])).toBeGreaterThan(0.9);
  });
});

describe.each([1, 2])('logistic-model, seed %i', (seed) => {
  it('trades as its description says, written out bar by bar', () => {
    const bars = randomBars(seed, 230);
    const { close } = bars;
    const p = { train: 60, refit: 25, edge: 0.03, ridge: 2 };
    const features = (i: number): number[] => {
      const gains = Array.from({ length: 20 }, (_, k) => Math.log(close[i - k] / close[i - k - 1]));
      const unit = Math.sqrt(gains.reduce((sum, gain) => sum + gain * gain, 0) / 20);
      const last = Array.from(close.slice(i - 19, i + 1));
      const [low, high] = [Math.min(...last), Math.max(...last)];
      return [...[1, 5, 20].map((n) => Math.log(close[i] / close[i - n]) / (unit * Math.sqrt(n))), (close[i] - low) / (high - low) - 0.5];
    };
    let weights: number[] = [];
    const expected = tradeAtOpens(bars, (i, side) => {
      if (i < 20 + p.train) return null;
      if ((i - 20 - p.train) % p.refit === 0) {
        const cases = Array.from({ length: p.train }, (_, k) => i - p.train + k);
        weights = climb(cases.map(features), cases.map((k) => (close[k + 1] > close[k] ? 1 : 0)), p.ridge);
      }
      const chance = 1 / (1 + Math.exp(-[...features(i), 1].reduce((sum, value, a) => sum + value * weights[a], 0)));
      if (side === 0) return chance > 0.5 + p.edge ? 'buy' : null;
      return chance < 0.5 ? 'close' : null;
    });
    expect(expected.length).toBeGreaterThan(8);
    expect(writeFills(runFills('logistic-model', p, [{ symbol: 'A', bars }]))).toEqual(writeFills(expected));
  });
});
