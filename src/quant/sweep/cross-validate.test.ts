import { describe, expect, it } from 'vitest';
import { testSettings } from '../engine/test-run.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import { normal, streamKey } from '../random/index.ts';
import { randomBars } from '../strategies/test-reference.ts';
import { crossValidate, type CrossValidationInput } from './cross-validate.ts';

const settings = testSettings({ fractional: true });
const plan: CrossValidationInput['plan'] = { strategy: 'sma-cross-long', params: {}, settings, space: { fast: [3, 5, 8], slow: [13, 21] }, where: 'fast<slow', isGrid: true };
const options = { groups: 6, testGroups: 2, purge: 5, embargo: 5 };
const bars = randomBars(8, 601);

describe('combinatorial purged cross-validation', () => {
  it('tests every pair of six groups once, and makes five paths of them', () => {
    const found = crossValidate({ plan, metric: 'sharpe', options, series: { symbol: 'A', bars } });
    expect(found).toMatchObject({ trials: 6, returns: 600, periodsPerYear: 252, groups: 6, testGroups: 2 });
    expect(found.splits).toHaveLength(15);
    expect(new Set(found.splits.map(({ test }) => test.join())).size).toBe(15);
    expect(found.paths).toHaveLength(5);
    expect(found.sentence).toMatch(/^On 5 paths through the whole history, none of them seen before, /);
  });

  it('with one combination has on each path what that combination earned', () => {
    const only = crossValidate({ plan: { ...plan, space: { fast: [5], slow: [21] } }, metric: 'sharpe', options, series: { symbol: 'A', bars } });
    const { metrics } = runBacktest({ strategy: 'sma-cross-long', params: { fast: 5, slow: 21 }, settings, series: [{ symbol: 'A', bars }] });
    for (const path of only.paths) {
      expect(path.return).toBeCloseTo(Number(metrics['totalReturn']), 10);
      expect(path.sharpe).toBeCloseTo(Number(metrics['sharpe']), 10);
    }
    expect(only).toMatchObject({ trials: 1, overfitting: null });
  });

  it('chooses in training what did best there, by returns written out one by one', () => {
    const { splits } = crossValidate({ plan, metric: 'sharpe', options: { groups: 3, testGroups: 1, purge: 10, embargo: 20 }, series: { symbol: 'A', bars } });
    const equityOf = (params: Record<string, number>): Float64Array => runBacktest({ strategy: 'sma-cross-long', params, settings, series: [{ symbol: 'A', bars }] }).equity.value;
    // The middle group of 600 returns is 200 to 399: training is 0 to 189 and 420 to 599.
    const sharpeIn = (params: Record<string, number>): number => {
      const value = equityOf(params);
      const returns = Array.from({ length: 600 }, (_, i) => value[i + 1] / value[i] - 1).filter((_, i) => i < 190 || i >= 420);
      const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length;
      return (mean / Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (returns.length - 1))) * Math.sqrt(252);
    };
    const all = [3, 5, 8].flatMap((fast) => [13, 21].map((slow) => ({ fast, slow })));
    const best = all.reduce((top, one) => (sharpeIn(one) > sharpeIn(top) ? one : top));
    expect(splits[1]).toMatchObject({ test: [1], params: best });
    expect(splits[1]?.inSample).toBeCloseTo(sharpeIn(best), 8);
  });

  it('finds the choice among many overfitted where there is nothing to choose, and less where there is', () => {
    const key = streamKey(3, 3);
    const trending = randomBars(9, 1_200);
    let drift = 0;
    let price = 100;
    for (let i = 0; i < 1_200; i++) {
      if (i % 60 === 0) drift = normal(key, i) > 0 ? 0.004 : -0.004;
      trending.open[i] = price;
      price *= Math.exp(drift + 0.006 * normal(key, i, 1));
      trending.close[i] = price;
      trending.high[i] = Math.max(trending.open[i], price);
      trending.low[i] = Math.min(trending.open[i], price);
    }
    const wide = { ...plan, space: { fast: [2, 4, 8, 16, 32, 64], slow: [5, 10, 20, 40, 80, 160] } };
    const real = crossValidate({ plan: wide, metric: 'sharpe', options, series: { symbol: 'A', bars: trending } });
    const chance = crossValidate({ plan: wide, metric: 'return', options, series: { symbol: 'A', bars: randomBars(10, 1_200) } });
    expect(real.overfitting).toBeLessThan(chance.overfitting ?? 0);
    expect(real.lossProbability).toBe(0);
  });

  it('refuses groups that there is no room for, and more combinations than can be held', () => {
    expect(() => crossValidate({ plan, metric: 'sharpe', options: { ...options, testGroups: 6 }, series: { symbol: 'A', bars } })).toThrow('test groups must be from 1 to 5');
    const huge = { ...plan, space: { fast: { from: 2, to: 200 }, slow: { from: 2, to: 300 } } };
    expect(() => crossValidate({ plan: huge, metric: 'sharpe', options, series: { symbol: 'A', bars } })).toThrow('larger steps');
  });
});
