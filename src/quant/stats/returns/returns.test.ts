import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeMoments, kurtosisOf, skewnessOf } from './distribution.ts';
import { compound, computeDepths, findFalls, worstFalls } from './falls.ts';
import { logReturns, simpleReturns, toLogReturns, toSimpleReturns } from './from-prices.ts';
import { lowestOf } from './lowest.ts';
import { normalCdf, normalDensity, normalQuantile } from './normal.ts';
import { quantileOfSorted } from './quantile.ts';
import { rollingBeta, rollingDrawdown, rollingReturn, rollingSharpe, rollingSortino, rollingVolatility } from './rolling.ts';
import { expectedShortfall, valueAtRisk } from './tail-risk.ts';

const returnsArbitrary = fc.array(fc.double({ min: -0.4, max: 0.6, noNaN: true }), { minLength: 2, maxLength: 60 }).map((values) => Float64Array.from(values));

describe('the normal distribution', () => {
  // R 4: pnorm(z), qnorm(p), 17 digits.
  it.each([
    [-10, 7.6198530241605269e-24], [-6, 9.8658764503769809e-10], [-3, 0.0013498980316300946], [-0.5, 0.30853753872598694], [0, 0.5],
    [0.3, 0.61791142218895267], [0.67, 0.7485711049046899], [2, 0.97724986805182079], [5, 0.99999971334842808],
  ])('has its share below %f', (z, share) => {
    expect(Math.abs(normalCdf(z) / share - 1)).toBeLessThan(1e-14);
  });
  it.each([
    [1e-300, -37.047096299361201], [1e-20, -9.2623400897984052], [0.001, -3.0902323061678132], [0.05, -1.6448536269514726],
    [0.3, -0.52440051270804067], [0.9, 1.2815515655446008],
  ])('has its quantile of %f', (share, z) => {
    expect(Math.abs(normalQuantile(share) / z - 1)).toBeLessThan(1e-14);
  });
  it('has quantiles that its shares lead back to, and none outside', () => {
    fc.assert(fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (share) => Math.abs(normalCdf(normalQuantile(share)) / share - 1) < 1e-12));
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1), normalCdf(Number.NaN)]).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN]);
  });
});

describe('moments', () => {
  it('keep their digits on a large mean, and are exactly nothing where nothing varies', () => {
    const shifted = computeMoments(Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16));
    expect(shifted).toMatchObject({ mean: 1e9 + 10, second: 22.5, third: 0 });
    expect(computeMoments(new Float64Array(7).fill(0.1))).toMatchObject({ mean: 0.1, second: 0, fourth: 0 });
  });
  it('interpolate quantiles between the values', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantileOfSorted(Float64Array.of(1, 2, 4, 8), share))).toEqual([1, 1.75, 3, 6.800000000000001, 8]);
  });
});

describe('the lowest values', () => {
  it('are those of the sorted values, however many and whatever is equal', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 60 }), fc.nat(70), (list, count) => {
        const values = Float64Array.from(list, (value) => value + 0);
        expect([...lowestOf(values, count)]).toEqual([...Float64Array.from(values).sort()].slice(0, count));
      }),
    );
  });
});

describe('tail risk', () => {
  const values = Float64Array.of(-0.09, -0.04, -0.02, -0.012, 0.001, 0.004, 0.01, 0.012, 0.02, 0.03, 0.05, 0.06).sort();
  const moments = computeMoments(values);

  /** ∫ of x × density over x ≤ h by the midpoint rule. */
  const integrate = (density: (x: number) => number, h: number): number => {
    const step = 1e-4;
    let sum = 0;
    for (let x = h - step / 2; x > -12; x -= step) sum += x * density(x) * step;
    return sum;
  };

  it.each([0.01, 0.05, 0.1])('under the normal distribution is the mean of its worst %f', (tail) => {
    const z = normalQuantile(tail);
    const deviation = Math.sqrt(moments.second);
    expect(valueAtRisk(values, moments, tail, 'normal')).toBeCloseTo(moments.mean + deviation * z, 14);
    expect(expectedShortfall(values, moments, tail, 'normal')).toBeCloseTo(moments.mean + (deviation * integrate(normalDensity, z)) / tail, 7);
  });
  it.each([0.01, 0.05, 0.1])('under the Edgeworth expansion is its integral up to the quantile of %f', (tail) => {
    const [skew, excess] = [skewnessOf(moments), kurtosisOf(moments) - 3];
    const density = (x: number): number =>
      normalDensity(x) * (1 + (skew / 6) * (x ** 3 - 3 * x) + (excess / 24) * (x ** 4 - 6 * x ** 2 + 3) + ((skew * skew) / 72) * (x ** 6 - 15 * x ** 4 + 45 * x ** 2 - 15));
    const deviation = Math.sqrt(moments.second);
    const h = (valueAtRisk(values, moments, tail, 'cornish-fisher') - moments.mean) / deviation;
    const expected = Math.min(integrate(density, h) / tail, h);
    expect(expectedShortfall(values, moments, tail, 'cornish-fisher')).toBeCloseTo(moments.mean + deviation * expected, 7);
  });
  it('is never milder in the mean of the worst than at their edge', () => {
    fc.assert(
      fc.property(returnsArbitrary.filter((returns) => computeMoments(returns).second > 1e-12), fc.constantFrom(0.01, 0.05, 0.2), (returns, tail) => {
        const [sorted, own] = [Float64Array.from(returns).sort(), computeMoments(returns)];
        for (const method of ['historical', 'normal', 'cornish-fisher'] as const) {
          const [risk, shortfall] = [valueAtRisk(sorted, own, tail, method), expectedShortfall(sorted, own, tail, method)];
          expect(shortfall, method).toBeLessThanOrEqual(risk + 1e-12 * Math.abs(risk));
        }
      }),
    );
  });
});

