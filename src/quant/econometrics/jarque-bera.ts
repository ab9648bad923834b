import { computeMoments, kurtosisOf, skewnessOf } from '../stats/index.ts';
import { requireValues } from './check-values.ts';
import type { TestResult } from './test-result.ts';

export type JarqueBeraResult = TestResult & {
  readonly skewness: number;
  /** 3 for a normal distribution. */
  readonly kurtosis: number;
};

/**
 * Jarque-Bera test. Null hypothesis: the values are normally distributed. n / 6 (skewness² + (kurtosis − 3)² / 4) with moments of divisor
 * n, χ² with 2 degrees of freedom. Source: C. M. Jarque, A. K. Bera, Economics Letters 6 (1980). Throws TOO_FEW, NOT_FINITE, CONSTANT.
 */
export function testJarqueBera(values: ArrayLike<number>): JarqueBeraResult {
  requireValues(values, 4);
  const moments = computeMoments(Float64Array.from(values));
  const [skewness, kurtosis] = [skewnessOf(moments), kurtosisOf(moments)];
  const statistic = (values.length / 6) * (skewness ** 2 + (kurtosis - 3) ** 2 / 4);
  return { statistic, pValue: Math.exp(-statistic / 2), skewness, kurtosis, observations: values.length };
}
