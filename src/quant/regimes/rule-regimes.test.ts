import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../random/index.ts';
import { computeRuleRegimes, createRuleModel, judgeRegimes, ruleWarmup, usualRules, type RegimeRules, type RuleRegime } from './index.ts';

const small: RegimeRules = { trendBars: 10, trendThreshold: 1, fastBars: 5, slowBars: 30, volatilityThreshold: 1.25 };

/** Closes whose log returns have a drift and a deviation, stretch after stretch of 60 bars. */
function drawCloses(stretches: readonly (readonly [drift: number, deviation: number])[]): number[] {
  const closes = [100];
  for (const [k, [drift, deviation]] of stretches.entries()) {
    for (let i = 0; i < 60; i++) closes.push(closes.at(-1)! * Math.exp(drift + deviation * normal(streamKey(5, k), i)));
  }
  return closes;
}

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

/** The rules as the documentation words them, from the closes up to a bar. */
function judgeByDefinition(closes: readonly number[], rules: RegimeRules): RuleRegime {
  const returns = closes.slice(1).map((close, i) => Math.log(close / closes[i]!));
  const [trendReturns, fast, slow] = [returns.slice(-rules.trendBars), returns.slice(-rules.fastBars), returns.slice(-rules.slowBars)];
  const trend = Math.log(closes.at(-1)! / closes.at(-1 - rules.trendBars)!) / (deviation(trendReturns) * Math.sqrt(rules.trendBars));
  const volatilityRatio = deviation(fast) / deviation(slow);
  const regime = trend >= rules.trendThreshold ? 'bull' : trend <= -rules.trendThreshold ? 'bear' : volatilityRatio >= rules.volatilityThreshold ? 'volatile' : 'stable';
  return { regime, trend, volatilityRatio };
}

const closes = drawCloses([[0.004, 0.004], [0, 0.004], [-0.006, 0.006], [0, 0.03], [0, 0.005]]);

describe('regimes by rules', () => {
  const found = computeRuleRegimes(closes, small);
  it('are those of the definition at every bar after the warm-up', () => {
    expect(found.slice(0, ruleWarmup(small)).every((one) => one === null)).toBe(true);
    for (let i = ruleWarmup(small); i < closes.length; i++) {
      const expected = judgeByDefinition(closes.slice(0, i + 1), small);
      expect(found[i]?.regime, `bar ${i}`).toBe(expected.regime);
      expect(found[i]?.trend).toBeCloseTo(expected.trend, 9);
      expect(found[i]?.volatilityRatio).toBeCloseTo(expected.volatilityRatio, 9);
    }
  });
  it('name each of the four where it reigns', () => {
    expect(found[55]?.regime).toBe('bull');
    expect(found[175]?.regime).toBe('bear');
    expect(new Set(found.slice(184, 200).map((one) => one?.regime))).toContain('volatile');
    expect(found.at(-1)?.regime).toBe('stable');
  });
  it('never read the future: closes cut anywhere have the same regimes up to there', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: closes.length }), (cut) => {
      expect(computeRuleRegimes(closes.slice(0, cut), small)).toEqual(found.slice(0, cut));
    }), { numRuns: 20 });
  });
  it('are the same for a bar that forms, whatever it was before', () => {
    const model = createRuleModel(small);
    for (const [i, close] of closes.entries()) {
      model.add(close * 3);
      model.replace(close / 2);
      expect(model.replace(close)).toEqual(found[i]);
    }
  });
  it('call a flat price stable, a straight line a trend, and either is a number', () => {
    const flat = computeRuleRegimes(Array.from({ length: 50 }, () => 7), small).at(-1);
    expect(flat).toEqual({ regime: 'stable', trend: 0, volatilityRatio: 0 });
    const straight = computeRuleRegimes(Array.from({ length: 50 }, (_, i) => 100 * 0.5 ** i), small).at(-1);
    expect(straight?.regime).toBe('bear');
    expect(Number.isFinite(straight?.trend)).toBe(true);
  });
  it('refuse a price without a logarithm and stand where they stood', () => {
    const model = createRuleModel(small);
    for (const close of closes.slice(0, 40)) model.add(close);
    expect(() => model.add(0)).toThrow('The price of bar 41 is 0');
    expect(() => model.add(Number.NaN)).toThrow('The price of bar 41 is not a finite number');
    expect(model.add(closes[40]!)).toEqual(found[40]);
  });
  it.each([[{ trendBars: 1 }, 'trendBars'], [{ fastBars: 300 }, 'fastBars (300) must be fewer'], [{ volatilityThreshold: 0.5 }, 'volatilityThreshold'], [{ trendThreshold: Number.NaN }, 'trendThreshold']])('refuse %j', (change, message) => {
    expect(() => createRuleModel({ ...usualRules, ...change })).toThrow(message);
  });
  it('are told with their shares, which sum to 1', () => {
    const report = judgeRegimes({ time: Float64Array.from(closes, (_, i) => i), close: Float64Array.from(closes) }, small);
    expect(report.warmup).toBe(30);
    expect(Object.values(report.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(report.shares.bull).toBe(report.regime.filter((one) => one === 'bull').length / (closes.length - 30));
  });
});
