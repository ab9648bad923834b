import { readFileSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { testAdf, testArchLm, testEngleGranger, testJarqueBera, testJohansen, testKpss, testLjungBox, type LagChoice, type Trend } from '../../src/quant/econometrics/index.ts';
import { makeReturns, makeReverting, makeTogether, makeWalk } from './econometric-series.ts';

type Tested = { series: string; statistic: number; pValue: number };
type Critical = { criticalValues: Record<string, number> };
type Relations = { trend: Trend; lags: number; eigenvalues: number[] };
type Golden = {
  adf: (Tested & Critical & { trend: Trend; choice: LagChoice; fixed: number | null; lags: number; observations: number })[];
  kpss: (Tested & { trend: 'constant' | 'trend'; lags: number | string; usedLags: number })[];
  ljungBox: (Tested & { lags: number; fitted: number })[];
  archLm: (Tested & { lags: number; fStatistic: number; fPValue: number })[];
  jarqueBera: (Tested & { skewness: number; kurtosis: number })[];
  engleGranger: (Omit<Tested, 'series'> & Critical & { columns: number[]; trend: Trend })[];
  johansen: (Relations & { trace: number[]; largest: number[]; traceCritical: number[][]; largestCritical: number[][] })[];
  johansenUrca: { rows: (Omit<Relations, 'trend'> & { trace: number[]; largest: number[]; vector: number[] })[] };
  johansenCancor: { rows: Relations[] };
};

const golden = JSON.parse(readFileSync(new URL('series-tests.json', import.meta.url), 'utf8')) as Golden;

/** The series that the values were made of; they are ours. */
const series: Readonly<Record<string, Float64Array>> = { walk: makeWalk(500), reverting: makeReverting(400), returns: makeReturns(1_500), short: makeWalk(40, 9) };
const together = makeTogether(600);

/** Other ways to solve the same regressions agree to about nine digits; nothing else is left to differ. */
const relative = 1e-9;

function near(name: string, value: number, wanted: number, tolerance = relative): void {
  expect(Math.abs(value - wanted), `${name}: ${value} for ${wanted}`).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(wanted), 1e-12));
}
const nearAll = (name: string, values: readonly number[], wanted: readonly number[], tolerance = relative): void => {
  expect(values).toHaveLength(wanted.length);
  wanted.forEach((value, i) => near(`${name} ${i}`, values[i] as number, value, tolerance));
};

describe('tests of series agree with statsmodels', () => {
  it.each(golden.adf)('augmented Dickey-Fuller of $series, $trend, $choice', ({ series: name, trend, choice, fixed, ...wanted }) => {
    const result = testAdf(series[name] as Float64Array, { trend, choice, ...(fixed === null ? {} : { lags: fixed }) });
    expect([result.lags, result.observations]).toEqual([wanted.lags, wanted.observations]);
    near('statistic', result.statistic, wanted.statistic);
    near('p', result.pValue, wanted.pValue, 1e-8);
    nearAll('critical', Object.values(result.criticalValues ?? {}), Object.values(wanted.criticalValues));
  });

  it.each(golden.kpss)('KPSS of $series, $trend, lags $lags', ({ series: name, trend, lags, usedLags, statistic, pValue }) => {
    const result = testKpss(series[name] as Float64Array, { trend, lags: lags === 'auto' ? 'auto' : usedLags });
    expect(result.lags).toBe(usedLags);
    near('statistic', result.statistic, statistic);
    near('p', result.pValue, pValue);
  });

  it.each(golden.ljungBox)('Ljung-Box of $series, $lags lags, $fitted fitted', ({ series: name, lags, fitted, statistic, pValue }) => {
    const result = testLjungBox(series[name] as Float64Array, { lags, fitted });
    near('statistic', result.statistic, statistic);
    near('p', result.pValue, pValue, pValue < 1e-100 ? 1e-6 : 1e-8);
  });

  it.each(golden.archLm)('ARCH-LM of $series, $lags lags', ({ series: name, lags, ...wanted }) => {
    const values = series[name] as Float64Array;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const result = testArchLm(values.map((value) => value - mean), { lags });
    near('statistic', result.statistic, wanted.statistic);
    near('p', result.pValue, wanted.pValue, 1e-7);
    near('F', result.fStatistic, wanted.fStatistic);
    near('F p', result.fPValue, wanted.fPValue, 1e-7);
  });

  it.each(golden.jarqueBera)('Jarque-Bera of $series', ({ series: name, ...wanted }) => {
    const result = testJarqueBera(series[name] as Float64Array);
    nearAll('values', [result.statistic, result.pValue, result.skewness, result.kurtosis], [wanted.statistic, wanted.pValue, wanted.skewness, wanted.kurtosis], 1e-8);
  });

  it.each(golden.engleGranger)('Engle-Granger of columns $columns, $trend', ({ columns, trend, ...wanted }) => {
    const result = testEngleGranger(columns.map((i) => together[i] as Float64Array), { trend });
    near('statistic', result.statistic, wanted.statistic);
    near('p', result.pValue, wanted.pValue, 1e-7);
    nearAll('critical', Object.values(result.criticalValues ?? {}), Object.values(wanted.criticalValues));
  });

  it.each(golden.johansen)('Johansen, $trend, $lags lags', ({ trend, lags, ...wanted }) => {
    const result = testJohansen(together, { trend, lags });
    // The levels are two orders larger than the differences, and statsmodels inverts their products.
    nearAll('eigenvalues', result.eigenvalues, wanted.eigenvalues, 1e-7);
    nearAll('trace', result.trace.map(({ statistic }) => statistic), wanted.trace, 1e-7);
    nearAll('largest', result.largest.map(({ statistic }) => statistic), wanted.largest, 1e-7);
    expect(result.trace.map(({ criticalValues: at }) => [at['10%'], at['5%'], at['1%']])).toEqual(wanted.traceCritical);
    expect(result.largest.map(({ criticalValues: at }) => [at['10%'], at['5%'], at['1%']])).toEqual(wanted.largestCritical);
    expect(result.rank).toBe(1);
  });
});

describe('Johansen agrees with R', () => {
  it.each(golden.johansenUrca.rows)('urca, $lags lags', ({ lags, ...wanted }) => {
    const result = testJohansen(together, { lags });
    nearAll('trace', result.trace.map(({ statistic }) => statistic), wanted.trace, 1e-8);
    nearAll('largest', result.largest.map(({ statistic }) => statistic), wanted.largest, 1e-8);
    nearAll('eigenvalues', result.eigenvalues, wanted.eigenvalues, 1e-8);
    nearAll('vector', result.vectors[0] ?? [], wanted.vector, 1e-7);
  });

  it.each(golden.johansenCancor.rows)('canonical correlations, $trend, $lags lags', ({ trend, lags, eigenvalues }) => {
    nearAll('eigenvalues', testJohansen(together, { trend, lags }).eigenvalues, eigenvalues, 1e-7);
  });
});
