import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePointsSchema, regimeFitSchema, ruleRegimesSchema } from '../../contract/model/regime.ts';
import { QuantError } from '../error.ts';
import { findLongRunShares } from './long-run-shares.ts';
import { fitRegimes, judgeRegimes, labelStates, percentLogReturns, reportChangePoints, usualRules, type PriceSeries } from './index.ts';
import { calmAndWild, drawSeries } from './test-hmm.ts';

function toPrices(returns: ArrayLike<number>): PriceSeries {
  const close = [100];
  for (let i = 0; i < returns.length; i++) close.push(close.at(-1)! * Math.exp(returns[i]! / 100));
  return { time: Float64Array.from(close, (_, i) => i * 86_400_000), close: Float64Array.from(close) };
}

const request = { states: 2, starts: 2, seed: 1, fittedReturns: null };
const prices = toPrices(drawSeries(calmAndWild, 800, 4).observations.values);

describe('regimes of prices', () => {
  const fit = fitRegimes({ ...request, prices });
  it('say what the contract says, a row a return', () => {
    expect(regimeFitSchema.parse(fit)).toEqual(fit);
    expect([fit.returns, fit.filtered.length, fit.smoothed.length, fit.path.length, fit.time.length]).toEqual([800, 800, 800, 800, 800]);
    expect(fit.time[0]).toBe(86_400_000);
    expect(fit.states.map((state) => state.label)).toEqual(['bull', 'bear']);
    expect(fit.states[0]?.expectedBars).toBeCloseTo(1 / (1 - fit.transition[0]![0]!), 12);
    expect(fit.filtered.at(-1), 'at the last return nothing lies ahead').toEqual(fit.smoothed.at(-1));
  });
  it('fitted to the past alone do not change with what comes after', () => {
    const learnt = fitRegimes({ ...request, prices, fittedReturns: 500 });
    const cut: PriceSeries = { time: prices.time.slice(0, 601), close: prices.close.slice(0, 601) };
    const shorter = fitRegimes({ ...request, prices: cut, fittedReturns: 500 });
    expect(shorter.states).toEqual(learnt.states);
    expect(shorter.filtered).toEqual(learnt.filtered.slice(0, 600));
    expect([learnt.fittedReturns, learnt.returns]).toEqual([500, 800]);
  });
  it.each([
    ['NOT_POSITIVE', { ...prices, close: prices.close.map((close, i) => (i === 7 ? -1 : close)) }, 'The price of bar 8 is -1'],
    ['NOT_FINITE', { ...prices, close: prices.close.map((close, i) => (i === 7 ? Number.NaN : close)) }, 'The price of bar 8 is not a finite number'],
    ['NOT_ASCENDING', { ...prices, time: prices.time.map((ms, i) => (i === 7 ? 0 : ms)) }, 'Bar 8 is not after the one before it'],
    ['LENGTHS_DIFFER', { ...prices, time: prices.time.slice(1) }, '801 closes and 800 moments'],
    ['TOO_FEW', { time: new Float64Array(0), close: new Float64Array(0) }, 'need at least 20 observations, not 0'],
  ] as const)('are refused with %s', (code, given, message) => {
    expect(() => fitRegimes({ ...request, prices: given })).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error);
  });
  it('cannot be fitted to more returns than there are', () => {
    expect(() => fitRegimes({ ...request, prices, fittedReturns: 801 })).toThrow('the first 1 to 800 returns, not to 801');
  });
  it('of whatever numbers are finite or a typed error', () => {
    const odd = fc.oneof(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.constantFrom(1, 1, 1, 100, Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 1e308, 5e-324));
    fc.assert(
      fc.property(fc.array(odd, { minLength: 20, maxLength: 60 }), fc.integer({ min: 2, max: 4 }), (close, states) => {
        const given = { time: Float64Array.from(close, (_, i) => i), close: Float64Array.from(close) };
        for (const compute of [
          () => fitRegimes({ prices: given, states, starts: 1, seed: 1, fittedReturns: null }), () => judgeRegimes(given, { ...usualRules, trendBars: 5, fastBars: 4, slowBars: 10 }),
          () => reportChangePoints({ prices: given, kind: 'mean-and-variance', penalty: null, shortest: 2 }),
        ]) {
          try {
            expect(JSON.stringify(compute())).not.toContain('NaN');
          } catch (error) {
            expect(error).toBeInstanceOf(QuantError);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the other reports', () => {
  it('say what the contract says', () => {
    const rules = judgeRegimes(prices, usualRules);
    expect(ruleRegimesSchema.parse(rules)).toEqual(rules);
    const changes = reportChangePoints({ prices, kind: 'variance', penalty: null, shortest: 10 });
    expect(changePointsSchema.parse(changes)).toEqual(changes);
    expect(changes.segments.reduce((sum, segment) => sum + segment.returns, 0)).toBe(800);
    expect([changes.segments[0]?.fromMs, changes.segments.at(-1)?.toMs]).toEqual([prices.time[1], prices.time[800]]);
  });
});

describe('names of states', () => {
  it.each([
    [[0.07, -0.09], [0.7, 1.8], ['bull', 'bear']],
    [[-0.02, 0.05], [0.7, 1.8], ['bear', 'bull']],
    [[0.07, 0.01], [0.7, 1.8], ['stable', 'volatile']],
    [[0.09, -0.02, -0.16], [0.5, 1.1, 2.7], ['bull', 'stable', 'bear']],
    [[0.09, -0.02, -0.16], [0.5, 2, 2.7], ['bull', 'volatile', 'bear']],
    [[0.09, 0.01, -0.07, -0.27], [0.5, 1, 1.5, 3.5], ['bull', 'stable', 'volatile', 'bear']],
  ] as const)('of means %j and deviations %j are %j', (means, deviations, expected) => {
    expect(labelStates(means, deviations)).toEqual(expected);
  });
});

describe('shares in the long run', () => {
  it('do not change with a step of the chain', () => {
    const rows = [0.9, 0.06, 0.04, 0.1, 0.85, 0.05, 0.3, 0.2, 0.5];
    const shares = findLongRunShares(rows, 3)!;
    for (let j = 0; j < 3; j++) expect(shares.reduce((sum, share, i) => sum + share * rows[3 * i + j]!, 0)).toBeCloseTo(shares[j]!, 14);
  });
  it('are none where a state is never left', () => {
    expect(findLongRunShares([1, 0, 0.1, 0.9], 2)).toBeNull();
    expect(findLongRunShares([0.9, 0.1, 0, 1], 2)).toBeNull();
  });
});

describe('returns', () => {
  it('are logarithmic and in percent', () => {
    expect(Array.from(percentLogReturns({ time: Float64Array.of(0, 1, 2), close: Float64Array.of(100, 101, 50.5) }))).toEqual([100 * Math.log(1.01), 100 * Math.log(0.5)]);
    expect(percentLogReturns({ time: Float64Array.of(0), close: Float64Array.of(100) })).toHaveLength(0);
  });
});
