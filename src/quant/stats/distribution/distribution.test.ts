import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../random/index.ts';
import { normalQuantile } from '../returns/normal.ts';
import { fitStudentT } from './fit-student-t.ts';
import { countInBins } from './histogram.ts';
import { plotQuantiles } from './quantile-plot.ts';
import { incompleteBeta, logGamma } from './special.ts';
import { studentCdf, studentDensity, studentQuantile } from './student-t.ts';

function near(value: number, wanted: number, relative: number): void {
  expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));
}

describe('special functions agree with R 4.2.2', () => {
  it.each([[0.5, 0.5723649429247001], [3.7, 1.4280723266653881], [150.25, 601.2615040324997], [1e-3, 6.907178885383853]])('lgamma(%d)', (x, wanted) => near(logGamma(x), wanted, 1e-13));
  it.each([[2, 5, 0.3, 0.5798250000000001], [0.5, 12, 0.9, 0.9999999999998308], [75, 0.5, 0.01, 6.536182351673533e-152]])('pbeta of %d and %d at %d', (a, b, x, wanted) => near(incompleteBeta(a, b, x), wanted, 1e-12));
  it.each([[-2.5, 3.3, 0.0400264181541772], [1.2, 7, 0.8654140315863967], [-30, 2.1, 0.0004219658788739916], [0.001, 150, 0.5003982778684741]])('pt(%d, %d)', (t, freedom, wanted) => near(studentCdf(t, freedom), wanted, 1e-12));
  it.each([[0.01, 3.3, -4.226609156667668], [0.975, 7, 2.3646242515927844], [1e-6, 2.1, -534.1150268957423], [0.3, 150, -0.5255167449652491], [0.4, 1, -0.3249196962329063]])('qt(%d, %d)', (share, freedom, wanted) => near(studentQuantile(share, freedom), wanted, 1e-11));
  it('dt(1.3, 4.5)', () => near(studentDensity(1.3, 4.5), 0.1570926788628012, 1e-13));

  it('the quantile of a share is where that share lies below', () => {
    fc.assert(fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), fc.double({ min: 1, max: 200, noNaN: true }), (share, freedom) => near(studentCdf(studentQuantile(share, freedom), freedom), share, 1e-9)), { numRuns: 60 });
  });
});

/** Student's t by its quantiles at even shares: the sample that is most like it. */
const idealSample = (count: number, freedom: number, location: number, scale: number): Float64Array => Float64Array.from({ length: count }, (_, i) => location + scale * studentQuantile((i + 0.5) / count, freedom));

describe('a fitted t distribution', () => {
  it('finds location, scale and degrees of freedom again', () => {
    const fit = fitStudentT(idealSample(2_000, 4, 0.3, 1.7));
    near(fit?.location ?? 0, 0.3, 1e-6);
    near(fit?.scale ?? 0, 1.7, 0.01);
    near(fit?.freedom ?? 0, 4, 0.03);
  });

  it('is more likely than any neighbour', () => {
    const values = Float64Array.from({ length: 400 }, (_, i) => studentQuantile(uniform(7, i), 3) + 0.1);
    const fit = fitStudentT(values);
    if (fit === null) throw new Error('no fit');
    const likelihood = (location: number, scale: number, freedom: number): number => values.reduce((sum, value) => sum + Math.log(studentDensity((value - location) / scale, freedom) / scale), 0);
    near(fit.logLikelihood, likelihood(fit.location, fit.scale, fit.freedom), 1e-10);
    for (const [a, b, c] of [[0.01, 1, 1], [-0.01, 1, 1], [0, 1.01, 1], [0, 0.99, 1], [0, 1, 1.02], [0, 1, 0.98], [0, 1.01, 1.02]] as const) {
      expect(likelihood(fit.location + a, fit.scale * b, fit.freedom * c)).toBeLessThan(fit.logLikelihood);
    }
  });

  it('has thin tails for a normal sample, and does not exist for what hardly moves', () => {
    expect(fitStudentT(Float64Array.from({ length: 500 }, (_, i) => normalQuantile((i + 0.5) / 500)))?.freedom).toBeGreaterThan(50);
    expect([fitStudentT(new Float64Array(50)), fitStudentT(Float64Array.of(1, 2, 3)), fitStudentT(Float64Array.from({ length: 90 }, (_, i) => Math.max(0, i - 40)))]).toEqual([null, null, null]);
  });
});

describe('a histogram', () => {
  it('counts every value once, in the bin whose edges hold it, and parts gains from losses', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 200 }), (list) => {
        const sorted = Float64Array.from(list).sort();
        const mean = list.reduce((a, b) => a + b, 0) / list.length;
        const bins = countInBins(sorted, Math.sqrt(list.reduce((a, b) => a + (b - mean) ** 2, 0) / list.length));
        if (bins === null) return;
        const { from, width, counts, below, above } = bins;
        expect(counts.reduce((a, b) => a + b, 0) + below + above).toBe(list.length);
        expect(Math.abs(Math.round(from / width) - from / width), 'an edge lies on zero').toBeLessThan(1e-9);
        counts.forEach((count, bin) => {
          const first = Math.round(from / width);
          expect(count).toBe(list.filter((value) => Math.floor(value / width) === first + bin).length);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('takes the width of Freedman and Diaconis', () => {
    const sorted = Float64Array.from({ length: 1_000 }, (_, i) => normalQuantile((i + 0.5) / 1_000));
    near(countInBins(sorted, 1)?.width ?? 0, (2 * 2 * 0.6744897501960817) / 10, 0.005);
  });

  it('counts a far value aside instead of squeezing all others into one bin, and has no bins for what stands still', () => {
    const sorted = Float64Array.from({ length: 999 }, (_, i) => normalQuantile((i + 0.5) / 999));
    const bins = countInBins(Float64Array.of(...sorted, 500), 16);
    expect(bins).toMatchObject({ below: 0, above: 1 });
    expect(bins?.counts.length).toBeGreaterThan(20);
    expect(countInBins(new Float64Array(30).fill(1), 0)).toBe(null);
  });
});

describe('a quantile plot', () => {
  it('is the straight line for a normal sample', () => {
    const sorted = Float64Array.from({ length: 5_000 }, (_, i) => 3 + 2 * normalQuantile((i + 0.5) / 5_000));
    const { normal, sample } = plotQuantiles(sorted);
    expect(sample.length).toBeLessThanOrEqual(200);
    expect([sample[0], sample.at(-1)]).toEqual([sorted[0], sorted.at(-1)]);
    sample.forEach((value, i) => expect(value).toBeCloseTo(3 + 2 * (normal[i] as number), 12));
  });

  it('keeps the ends of a long series and ascends', () => {
    const sorted = Float64Array.from({ length: 20_000 }, (_, i) => i);
    const { sample, share } = plotQuantiles(sorted);
    expect(sample.slice(0, 25)).toEqual(Array.from({ length: 25 }, (_, i) => i));
    expect(sample.slice(-25)).toEqual(Array.from({ length: 25 }, (_, i) => 19_975 + i));
    expect(share.every((value, i) => i === 0 || value > (share[i - 1] as number))).toBe(true);
  });
});
