import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStateFilter, filterStates, findPath, fitHmm, smoothStates, type GaussianHmm } from './index.ts';
import { calmAndWild, drawSeries, enumeratePaths, singleModel } from './test-hmm.ts';

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const sharesOf = (count: number) => fc.array(share, { minLength: count, maxLength: count }).map((list) => list.map((one) => one / list.reduce((sum, other) => sum + other, 0)));
const models = fc.integer({ min: 2, max: 4 }).chain((states) =>
  fc.tuple(
    sharesOf(states), fc.array(sharesOf(states), { minLength: states, maxLength: states }),
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: states, maxLength: states }), fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: states, maxLength: states }),
  ).map(([start, transition, means, variances]) => singleModel(start, transition, means, variances)));
const shortSeries = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 5 });

const rowsOf = (values: Float64Array, states: number): number[][] => Array.from({ length: values.length / states }, (_, t) => Array.from(values.subarray(t * states, (t + 1) * states)));
const series = (values: ArrayLike<number>, columns = 1) => ({ values: Float64Array.from(values), columns });

describe('a hidden Markov model agrees with the sum over all paths', () => {
  it('in likelihood, smoothed probabilities and the best path', () => {
    fc.assert(
      fc.property(models, shortSeries, (model, values) => {
        const expected = enumeratePaths(model, values);
        const smoothed = smoothStates(model, series(values));
        expect(smoothed.logLikelihood).toBeCloseTo(expected.logLikelihood, 10);
        for (const [t, row] of rowsOf(smoothed.probabilities, model.states).entries()) for (const [s, one] of row.entries()) expect(one).toBeCloseTo(expected.smoothed[t]![s]!, 10);
        const { path, logJoint } = findPath(model, series(values));
        expect(logJoint).toBeCloseTo(expected.logJoint, 9);
        // Several paths can be the best one.
        expect(Math.log(expected.chanceOf(Array.from(path)))).toBeCloseTo(expected.logJoint, 9);
      }),
      { numRuns: 60 },
    );
  });
  it('in filtered probabilities, which are the smoothed ones of a series that ends there', () => {
    fc.assert(
      fc.property(models, shortSeries, (model, values) => {
        const filtered = rowsOf(filterStates(model, series(values)).probabilities, model.states);
        for (const [t, row] of filtered.entries()) {
          const { smoothed } = enumeratePaths(model, values.slice(0, t + 1));
          for (const [s, one] of row.entries()) expect(one).toBeCloseTo(smoothed[t]![s]!, 10);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('filtered probabilities', () => {
  const { observations } = drawSeries(calmAndWild, 400, 3);
  it('never read the future: a series cut anywhere has the same bits up to there', () => {
    const whole = filterStates(calmAndWild, observations).probabilities;
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), (cut) => {
      expect(filterStates(calmAndWild, series(observations.values.subarray(0, cut))).probabilities).toEqual(whole.subarray(0, 2 * cut));
    }), { numRuns: 20 });
  });
  it('are the same bit for bit as they come one by one, with bars that form and after a restart', () => {
    const whole = filterStates(calmAndWild, observations).probabilities;
    let filter = createStateFilter(calmAndWild);
    for (let t = 0; t < 400; t++) {
      filter.add([99]);
      filter.replace([-observations.values[t]!]);
      expect(filter.replace([observations.values[t]!])).toEqual(whole.subarray(2 * t, 2 * t + 2));
      if (t % 97 === 0) filter = createStateFilter(calmAndWild, JSON.parse(JSON.stringify(filter.state)) as typeof filter.state);
    }
  });
  it('forecast the next state by the transition alone', () => {
    const filter = createStateFilter(calmAndWild);
    expect(Array.from(filter.forecast())).toEqual([0.6, 0.4]);
    const [calm = 0, wild = 0] = filter.add([0.1]);
    expect(filter.forecast()[0]).toBeCloseTo(0.98 * calm + 0.05 * wild, 14);
  });
  it('stand against outliers of a thousand deviations and a first state that cannot be', () => {
    const certain = singleModel([1, 0], [[1, 0], [0, 1]], [0, 1_000], [1, 1]);
    expect(Array.from(filterStates(calmAndWild, series([1e3, -1e3, 0])).probabilities).every(Number.isFinite)).toBe(true);
    const impossible = smoothStates(certain, series([1_000, 1_000, 0]));
    expect(impossible.logLikelihood).toBe(Number.NEGATIVE_INFINITY);
    expect(Array.from(impossible.probabilities).every(Number.isFinite)).toBe(true);
  });
  it('refuse an observation that is no number and stand where they stood', () => {
    const filter = createStateFilter(calmAndWild);
    const before = Array.from(filter.add([0.3]));
    expect(() => filter.add([Number.NaN])).toThrow('Number 1 of the observation is not finite');
    expect(() => filter.add([])).toThrow('not finite');
    expect(filter.state).toMatchObject({ seen: 1, now: before });
  });
});

describe('the fit', () => {
  const { observations, path } = drawSeries(calmAndWild, 3_000, 7);
  const fit = fitHmm(observations, { states: 2, starts: 3 });
  it('finds the model that made the series, calm before wild, within the errors of 3,000 observations', () => {
    expect(fit.isConverged).toBe(true);
    for (const part of ['means', 'covariances', 'transition'] as const) for (const [i, value] of fit.model[part].entries()) expect(Math.abs(value - calmAndWild[part][i]!), `${part} ${i}`).toBeLessThan(part === 'covariances' ? 0.12 * calmAndWild[part][i]! : part === 'means' ? 0.12 : 0.015);
    const right = findPath(fit.model, observations).path.filter((state, t) => state === path[t]).length;
    expect(right / 3_000).toBeGreaterThan(0.93);
  });
  it('is a maximum: no small change of a parameter is likelier', () => {
    const best = filterStates(fit.model, observations).logLikelihood;
    expect(best).toBeCloseTo(fit.logLikelihood, 7);
    const { model } = fit;
    for (const step of [-1e-3, 1e-3]) {
      for (let i = 0; i < 2; i++) {
        const nudge = (change: Partial<GaussianHmm>) => filterStates({ ...model, ...change }, observations).logLikelihood;
        expect(nudge({ means: model.means.map((mean, s) => (s === i ? mean + step : mean)) })).toBeLessThan(best);
        expect(nudge({ covariances: model.covariances.map((variance, s) => (s === i ? variance * (1 + 10 * step) : variance)) })).toBeLessThan(best);
        expect(nudge({ transition: model.transition.map((chance, at) => (Math.floor(at / 2) === i ? chance + (at % 2 === 0 ? step : -step) : chance)) })).toBeLessThan(best);
      }
    }
  });
  it('counts its parameters for AIC and BIC', () => {
    expect(fit.parameters).toBe(7);
    expect(fit.aic).toBe(14 - 2 * fit.logLikelihood);
    expect(fit.bic).toBe(7 * Math.log(3_000) - 2 * fit.logLikelihood);
  });
  it('is the same to the bit for the same seed, and as good from other seeds', () => {
    const short = series(observations.values.subarray(0, 600));
    const one = fitHmm(short, { states: 2, starts: 3, seed: 5 });
    expect(fitHmm(short, { states: 2, starts: 3, seed: 5 })).toEqual(one);
    expect(fitHmm(short, { states: 2, starts: 3, seed: 6 }).logLikelihood).toBeCloseTo(one.logLikelihood, 4);
  });
  it('goes with the unit: returns a hundred times as large have a hundred times the deviations', () => {
    const short = series(observations.values.subarray(0, 600));
    const [one, large] = [fitHmm(short, { states: 2, starts: 1 }), fitHmm(series(short.values.map((value) => 100 * value + 1e6)), { states: 2, starts: 1 })];
    expect(large.model.means[0]! - 1e6).toBeCloseTo(100 * one.model.means[0]!, 3);
    expect(large.model.covariances[1]! / one.model.covariances[1]!).toBeCloseTo(1e4, 2);
    expect(large.logLikelihood).toBeCloseTo(one.logLikelihood - 600 * Math.log(100), 4);
  });
  it('says when its steps ran out', () => {
    expect(fitHmm(observations, { states: 3, starts: 1, mostSteps: 4 }).isConverged).toBe(false);
  });
  it('says which state fell upon equal values', () => {
    const halted = series(observations.values.subarray(0, 300).map((value, i) => (i > 100 && i < 180 ? 0 : value)));
    const found = fitHmm(halted, { states: 2, starts: 2 });
    expect(found.collapsed).toEqual([0]);
    expect(findPath(found.model, halted).path[140]).toBe(0);
  });
  it.each([
    ['TOO_FEW', series([1, 2, 3]), { states: 2 }, '2 states need at least 20 observations, not 3.'],
    ['NO_VARIATION', series(Array.from({ length: 40 }, () => 0.1)), { states: 2 }, 'one value throughout'],
    ['NOT_FINITE', series([...Array.from({ length: 40 }, (_, i) => i), Number.NaN]), { states: 2 }, 'Observation number 41 is not finite'],
    ['NO_VARIATION', series(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1e300 : -1e300))), { states: 2 }, 'too large'],
    ['RANGE', series([1]), { states: 5 }, 'from 2 to 4 states, not 5'],
    ['RANGE', series([1]), { states: 2, starts: 0 }, 'from 1 to 100 starts'],
    ['RANGE', series([1]), { states: 2, seed: -1 }, 'The seed'],
    ['LENGTHS_DIFFER', series([1, 2, 3], 2), { states: 2 }, 'whole observations of 2 columns'],
  ] as const)('refuses with %s', (code, observed, options, message) => {
    expect(() => fitHmm(observed, options)).toThrow(expect.objectContaining({ name: 'QuantError', code, message: expect.stringContaining(message) as string }) as Error);
  });
});

describe('several columns', () => {
  /** Two columns that go together in the wild state and against one another in the calm one. */
  const { observations: one, path } = drawSeries(calmAndWild, 900, 11);
  const { observations: other } = drawSeries(singleModel([1, 0], [[1, 0], [0, 1]], [0, 0], [1, 1]), 900, 12);
  const values = Float64Array.from({ length: 1_800 }, (_, i) => {
    const t = Math.floor(i / 2);
    return i % 2 === 0 ? one.values[t]! : (path[t] === 0 ? -1 : 1) * one.values[t]! + 0.5 * other.values[t]!;
  });
  it('are fitted with their covariances, likelier than each for itself, and tell the states apart', () => {
    const full = fitHmm(series(values, 2), { states: 2, starts: 2 });
    const diagonal = fitHmm(series(values, 2), { states: 2, starts: 2, covariance: 'diagonal' });
    expect(full.logLikelihood).toBeGreaterThan(diagonal.logLikelihood + 300);
    expect([full.parameters, diagonal.parameters]).toEqual([13, 11]);
    expect(full.model.covariances[1]).toBeLessThan(-0.3);
    expect(full.model.covariances[5]).toBeGreaterThan(2);
    expect(diagonal.model.covariances[1]).toBe(0);
    expect(findPath(full.model, series(values, 2)).path.filter((state, t) => state === path[t]).length / 900).toBeGreaterThan(0.97);
  });
  it('that say the same twice are drawn apart as far as a covariance needs', () => {
    const twice = Float64Array.from({ length: 600 }, (_, i) => one.values[Math.floor(i / 2)]!);
    const fit = fitHmm(series(twice, 2), { states: 2, starts: 1 });
    expect(fit.logLikelihood).toBeGreaterThan(0);
    expect(Number.isFinite(fit.bic)).toBe(true);
  });
});
