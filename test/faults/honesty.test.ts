import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/contract/model/verdict.ts';
import { judgeBest, sharpeOf } from './honesty/best-of-many.ts';
import { crossRule, makeMarket, strengthRule } from './honesty/markets.ts';

/** Series of each kind: forty, and two hundred when faults are tested at full length. */
const series = 2 * Number(process.env['TAPEDECK_FAULT_ROUNDS'] ?? 20);

/** Strategies with a rule of theirs planted, each with what it must earn a day for a true annual Sharpe ratio of 2.5 after costs. */
const planted = [
  { strategy: 'sma-cross-long', params: { fast: 10, slow: 49 }, rule: crossRule(10, 49), edge: 0.00183 },
  { strategy: 'rsi-reversion', params: { period: 14, low: 40, high: 60 }, rule: strengthRule(14, 40, 60), edge: 0.0033 },
];

const tell = (verdicts: readonly Verdict[]): string =>
  Object.entries(Object.groupBy(verdicts, ({ grade }) => grade)).map(([grade, of]) => `${of?.length} ${grade}`).join(', ');
const countGood = (verdicts: readonly Verdict[]): number => verdicts.filter(({ grade }) => grade === 'good').length;
const numbers = Array.from({ length: series }, (_, k) => k);

describe(`verdicts on the best of 500 trials, over ${series} series of eight years of days`, () => {
  it('call at most one in twenty good where there is nothing but noise', { timeout: 600_000 }, () => {
    const verdicts = numbers.map((k) => judgeBest(k % 2 === 0 ? 'sma-cross-long' : 'rsi-reversion', makeMarket({ seed: k, isWild: k % 4 > 1 })));
    process.stdout.write(`noise: ${tell(verdicts)}\n`);
    expect(countGood(verdicts)).toBeLessThanOrEqual(series / 20);
    expect(verdicts.filter(({ grade }) => grade === 'lucky' || grade === 'bad' || grade === 'unproven').length).toBeGreaterThanOrEqual(0.95 * series);
  });

  it('call at least four in five good where an edge is planted', { timeout: 600_000 }, () => {
    const ratios: number[] = [];
    const verdicts = numbers.map((k) => {
      const { strategy, params, rule, edge } = planted[k % planted.length];
      const bars = makeMarket({ seed: 10_000 + k, edge, rule });
      ratios.push(sharpeOf(strategy, bars, params));
      return judgeBest(strategy, bars);
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    process.stdout.write(`planted (mean Sharpe ratio of the rule ${mean.toFixed(2)}): ${tell(verdicts)}\n`);
    expect(mean, 'the edge is what it is said to be').toBeLessThan(2.6);
    expect(countGood(verdicts)).toBeGreaterThanOrEqual(0.8 * series);
  });
});
