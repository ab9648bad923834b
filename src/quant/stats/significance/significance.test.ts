import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../../random/index.ts';
import { computeMoments, type Moments } from '../returns/distribution.ts';
import { assessReturns, bootstrap, checkReality, computeOverfitting, deflatedSharpe, expectedBestSharpe, minimumTrackRecord, probabilisticSharpe, testPermutation, testRandomEntry } from '../index.ts';

const noise = (seed: number, stream: number, count: number, edge = 0): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => 0.01 * (normal(streamKey(seed, stream), i) + edge));

/** Moments of a distribution of a given shape, with variance 1. */
const shaped = (count: number, skew: number, kurtosis: number): Moments => ({ count, mean: 0, min: -1, max: 1, second: 1, third: skew, fourth: kurtosis });

describe('the Sharpe ratio against chance', () => {
  it('deflates as in the example of Bailey and López de Prado 2014: 100 trials, five years of days, skew −3, kurtosis 10', () => {
    const variance = 0.5 / 250;
    expect(expectedBestSharpe(100, variance)).toBeCloseTo(0.1132, 4);
    expect(deflatedSharpe(shaped(1250, -3, 10), 100, variance, 2.5 / Math.sqrt(250))).toBeCloseTo(0.9004, 4);
  });
  it('needs 2.83 years of normal weeks to tell an annual 2 from 1, as Bailey and López de Prado 2012 say', () => {
    expect(minimumTrackRecord(shaped(100, 0, 3), 1 / Math.sqrt(52), 0.95, 2 / Math.sqrt(52)) / 52).toBeCloseTo(2.83, 2);
  });
  it('is above its minimum track record with just the confidence that was asked for', () => {
    const confidence = fc.double({ min: 0.6, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.3, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 3, max: 12, noNaN: true }), confidence, (sharpe, skew, kurtosis, wanted) => {
        const length = minimumTrackRecord(shaped(10, skew, kurtosis), 0, wanted, sharpe);
        expect(probabilisticSharpe(shaped(length, skew, kurtosis), 0, sharpe)).toBeCloseTo(wanted, 10);
      }),
    );
  });
  it('never gets above what it is not above, and is nothing without variance', () => {
    expect(minimumTrackRecord(shaped(10, 0, 3), 0.2, 0.95, 0.1)).toBe(Infinity);
    expect(probabilisticSharpe(computeMoments(Float64Array.of(0.1, 0.1)))).toBeNaN();
    expect(expectedBestSharpe(1, 1)).toBe(0);
  });
});

describe('the stationary bootstrap', () => {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const returns = noise(1, 1, 400);
  it('gives the textbook error of a mean of independent returns with blocks of one', () => {
    const { error, estimate, low, high } = bootstrap(returns, mean, { samples: 2_000, meanBlock: 1, seed: 3 });
    const textbook = Math.sqrt(computeMoments(returns).second / returns.length);
    expect(error / textbook).toBeGreaterThan(0.93);
    expect(error / textbook).toBeLessThan(1.07);
    expect([low < estimate, estimate < high]).toEqual([true, true]);
  });
  it('sees more error where returns follow one another, which blocks of one do not', () => {
    const trending = Float64Array.from({ length: 400 }, (_, i) => mean(noise(2, 2, 420).subarray(i, i + 20)));
    const wide = bootstrap(trending, mean, { samples: 400, meanBlock: 30, seed: 3 }).error;
    expect(wide / bootstrap(trending, mean, { samples: 400, meanBlock: 1, seed: 3 }).error).toBeGreaterThan(2);
  });
  it('is the same for the same seed and another for another', () => {
    const run = (seed: number): number[] => [...bootstrap(returns, mean, { samples: 20, meanBlock: null, seed }).values];
    expect(run(5)).toEqual(run(5));
    expect(run(6)).not.toEqual(run(5));
  });
  it('draws only returns that there are, in blocks that wrap round', () => {
    const seen: number[][] = [];
    bootstrap(Float64Array.of(0, 1, 2, 3, 4), (values) => seen.push([...values]), { samples: 50, meanBlock: 1e9, seed: 1 });
    // A block longer than the series is the series itself from some place on.
    for (const values of seen) values.forEach((value, i) => expect(value).toBe((values[0]! + i) % 5));
  });
  it.each([[{ samples: 0 }], [{ meanBlock: 0.5 }], [{ seed: -1 }], [{ samples: 1.5 }]])('refuses %o', (over) => {
    expect(() => bootstrap(returns, mean, { samples: 10, meanBlock: null, seed: 1, ...over })).toThrow(expect.objectContaining({ code: 'RANGE' }) as Error);
  });
});

