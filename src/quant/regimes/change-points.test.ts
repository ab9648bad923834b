import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, streamKey } from '../random/index.ts';
import { findChangePoints, usualPenalty, type ChangeKind } from './index.ts';
import { makeSegmentCost } from './segment-cost.ts';

const noise = (count: number, stream: number, mean = 0, deviation = 1): number[] => Array.from({ length: count }, (_, i) => mean + deviation * normal(streamKey(9, stream), i));
const kinds: readonly ChangeKind[] = ['mean', 'variance', 'mean-and-variance'];

/** −2 log L of a normal segment, written out. */
function costByDefinition(values: readonly number[], variance: number, mean: number): number {
  return values.reduce((sum, value) => sum + Math.log(2 * Math.PI * variance) + (value - mean) ** 2 / variance, 0);
}

/** The least cost of any segmentation whatever: every end of every last segment is tried. */
function segmentByForce(values: Float64Array, kind: ChangeKind, penalty: number, shortest: number): { cost: number; changes: number[] } {
  const cost = makeSegmentCost(values, kind);
  const best: { cost: number; changes: number[] }[] = [{ cost: -penalty, changes: [] }];
  for (let t = 1; t <= values.length; t++) {
    best[t] = { cost: Number.POSITIVE_INFINITY, changes: [] };
    for (let s = 0; s <= t - shortest; s++) {
      const total = best[s]!.cost + cost.of(s, t) + penalty;
      if (total <= best[t]!.cost) best[t] = { cost: total, changes: s === 0 ? [] : [...best[s]!.changes, s] };
    }
  }
  return best[values.length]!;
}

describe('change points', () => {
  it('are those of the least cost over all segmentations, whatever the penalty and the shortest segment', () => {
    const stretch = fc.record({ length: fc.integer({ min: 2, max: 20 }), mean: fc.constantFrom(0, 0, 3, -2), deviation: fc.constantFrom(0.2, 1, 4) });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 5 }), fc.constantFrom(...kinds), fc.constantFrom(0, 1, 5, 12), fc.integer({ min: 2, max: 6 }), (stretches, kind, penalty, shortest) => {
        const values = Float64Array.from(stretches.flatMap(({ length, mean, deviation }, k) => noise(length, k, mean, deviation)));
        fc.pre(values.length >= 2 * shortest);
        const found = findChangePoints(values, { kind, penalty, shortest });
        const expected = segmentByForce(values, kind, penalty, shortest);
        expect(found.cost).toBeCloseTo(expected.cost, 8);
        expect(found.changes).toEqual(expected.changes);
      }),
      { numRuns: 150 },
    );
  });
  it('cost what the definition says', () => {
    const values = Float64Array.from(noise(50, 1, 2, 3));
    const part = Array.from(values.subarray(10, 30));
    const mean = part.reduce((sum, value) => sum + value, 0) / 20;
    const variance = part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20;
    expect(makeSegmentCost(values, 'mean-and-variance').of(10, 30)).toBeCloseTo(costByDefinition(part, variance, mean), 8);
    const wholeMean = values.reduce((sum, value) => sum + value, 0) / 50;
    expect(makeSegmentCost(values, 'variance').of(10, 30)).toBeCloseTo(costByDefinition(part, part.reduce((sum, value) => sum + (value - wholeMean) ** 2, 0) / 20, wholeMean), 8);
  });
  it('lie where the series changes, with the mean and deviation of each stretch', () => {
    const values = Float64Array.from([...noise(300, 1, 0, 1), ...noise(200, 2, 0, 3), ...noise(250, 3, 2, 3)]);
    const { changes, segments, penalty } = findChangePoints(values, { kind: 'mean-and-variance' });
    expect(penalty).toBe(3 * Math.log(750));
    expect(changes.map((at) => Math.round(at / 10) * 10)).toEqual([300, 500]);
    expect(segments.map(({ deviation }) => Math.round(deviation))).toEqual([1, 3, 3]);
    expect(segments.map(({ mean }) => mean.toFixed(0).replace('-', ''))).toEqual(['0', '0', '2']);
    expect(segments.map(({ from, to }) => [from, to])).toEqual([[0, changes[0]], [changes[0], changes[1]], [changes[1], 750]]);
  });
  it('are none in plain noise, of which one in twenty at most may look like a change', () => {
    const found = Array.from({ length: 40 }, (_, k) => findChangePoints(Float64Array.from(noise(200, 100 + k)), { kind: 'mean-and-variance' }).changes.length);
    expect(found.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
    expect(usualPenalty(200, 'mean')).toBe(2 * Math.log(200));
  });
  it.each([
    ['TOO_FEW', [1, 2, 3], {}, 'Two segments of 10 observations need 20, not 3.'],
    ['NO_VARIATION', Array.from({ length: 40 }, () => 3), {}, 'one value throughout'],
    ['NOT_FINITE', [...noise(30, 1), Number.POSITIVE_INFINITY], {}, 'Observation number 31'],
    ['RANGE', noise(30, 1), { penalty: -1 }, 'The penalty'],
    ['RANGE', noise(30, 1), { shortest: 1 }, 'The shortest segment'],
  ] as const)('are refused with %s', (code, values, options, message) => {
    expect(() => findChangePoints(Float64Array.from(values), { kind: 'mean', ...options })).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error);
  });
});
