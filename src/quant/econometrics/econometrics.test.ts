import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuantError } from '../error.ts';
import { normal, streamKey } from '../random/index.ts';
import { testAdf, testArchLm, testEngleGranger, testJarqueBera, testJohansen, testKpss, testLjungBox } from './index.ts';
import { chiSquareTail, fisherTail } from './distributions.ts';
import { regress } from './regress.ts';
import { eigenOfSymmetric } from './symmetric.ts';

const near = (value: number, wanted: number, relative: number): void =>
  expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));

const noise = (count: number, stream: number): Float64Array => Float64Array.from({ length: count }, (_, i) => normal(streamKey(3, stream), i));
const walk = (count: number, stream: number): Float64Array => {
  let level = 50;
  return noise(count, stream).map((step) => (level += step));
};

const single = { adf: testAdf, kpss: testKpss, ljungBox: testLjungBox, jarqueBera: testJarqueBera, archLm: testArchLm } as const;
const several = { engleGranger: testEngleGranger, johansen: testJohansen } as const;

describe('distributions agree with R 4.2.2', () => {
  it.each([[0.5, 1, 0.479500122186953], [10, 10, 0.440493285065212], [200, 10, 1.61393053369773e-37], [3, 0.7, 0.0514554893269450], [1e-8, 3, 0.999999999999734], [480, 500, 0.732349930145984]])('pchisq of %d with %d', (value, freedom, wanted) => near(chiSquareTail(value, freedom), wanted, 2e-12));
  it.each([[2.5, 3, 20, 0.0888437519376893], [0.3, 10, 5, 0.950303258866488], [40, 5, 100, 2.12354935384085e-22]])('pf of %d with %d and %d', (value, above, below, wanted) => near(fisherTail(value, above, below), wanted, 1e-11));
  it('end where nothing or everything is above', () => expect([chiSquareTail(-1, 2), chiSquareTail(Infinity, 2), chiSquareTail(Number.NaN, 2), chiSquareTail(1, 0)]).toEqual([1, 0, Number.NaN, Number.NaN]));
});

describe('a regression', () => {
  it('leaves residuals that no column explains', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 5 }), (seed, size) => {
        const columns = Array.from({ length: size }, (_, k) => noise(30, seed + k));
        const y = noise(30, seed + 99);
        const { residuals, residualSquares, coefficients } = regress(y, columns);
        for (const column of columns) expect(Math.abs(column.reduce((sum, value, i) => sum + value * residuals[i]!, 0))).toBeLessThan(1e-10);
        near(residualSquares, residuals.reduce((sum, value) => sum + value * value, 0), 1e-10);
        y.forEach((value, i) => expect(columns.reduce((sum, column, k) => sum + column[i]! * coefficients[k]!, residuals[i]!)).toBeCloseTo(value, 9));
      }),
      { numRuns: 30 },
    );
  });
  it.each([['twice the same column', [[1, 2, 3, 4], [2, 4, 6, 8]], 'COLLINEAR'], ['a column of zeros', [[0, 0, 0, 0]], 'COLLINEAR'], ['too few rows', [[1, 2, 3, 4], [1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 1, 2]], 'TOO_FEW']])('is refused for %s', (_, columns, code) => {
    expect(() => regress([1, 3, 2, 5], columns)).toThrow(expect.objectContaining({ code }));
  });
});

it('eigenvectors turn a symmetric matrix into its eigenvalues', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 1e6 }), (size, seed) => {
      const half = noise(size * size, seed);
      const matrix = half.map((value, k) => value + half[(k % size) * size + Math.floor(k / size)]!);
      const { values, vectors } = eigenOfSymmetric(matrix, size);
      vectors.forEach((vector, r) => {
        for (let i = 0; i < size; i++) expect(vector.reduce((sum, value, j) => sum + matrix[i * size + j]! * value, 0)).toBeCloseTo(values[r]! * vector[i]!, 10);
        if (r > 0) expect(values[r]!).toBeLessThanOrEqual(values[r - 1]!);
      });
    }),
    { numRuns: 30 },
  );
});

