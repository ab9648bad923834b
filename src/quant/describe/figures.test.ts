import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import { timeframe } from '../../contract/model/timeframe.ts';
import { normal, uniform } from '../random/index.ts';
import { describePrices } from './index.ts';

/** Every figure of a description that is not a fit, against its textbook definition written out with nothing shared. */

const count = 700;
const dayMs = 86_400_000;

/** Days that open with a gap, swing beyond open and close, and are wild for a hundred out of two hundred. */
function makeBars(): BarColumns {
  const column = (): Float64Array => new Float64Array(count);
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  let close = 100;
  for (let i = 0; i < count; i++) {
    const size = Math.floor(i / 100) % 2 === 0 ? 0.006 : 0.02;
    const open = close * Math.exp(0.3 * size * normal(1, i));
    close = open * Math.exp(0.0004 + size * normal(2, i));
    bars.time[i] = Date.UTC(2024, 0, 1) + (Math.floor(i / 5) * 7 + (i % 5)) * dayMs;
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = Math.max(open, close) * (1 + size * uniform(3, i));
    bars.low[i] = Math.min(open, close) * (1 - size * uniform(4, i));
    bars.volume[i] = 1_000;
  }
  return bars;
}

const bars = makeBars();
const { parts } = describePrices({ key: { instrumentId: instrumentId('FILE:TEST'), timeframe: timeframe('1d') }, name: 'TEST', stepMs: dayMs, bars, keepsBreaks: false }, () => undefined);
if (parts === null) throw new Error('There is no description.');

const r = Array.from({ length: count - 1 }, (_, i) => Math.log(bars.close[i + 1]! / bars.close[i]!));
const n = r.length;
const year = 252;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
/** Central moment of the population. */
function moment(values: readonly number[], power: number): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** power));
}
const sampleDeviation = (values: readonly number[]): number => Math.sqrt((moment(values, 2) * values.length) / (values.length - 1));
/** Autocovariance over its variance, both divided by n. */
function correlation(values: readonly number[], lag: number): number {
  const middle = mean(values);
  return sum(values.slice(lag).map((value, i) => (value - middle) * (values[i]! - middle))) / sum(values.map((value) => (value - middle) ** 2));
}
/** Hyndman and Fan's type 7. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (values.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * ((sorted[Math.floor(at) + 1] ?? below) - below);
}
/** Above a value of χ² with an even number of degrees of freedom: the Poisson sum. */
function chiSquareAbove(value: number, freedom: number): number {
  let [term, total] = [1, 0];
  for (let k = 0; k < freedom / 2; k++) {
    total += term;
    term *= value / 2 / (k + 1);
  }
  return Math.exp(-value / 2) * total;
}