describe('falls', () => {
  it('cover every return below a peak and nothing else, deepest first when asked', () => {
    fc.assert(
      fc.property(returnsArbitrary, (returns) => {
        const depths = computeDepths(compound(returns));
        const falls = findFalls(depths);
        const covered = new Set(falls.flatMap(({ start, recovery }) => Array.from({ length: (recovery ?? returns.length) - start }, (_, i) => start + i)));
        depths.forEach((depth, i) => expect(covered.has(i)).toBe(depth < 0));
        for (const { start, valley, recovery, depth } of falls) expect([start <= valley, valley < (recovery ?? returns.length), depths[valley] === depth]).toEqual([true, true, true]);
        const deepest = worstFalls(falls, 3).map(({ depth }) => depth);
        expect(deepest).toEqual([...deepest].sort((a, b) => a - b));
        expect(deepest[0] ?? 0).toBe(depths.reduce((least, depth) => Math.min(least, depth), 0));
      }),
    );
  });
});

describe('returns from prices', () => {
  it('compound and add up to the same', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 10, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 40 }), (list) => {
        const prices = Float64Array.from(list);
        const ratio = prices.at(-1)! / prices[0]!;
        const [simple, logs] = [simpleReturns(prices), logReturns(prices)];
        expect(simple).toHaveLength(prices.length - 1);
        expect((compound(simple).at(-1) ?? 1) / ratio).toBeCloseTo(1, 9);
        expect(logs.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Math.log(ratio), 9);
        toSimpleReturns(toLogReturns(simple)).forEach((value, i) => expect(value).toBeCloseTo(simple[i]!, 9));
      }),
    );
  });
  it.each([[0], [-1], [Number.NaN], [Infinity]])('refuse a price of %f', (price) => {
    for (const compute of [simpleReturns, logReturns]) expect(() => compute(Float64Array.of(1, price))).toThrow(expect.objectContaining({ code: 'NOT_POSITIVE' }) as Error);
  });
});

describe('rolling figures', () => {
  const returns = Float64Array.of(0.01, -0.02, 0.03, 0.9, -0.01, 0.02, 0.005);
  const windowed = (window: number, figure: (values: Float64Array) => number): number[] =>
    Array.from(returns, (_, i) => (i + 1 < window ? Number.NaN : figure(returns.slice(i + 1 - window, i + 1))));

  it('are those of each window alone', () => {
    const moments = (values: Float64Array) => computeMoments(values);
    expect([...rollingReturn(returns, 3)]).toEqual(windowed(3, (values) => values.reduce((growth, value) => growth * (1 + value), 1) - 1));
    expect([...rollingVolatility(returns, 3, 252)]).toEqual(windowed(3, (values) => Math.sqrt(((moments(values).second * 3) / 2) * 252)));
    expect(rollingSharpe(returns, 3, 252).at(-1)).toBeCloseTo((moments(returns.slice(-3)).mean / Math.sqrt((moments(returns.slice(-3)).second * 3) / 2)) * Math.sqrt(252), 12);
    expect(rollingSortino(returns, 3, 252).at(-1)).toBeCloseTo((moments(returns.slice(-3)).mean / Math.sqrt(0.0001 / 3)) * Math.sqrt(252), 12);
    expect([...rollingDrawdown(returns, 2)]).toEqual(windowed(2, (values) => Math.min(...computeDepths(compound(values)), 0)));
    expect(rollingBeta(returns, returns.map((value) => value * 2), 4).at(-1)).toBeCloseTo(0.5, 12);
  });
  it('are NaN where nothing varies or nothing is lost, and refuse a window of part of a return', () => {
    const flat = new Float64Array(4).fill(0.01);
    expect([rollingSharpe(flat, 2, 252).at(-1), rollingSortino(flat, 2, 252).at(-1), rollingBeta(flat, flat, 2).at(-1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([...rollingReturn(flat, 9)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    for (const window of [0, 1.5]) expect(() => rollingReturn(flat, window)).toThrow(expect.objectContaining({ code: 'RANGE' }) as Error);
  });
});
