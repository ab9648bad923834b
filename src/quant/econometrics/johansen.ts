import { requireLags } from './check-values.ts';
import { deterministic, requireSeveral } from './engle-granger.ts';
import { largestTables, traceTables } from './johansen-tables.ts';
import { johansenTail, type JohansenStatistic } from './johansen-tail.ts';
import { regress } from './regress.ts';
import { cholesky, eigenOfSymmetric, solveLower, solveUpper } from './symmetric.ts';
import type { CriticalValues, Trend } from './test-result.ts';

export type JohansenOptions = {
  /** A constant where nothing is said: the series may drift, their spread does not. */
  readonly trend?: Trend;
  /** Lagged differences, one less than the order in levels; 1 where nothing is said. */
  readonly lags?: number;
};

/** A hypothesis about the number of relations, and what speaks against it. */
export type RankTest = { readonly atMost: number; readonly statistic: number; readonly pValue: number; readonly criticalValues: CriticalValues };

export type JohansenResult = {
  /** From the largest down. */
  readonly eigenvalues: readonly number[];
  /** Weights of the series in each relation, in the order of the eigenvalues; 1 for the first series where it takes part. */
  readonly vectors: readonly (readonly number[])[];
  /** At most r relations against any more. */
  readonly trace: readonly RankTest[];
  /** At most r relations against r + 1. */
  readonly largest: readonly RankTest[];
  /** Relations by the trace test at 5 %: the first hypothesis that is not rejected. */
  readonly rank: number;
  readonly lags: number;
  readonly observations: number;
};

const mostSeries = 6;

/**
 * Johansen's tests for the number of cointegrating relations among two to six series: the eigenvalues of the squared canonical correlations
 * between differences and levels, both freed of lagged differences and of what the trend has; trace −T Σ ln(1 − λᵢ) and maximal eigenvalue
 * −T ln(1 − λᵣ₊₁), judged by MacKinnon, Haug and Michelis (1999), with p-values by the gamma of
 * Doornik (1998) through their critical values; between and below these within 0.02 of simulated walks. The order of the series does not matter. Values of statsmodels'
 * `coint_johansen` without a trend or with a constant, and of urca's `ca.jo(ecdet = "none")`. Source: S. Johansen, Econometrica 59 (1991).
 * Throws TOO_FEW, NOT_FINITE, CONSTANT, LENGTHS_DIFFER, RANGE, COLLINEAR.
 */
export function testJohansen(series: readonly ArrayLike<number>[], { trend = 'constant', lags = 1 }: JohansenOptions = {}): JohansenResult {
  requireSeveral(series, mostSeries);
  const size = series.length;
  const observations = series[0]!.length - 1 - lags;
  requireLags(lags, 0, Math.floor((series[0]!.length - 4 * size) / (size + 1)));
  const differences = series.map((values) => residualsAfter(series, trend, lags, (t) => values[t]! - values[t - 1]!));
  const levels = series.map((values) => residualsAfter(series, trend, lags, (t) => values[t - 1]! - (trend === 'none' ? 0 : values[0]!)));
  const { values, vectors } = canonicalRelations(differences, levels);
  const rests = Array.from(values, (value) => -observations * Math.log1p(-value));
  const toTest = (kind: JohansenStatistic, atMost: number, statistic: number): RankTest => {
    const [ten, five, one] = (kind === 'trace' ? traceTables : largestTables)[trend][size - atMost - 1]!;
    return { atMost, statistic, pValue: johansenTail(statistic, kind, trend, size - atMost), criticalValues: { '1%': one, '5%': five, '10%': ten } };
  };
  const trace = rests.map((_, r) => toTest('trace', r, rests.slice(r).reduce((sum, rest) => sum + rest, 0)));
  const largest = rests.map((rest, r) => toTest('largest', r, rest));
  const kept = trace.findIndex(({ statistic, criticalValues }) => statistic < criticalValues['5%']!);
  return { eigenvalues: Array.from(values), vectors, trace, largest, rank: kept < 0 ? size : kept, lags, observations };
}

/** A series from the first place on that has all lags, freed of lagged differences and the trend, and of length 1. */
function residualsAfter(series: readonly ArrayLike<number>[], trend: Trend, lags: number, at: (t: number) => number): Float64Array {
  const from = lags + 1;
  const length = series[0]!.length - from;
  const columns = deterministic(trend, length);
  for (const values of series) {
    for (let lag = 1; lag <= lags; lag++) columns.push(Float64Array.from({ length }, (_, i) => values[from + i - lag]! - values[from + i - lag - 1]!));
  }
  return regress(Float64Array.from({ length }, (_, i) => at(from + i)), columns).residuals;
}

const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Squared canonical correlations and the weights of the levels. */
function canonicalRelations(differences: readonly Float64Array[], levels: readonly Float64Array[]): { values: Float64Array; vectors: number[][] } {
  const size = levels.length;
  const lengths = levels.map((column) => Math.sqrt(product(column, column)));
  const gram = (a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array => Float64Array.from({ length: size * size }, (_, k) => product(a[Math.floor(k / size)]!, b[k % size]!));
  const scaled = levels.map((column, i) => column.map((value) => value / lengths[i]!));
  const outer = cholesky(gram(scaled, scaled), size);
  const inner = cholesky(gram(differences, differences), size);
  // Rows of C = L₀⁻¹ S₀₁ L₁⁻ᵀ; the squared singular values are those sought.
  const mixed = gram(scaled, differences);
  const rows = Array.from({ length: size }, (_, i) => solveLower(inner, size, mixed.slice(i * size, (i + 1) * size)));
  const turned = Array.from({ length: size }, (_, j) => solveLower(outer, size, Float64Array.from(rows, (row) => row[j]!)));
  const matrix = Float64Array.from({ length: size * size }, (_, k) => turned.reduce((sum, column) => sum + column[Math.floor(k / size)]! * column[k % size]!, 0));
  const { values, vectors } = eigenOfSymmetric(matrix, size);
  return { values: values.map((value) => Math.min(Math.max(value, 0), 1 - 1e-16)), vectors: vectors.map((vector) => toWeights(solveUpper(outer, size, Float64Array.from(vector)), lengths)) };
}

/** Weights in the units of the series, those of the first being 1 where it is not nearly absent. */
function toWeights(vector: Float64Array, lengths: readonly number[]): number[] {
  const first = vector[0]! / lengths[0]!;
  const isAbsent = Math.abs(vector[0]!) < 1e-8 * Math.max(...vector.map(Math.abs));
  return Array.from(vector, (weight, i) => weight / lengths[i]! / (isAbsent ? 1 : first));
}