describe('a series held against luck', () => {
  const request = { trials: 1, trialDeviation: null, samples: 300, meanBlock: null, seed: 4 };
  const seriesOf = (returns: Float64Array) => ({ returns, time: null, benchmark: null, riskFree: 0, periodsPerYear: 252 });
  it('is told by its ratio, and less the more was tried', () => {
    const series = seriesOf(noise(3, 3, 500, 0.1));
    const [one, many] = [1, 1_000].map((trials) => assessReturns({ ...request, series, trials }));
    expect(one?.deflatedSharpe).toBe(one?.probabilisticSharpe);
    expect(Number(many?.deflatedSharpe)).toBeLessThan(Number(one?.deflatedSharpe));
    expect(Number(many?.expectedBestSharpe)).toBeGreaterThan(2 * Number(one?.sharpeError));
    expect(one?.sharpe).toBeCloseTo((computeMoments(series.returns).mean / Math.sqrt((computeMoments(series.returns).second * 500) / 499)) * Math.sqrt(252), 10);
  });
  it('is resampled as the plain bootstrap does, each figure from the same samples', () => {
    const returns = noise(3, 3, 300, 0.1);
    const { bootstrap: found } = assessReturns({ ...request, series: seriesOf(returns) });
    const growth = bootstrap(returns, (values) => values.reduce((product, value) => product * (1 + value), 1), request);
    expect(found.annualReturn.median).toBeCloseTo(growth.values[150]! ** (252 / 300) - 1, 2);
    expect(found.lossProbability).toBe(growth.values.filter((value) => value < 1).length / 300);
    expect([Number(found.maxDrawdown.high) <= 0, Number(found.sharpe.low) < Number(found.sharpe.high)]).toEqual([true, true]);
    expect(found).toMatchObject({ samples: 300, meanBlock: 7, seed: 4 });
  });
  it('says nothing where nothing varies, and tells how far it is', () => {
    const shares: number[] = [];
    const flat = assessReturns({ ...request, series: seriesOf(new Float64Array(7).fill(0.1)) }, { progress: (share) => shares.push(share) });
    expect(flat).toMatchObject({ sharpe: null, deflatedSharpe: null, minimumTrackRecord: null, bootstrap: { sharpe: { low: null }, maxDrawdown: { low: 0 }, lossProbability: 0 } });
    expect(shares.length).toBeGreaterThan(2);
  });
});

