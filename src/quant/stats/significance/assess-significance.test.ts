import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../../random/index.ts';
import { assessReturns, assessSignificance, checkReality, computeOverfitting, testPermutation, testRandomEntry, type SignificanceRequest } from '../index.ts';

const noise = (stream: number, count: number, edge = 0): Float64Array => Float64Array.from({ length: count }, (_, i) => 0.01 * (normal(streamKey(7, stream), i) + edge));
const returns = noise(1, 320, 0.2);
const others = [noise(2, 320), noise(3, 320)];

const request: SignificanceRequest = {
  candidates: [{ name: 'dull', returns: others[0]! }, { name: 'good', returns }, { name: 'idle', returns: others[1]! }], benchmark: null, positions: null, riskFree: 0, periodsPerYear: null,
  trials: null, trialDeviation: null, samples: 100, meanBlock: null, seed: 3, blocks: null,
};
const one = { ...request, candidates: [{ name: null, returns }] };
const sharpeOf = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return (mean / Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))) * Math.sqrt(252);
};

describe('whether returns may be luck', () => {
  it('is asked of a single series as it is alone, and of no choice', () => {
    const found = assessSignificance(one);
    const alone = assessReturns({ series: { returns, benchmark: null, time: null, riskFree: 0, periodsPerYear: null }, trials: 1, trialDeviation: null, samples: 100, meanBlock: null, seed: 3 });
    expect(found).toMatchObject({ ...alone, name: null, overfitting: null, timing: null });
    expect(found.realityCheck).toMatchObject({ best: null, isAgainstBenchmark: false, pValue: checkReality([returns], { samples: 100, meanBlock: null, seed: 3 }).pValue });
  });
  it('is asked of the best of several against all of them, with the deviation of their ratios', () => {
    const found = assessSignificance(request);
    const sharpes = request.candidates.map((candidate) => sharpeOf(candidate.returns));
    const mean = (sharpes[0]! + sharpes[1]! + sharpes[2]!) / 3;
    const deviation = Math.sqrt(sharpes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2);
    const alone = assessSignificance({ ...one, trials: 3, trialDeviation: deviation });
    expect(found).toMatchObject({ name: 'good', trials: 3, candidates: [{ name: 'dull' }, { name: 'good' }, { name: 'idle' }] });
    expect(found.candidates[1]?.sharpe).toBeCloseTo(sharpes[1]!, 10);
    expect(found.deflatedSharpe).toBeCloseTo(Number(alone.deflatedSharpe), 10);
    expect(found.deflatedSharpe).toBeLessThan(Number(found.probabilisticSharpe));
  });
  it('says how often the choice misleads, in sixteen blocks or as many as there are returns for', () => {
    const { overfitting } = assessSignificance(request);
    const plain = computeOverfitting(request.candidates.map((candidate) => candidate.returns), 16);
    expect(overfitting).toMatchObject({ blocks: 16, splits: 12_870, probability: plain.probability, lossProbability: plain.lossProbability });
    const short = { ...request, candidates: request.candidates.map((candidate) => ({ ...candidate, returns: candidate.returns.subarray(0, 59) })) };
    expect(assessSignificance(short).overfitting).toMatchObject({ blocks: 4, splits: 6 });
    expect(assessSignificance({ ...short, blocks: 6 }).overfitting).toMatchObject({ blocks: 6, splits: 20 });
    expect(() => assessSignificance({ ...short, blocks: 5 })).toThrow('must be even and from 2 to 20');
  });
  it('holds the best mean against the benchmark', () => {
    const benchmark = noise(9, 320, 0.3);
    const { realityCheck } = assessSignificance({ ...request, benchmark });
    const excess = request.candidates.map((candidate) => candidate.returns.map((value, i) => value - benchmark[i]!));
    expect(realityCheck).toMatchObject({ best: 'good', isAgainstBenchmark: true, pValue: checkReality(excess, { samples: 100, meanBlock: null, seed: 3 }).pValue });
    expect(realityCheck?.meanExcess).toBeCloseTo(excess[1]!.reduce((sum, value) => sum + value, 0) / 320, 12);
  });
  it('asks of positions whether their moments were luck', () => {
    const benchmark = noise(4, 320);
    const positions = benchmark.map((value, i) => (i % 10 < 3 ? 0.5 * Math.sign(value) : 0));
    const { timing } = assessSignificance({ ...one, benchmark, positions });
    expect(timing?.permutation.pValue).toBe(testPermutation(positions, benchmark, { samples: 100, seed: 3 }).pValue);
    const held = Array.from(positions, (value, i) => ({ side: Math.sign(value), i })).filter(({ side }) => side !== 0);
    const holdings = held.filter(({ side, i }) => i === 0 || Math.sign(positions[i - 1]!) !== side).length;
    expect(timing?.randomEntry).toMatchObject({ holdings, pValue: 1 / 101 });
    const whole = [{ from: 0, to: 319, side: 1 as const }];
    expect(assessSignificance({ ...one, benchmark, positions: positions.map(() => 1) }).timing?.randomEntry?.pValue).toBe(testRandomEntry(benchmark, whole, { samples: 10, seed: 3 }).pValue);
    expect(assessSignificance({ ...one, benchmark, positions: positions.map(() => 0) }).timing?.randomEntry).toBeNull();
    expect(() => assessSignificance({ ...one, positions })).toThrow('give the returns of what was held');
  });
  it('gives every number or null where there is little or nothing varies', () => {
    for (const count of [1, 2, 3]) {
      const few = assessSignificance({ ...request, candidates: request.candidates.map(({ name }) => ({ name, returns: new Float64Array(count).fill(0.01) })) });
      expect(JSON.stringify(few)).not.toContain('NaN');
      expect(few).toMatchObject({ name: 'dull', overfitting: null, sharpe: null });
    }
  });
  it('tells how far it is, never backwards, and refuses lengths that differ', () => {
    const shares: number[] = [];
    assessSignificance({ ...request, benchmark: others[0]!, positions: others[1]! }, { progress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(20);
    expect(shares.every((share, i) => share <= 1 && share >= (shares[i - 1] ?? 0))).toBe(true);
    expect(() => assessSignificance({ ...request, candidates: [{ name: 'a', returns }, { name: 'b', returns: returns.subarray(1) }] })).toThrow('different lengths');
  });
});