describe('a test', () => {
  it('does not depend on the unit of the series', () => {
    const values = walk(120, 1);
    for (const [name, test] of Object.entries(single)) {
      const [plain, scaled] = [test(values), test(values.map((value) => value * 1e6))];
      near(scaled.statistic, plain.statistic, 1e-8);
      expect([name, scaled.observations]).toEqual([name, plain.observations]);
    }
  });
  it('keeps its digits where small moves sit on a high price', () => {
    const values = walk(200, 2);
    const high = values.map((value) => Math.round(value * 1024) / 1024);
    for (const name of ['adf', 'kpss', 'ljungBox', 'jarqueBera'] as const) near(single[name](high.map((value) => value + 2 ** 30)).statistic, single[name](high).statistic, 1e-6);
  });
  it('tells a walk from a series that comes back', () => {
    const [wandering, reverting] = [walk(800, 3), noise(800, 4)];
    expect(testAdf(wandering).pValue).toBeGreaterThan(0.1);
    expect(testAdf(reverting).pValue).toBeLessThan(0.01);
    expect(testKpss(wandering).pValue).toBe(0.01);
    expect(testKpss(reverting).pValue).toBeGreaterThan(0.05);
  });
  it('of cointegration finds the hedge and how fast the spread comes back', () => {
    const base = walk(2_000, 5);
    let off = 0;
    const spread = noise(2_000, 6).map((step) => (off = 0.9 * off + step));
    const { hedgeRatios, pValue, halfLife, spread: found } = testEngleGranger([base.map((value, i) => 7 + 2 * value + spread[i]!), base]);
    expect(hedgeRatios[0]).toBeCloseTo(2, 1);
    expect(pValue).toBeLessThan(1e-6);
    expect(halfLife).toBeGreaterThan(5);
    expect(halfLife).toBeLessThan(9);
    // The slope of the spread on the one before, by covariance over variance.
    const [before, after] = [Array.from(found.subarray(0, -1)), Array.from(found.subarray(1))];
    const [meanBefore, meanAfter] = [before, after].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length) as [number, number];
    const stays = before.reduce((sum, value, i) => sum + (value - meanBefore) * (after[i]! - meanAfter), 0) / before.reduce((sum, value) => sum + (value - meanBefore) ** 2, 0);
    near(halfLife ?? Number.NaN, Math.log(0.5) / Math.log(stays), 1e-9);
  });
  it('of Johansen does not depend on the order or the units of the series', () => {
    const series = [walk(300, 7), walk(300, 8), walk(300, 9)];
    const plain = testJohansen(series);
    const turned = testJohansen([series[2]!.map((value) => value / 1e4), series[0]!, series[1]!.map((value) => -3 * value)]);
    plain.trace.forEach(({ statistic }, r) => near(turned.trace[r]!.statistic, statistic, 1e-8));
  });
});

describe('bad input is refused with its reason', () => {
  const good = walk(60, 10);
  const withValue = (value: number): Float64Array => good.map((old, i) => (i === 6 ? value : old));
  it.each(Object.entries(single))('%s', (_, test) => {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      expect(() => test(withValue(value))).toThrow(expect.objectContaining({ code: 'NOT_FINITE', message: expect.stringContaining('number 7') as string }));
    }
    expect(() => test(new Float64Array())).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
    expect(() => test([1])).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
    expect(() => test(new Float64Array(60).fill(5))).toThrow(expect.objectContaining({ code: 'CONSTANT' }));
  });
  it.each(Object.entries(several))('%s', (_, test) => {
    const other = walk(60, 11);
    for (const value of [Number.NaN, Infinity]) expect(() => test([good, withValue(value)])).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }));
    expect(() => test([good])).toThrow(expect.objectContaining({ code: 'RANGE' }));
    expect(() => test([good, other.subarray(1)])).toThrow(expect.objectContaining({ code: 'LENGTHS_DIFFER' }));
    expect(() => test([good, new Float64Array(60).fill(1)])).toThrow(expect.objectContaining({ code: 'CONSTANT' }));
    expect(() => test([good, good.map((value) => 3 * value)])).toThrow(expect.objectContaining({ code: 'COLLINEAR' }));
    expect(() => test([good.subarray(0, 5), other.subarray(0, 5)])).toThrow(expect.objectContaining({ code: 'TOO_FEW' }));
  });
  it.each([[-1], [0.5], [Number.NaN], [1_000]])('%d lags', (lags) => {
    for (const test of [() => testAdf(good, { lags }), () => testKpss(good, { lags }), () => testLjungBox(good, { lags }), () => testArchLm(good, { lags }), () => testJohansen([good, walk(60, 12)], { lags })]) {
      expect(test).toThrow(expect.objectContaining({ code: 'RANGE' }));
    }
  });
  it('a straight line', () => {
    const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 2 * i);
    expect(() => testAdf(line, { trend: 'trend' })).toThrow(expect.objectContaining({ code: 'COLLINEAR' }));
    expect(() => testKpss(line, { trend: 'trend' })).toThrow(expect.objectContaining({ code: 'COLLINEAR' }));
  });
  it('whatever comes, there is a number or a reason', () => {
    const value = fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1e9, max: 1e9 }) }, { weight: 3, arbitrary: fc.integer({ min: -2, max: 2 }) }, { weight: 1, arbitrary: fc.double() });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), fc.array(value, { maxLength: 40 }), (first, second) => {
        const runs: (() => { readonly statistic: number; readonly pValue?: number })[] = [...Object.values(single).map((test) => () => test(first)), () => testEngleGranger([first, second.concat(first).slice(0, first.length)]), () => testJohansen([first, second.concat(first).slice(0, first.length)]).trace[0]!];
        for (const run of runs) {
          try {
            const { statistic, pValue = 0 } = run();
            expect(Number.isNaN(statistic)).toBe(false);
            expect(pValue >= 0 && pValue <= 1, `p ${pValue}`).toBe(true);
          } catch (error) {
            if (!(error instanceof QuantError)) throw error;
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