/** The same arithmetic in another order: rounding, and no more. */
const near = (value: number | null | undefined, wanted: number, what = ''): void =>
  expect(Math.abs((value ?? Number.NaN) - wanted), `${what} ${value} for ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(wanted)));

describe('the distribution', () => {
  const found = parts.distribution;
  it('has the moments of the returns, a period and a year', () => {
    near(found.mean, mean(r));
    near(found.deviation, sampleDeviation(r), 'n − 1');
    near(found.annualMean, mean(r) * year);
    near(found.annualMeanError, (sampleDeviation(r) / Math.sqrt(n)) * year, 'standard error of the mean, times the periods');
    near(found.annualVolatility, sampleDeviation(r) * Math.sqrt(year));
    near(found.skewness, moment(r, 3) / moment(r, 2) ** 1.5, 'population');
    near(found.excessKurtosis, moment(r, 4) / moment(r, 2) ** 2 - 3, 'population');
    expect([found.least, found.most].map((value) => r.includes(value))).toEqual([true, true]);
    near(found.least, Math.min(...r));
    near(found.most, Math.max(...r));
    near(found.gains, r.filter((value) => value > 0).length / n);
  });
  // qnorm() of R 4.2.2.
  it.each([[0.01, -2.326347874040841], [0.05, -1.644853626951473], [0.25, -0.674489750196082], [0.5, 0], [0.95, 1.644853626951472]])('has the quantile %d', (share, standard) => {
    const row = found.quantiles.find((one) => one.share === share);
    near(row?.value, quantile(r, share));
    near(row?.normal, mean(r) + sampleDeviation(r) * standard);
  });
});

describe('memory', () => {
  it('has the autocorrelations of returns and of their sizes', () => {
    for (const [k, value] of parts.direction.autocorrelation.entries()) near(value, correlation(r, k + 1), `lag ${k + 1}`);
    const sizes = r.map(Math.abs);
    for (const [k, value] of parts.size.autocorrelation.entries()) near(value, correlation(sizes, k + 1), `size, lag ${k + 1}`);
    for (const value of parts.size.band) near(value, 1.959963984540054 / Math.sqrt(n));
    expect(parts.size.outside).toBe(parts.size.autocorrelation.filter((value) => Math.abs(value) > 1.959963984540054 / Math.sqrt(n)).length);
  });
});

describe('the tests', () => {
  const lags = Array.from({ length: 10 }, (_, k) => k + 1);
  const statistics: Readonly<Record<string, readonly [statistic: number, freedom: number]>> = {
    'jarque-bera': [(n / 6) * ((moment(r, 3) / moment(r, 2) ** 1.5) ** 2 + (moment(r, 4) / moment(r, 2) ** 2 - 3) ** 2 / 4), 2],
    'ljung-box': [n * (n + 2) * sum(lags.map((k) => correlation(r, k) ** 2 / (n - k))), 10],
    // Diebold 1986: each square over one and the autocovariance of the squares, relative to the squared variance.
    'robust-box': [n * sum(lags.map((k) => {
      const middle = mean(r);
      const squares = r.map((value) => (value - middle) ** 2);
      const covariance = correlation(squares, k) * moment(squares, 2);
      return correlation(r, k) ** 2 / (1 + covariance / moment(r, 2) ** 2);
    })), 10],
  };
  it.each(Object.entries(statistics))('%s is its definition, with the p-value of χ²', (id, [statistic, freedom]) => {
    const found = parts.tests.find((one) => one.id === id);
    near(found?.statistic, statistic);
    near(found?.pValue, chiSquareAbove(statistic, freedom));
  });
});

describe('volatility', () => {
  const last = Array.from({ length: 20 }, (_, k) => count - 20 + k);
  const rangesOf = (term: (open: number, high: number, low: number, close: number) => number): number =>
    Math.sqrt(mean(last.map((i) => term(bars.open[i]!, bars.high[i]!, bars.low[i]!, bars.close[i]!))) * year);
  const estimates: Readonly<Record<string, number>> = {
    all: sampleDeviation(r) * Math.sqrt(year),
    'close-60': sampleDeviation(r.slice(-60)) * Math.sqrt(year),
    'close-20': sampleDeviation(r.slice(-20)) * Math.sqrt(year),
    // The weights written out: what is left of the start, and (1 − λ) λᵏ of the square k returns ago.
    ewma: Math.sqrt((0.94 ** n * mean(r.map((value) => value * value)) + sum(r.map((value, i) => 0.06 * 0.94 ** (n - 1 - i) * value * value))) * year),
    parkinson: rangesOf((_open, high, low) => Math.log(high / low) ** 2 / (4 * Math.LN2)),
    garman_klass: rangesOf((open, high, low, close) => 0.5 * Math.log(high / low) ** 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2),
    rogers_satchell: rangesOf((open, high, low, close) => Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open)),
  };
  it.each(Object.entries(estimates))('%s is its definition, a year', (id, wanted) => near(parts.volatility.estimates.find((one) => one.id === id)?.annual, wanted));
  it('has no estimate that is not held against its definition', () => {
    expect(parts.volatility.estimates.map(({ id }) => id).toSorted()).toEqual(Object.keys(estimates).toSorted());
  });
  it('has a cone of the quantiles of every window', () => {
    expect(parts.volatility.cone.map(({ window }) => window)).toEqual([5, 10, 20, 40, 60, 120]);
    for (const { window, low, median, high, now } of parts.volatility.cone) {
      const rolled = r.slice(window - 1).map((_, i) => Math.sqrt(mean(r.slice(i, i + window).map((value) => value * value)) * year));
      for (const [value, share] of [[low, 0.1], [median, 0.5], [high, 0.9]] as const) near(value, quantile(rolled, share), `${window} at ${share}`);
      near(now, rolled.at(-1)!);
    }
  });
  it('has a forecast that goes to the long run as the coefficients say', () => {
    const { model, forecast } = parts.volatility;
    if (model === null || forecast === null) throw new Error('There is no model.');
    const { omega = Number.NaN, alpha1 = Number.NaN, beta1 = Number.NaN } = model.coefficients;
    near(model.persistence, alpha1 + beta1);
    if (model.halfLife !== null) near(model.halfLife, Math.log(0.5) / Math.log(alpha1 + beta1));
    // The coefficients are those of returns in percent.
    const longRun = omega / (1 - alpha1 - beta1);
    if (model.longRun !== null) near(model.longRun, (Math.sqrt(longRun) / 100) * Math.sqrt(year));
    const next = (100 * forecast.volatility[0]!) ** 2 / year;
    for (const [h, value] of forecast.volatility.entries()) near(value, (Math.sqrt(longRun + (alpha1 + beta1) ** h * (next - longRun)) / 100) * Math.sqrt(year), `${h} on`);
  });
});

describe('regimes', () => {
  it('have the share of the path that they have, and the volatility of their returns', () => {
    const { states, spans, current } = parts.regimes ?? { states: [], spans: [], current: null };
    expect(states).toHaveLength(2);
    for (const [state, { share, annualVolatility }] of states.entries()) {
      const inside = spans.filter((span) => span.state === state).flatMap(({ from, to }) => r.slice(from, to));
      near(share, inside.length / n);
      // A fit weighs every return by how likely its state was; the path takes it whole.
      expect(Math.abs(annualVolatility / (sampleDeviation(inside) * Math.sqrt(year)) - 1)).toBeLessThan(0.05);
    }
    expect(current?.lasted).toBe((spans.at(-1)?.to ?? 0) - (spans.at(-1)?.from ?? 0));
  });
});