describe('the probability of overfitting', () => {
  const sharpeOf = (values: readonly number[]): number => {
    const { mean, second, count } = computeMoments(Float64Array.from(values));
    return mean / Math.sqrt((second * count) / (count - 1));
  };
  /** The definition, word by word, on four blocks. */
  const naive = (strategies: readonly Float64Array[]): number => {
    const size = Math.floor(strategies[0]!.length / 4);
    const halves = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];
    const of = (one: Float64Array, blocks: readonly number[]): number => sharpeOf(blocks.flatMap((block) => [...one.subarray(block * size, (block + 1) * size)]));
    const bad = halves.filter((half) => {
      const rest = [0, 1, 2, 3].filter((block) => !half.includes(block));
      const inside = strategies.map((one) => of(one, half));
      const outside = strategies.map((one) => of(one, rest));
      const best = inside.indexOf(Math.max(...inside));
      const rank = outside.filter((value) => value <= outside[best]!).length / (strategies.length + 1);
      return Math.log(rank / (1 - rank)) <= 0;
    });
    return bad.length / halves.length;
  };
  it('is what the definition says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.nat(1_000), (count, seed) => {
        const strategies = Array.from({ length: count }, (_, i) => noise(seed, i, 43));
        expect(computeOverfitting(strategies, 4).probability).toBeCloseTo(naive(strategies), 12);
      }),
      { numRuns: 40 },
    );
  });
  it('is nothing for one that is always the best, and about a half for noise', () => {
    expect(computeOverfitting([noise(1, 0, 320), noise(1, 1, 320, 2), noise(1, 2, 320)], 10)).toMatchObject({ probability: 0, lossProbability: 0 });
    const shares = Array.from({ length: 12 }, (_, seed) => computeOverfitting(Array.from({ length: 20 }, (_row, i) => noise(seed, i, 200)), 8).probability);
    const average = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(average).toBeGreaterThan(0.3);
    expect(average).toBeLessThan(0.7);
  });
  it.each([
    ['an odd number of blocks', [noise(1, 1, 60), noise(1, 2, 60)], 5, 'RANGE'], ['one strategy', [noise(1, 1, 60)], 4, 'TOO_FEW'],
    ['strategies of different lengths', [noise(1, 1, 60), noise(1, 2, 61)], 4, 'LENGTHS_DIFFER'], ['too few returns', [noise(1, 1, 6), noise(1, 2, 6)], 4, 'TOO_FEW'],
    ['a return that is no number', [noise(1, 1, 60), noise(1, 2, 60).fill(Number.NaN)], 4, 'NOT_FINITE'],
  ])('refuses %s', (_, strategies, blocks, code) => {
    expect(() => computeOverfitting(strategies, blocks)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('White\'s reality check', () => {
  const options = { samples: 200, meanBlock: 1, seed: 9 };
  it('lets the best of many without an edge pass about as seldom as it says', () => {
    const passed = Array.from({ length: 60 }, (_, seed) => checkReality(Array.from({ length: 10 }, (_row, i) => noise(seed, i, 120)), { ...options, seed }).pValue).filter((pValue) => pValue <= 0.1);
    expect(passed.length).toBeLessThanOrEqual(14);
  });
  it('finds a real edge among noise, and which', () => {
    const strategies = [noise(4, 0, 300), noise(4, 1, 300), noise(4, 2, 300, 0.5)];
    const { best, pValue, statistic } = checkReality(strategies, options);
    expect(best).toBe(2);
    expect(pValue).toBeLessThan(0.01);
    expect(statistic).toBeCloseTo(Math.sqrt(300) * computeMoments(strategies[2]!).mean, 12);
  });
  it('refuses nothing to choose from', () => {
    expect(() => checkReality([], options)).toThrow(expect.objectContaining({ code: 'TOO_FEW' }) as Error);
  });
});

describe('random entries and orders', () => {
  const permutations = (values: readonly number[]): number[][] =>
    values.length < 2 ? [[...values]] : values.flatMap((value, i) => permutations([...values.slice(0, i), ...values.slice(i + 1)]).map((rest) => [value, ...rest]));

  it('permute to the share that all orders together give', () => {
    const market = [0.03, -0.02, 0.01, -0.015, 0.002, 0.02];
    const positions = Float64Array.of(1, -1, 1, 0, 1, 1);
    const gain = (returns: readonly number[]): number => returns.reduce((sum, value, i) => sum + value * positions[i]!, 0);
    const all = permutations(market);
    const exact = all.filter((order) => gain(order) >= gain(market) - 1e-15).length / all.length;
    const { pValue } = testPermutation(positions, Float64Array.from(market), { samples: 20_000, seed: 2 });
    // Four standard errors of a share over 20,000 trials.
    expect(Math.abs(pValue - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000) + 1e-4);
  });
  it('enter by chance as well as a holding of everything does', () => {
    const market = noise(1, 1, 50);
    expect(testRandomEntry(market, [{ from: 0, to: 49, side: 1 }], { samples: 50, seed: 1 }).pValue).toBe(1);
  });
  it('seldom enter as well as holdings of the best moments', () => {
    const market = noise(1, 1, 200).map((value, i) => (i % 20 < 2 ? 0.02 : value));
    const holdings = Array.from({ length: 10 }, (_, i) => ({ from: i * 20, to: i * 20 + 1, side: 1 as const }));
    expect(testRandomEntry(market, holdings, { samples: 500, seed: 1 }).pValue).toBeLessThan(0.01);
    expect(testRandomEntry(market, holdings.map((one) => ({ ...one, side: -1 as const })), { samples: 500, seed: 1 }).pValue).toBeGreaterThan(0.99);
  });
  it.each([
    ['a holding outside', [{ from: 0, to: 10, side: 1 as const }], 'RANGE'],
    ['more holdings than fit', [{ from: 0, to: 6, side: 1 as const }, { from: 0, to: 6, side: 1 as const }], 'TOO_LONG'],
  ])('refuse %s', (_, holdings, code) => {
    expect(() => testRandomEntry(noise(1, 1, 10), holdings, { samples: 10, seed: 1 })).toThrow(expect.objectContaining({ code }) as Error);
  });
});
