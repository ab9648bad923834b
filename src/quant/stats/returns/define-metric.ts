import type { MetricValue } from '../../../contract/model/analysis.ts';
import type { ReturnFigures } from './figures.ts';

/** What a metric is computed from besides the returns. */
export type MetricInput = 'returns' | 'benchmark' | 'riskFree' | 'periods' | 'time';

/** A metric: how it is computed and what it says of itself. */
export type MetricDefinition = {
  readonly name: string;
  readonly formula: string;
  readonly inputs: readonly MetricInput[];
  /** The choice that another library makes otherwise. */
  readonly convention: string;
  /** Where the definition comes from; the dialect's own source where it is empty. */
  readonly source: string;
  readonly compute: (figures: ReturnFigures) => MetricValue;
};

const letters: Readonly<Record<string, MetricInput>> = { r: 'returns', b: 'benchmark', f: 'riskFree', p: 'periods', t: 'time' };

/**
 * Defines a metric. `inputs` is a word of letters: r returns, b benchmark, f risk-free rate, p periods of a year, t time. What is not
 * finite, or needs a benchmark or moments that there are none of, is null.
 */
export function define(
  name: string, inputs: string, formula: string, compute: (figures: ReturnFigures) => MetricValue, convention = '', source = '',
): MetricDefinition {
  const needs = [...inputs].map((letter) => letters[letter]!);
  return {
    name, formula, inputs: needs, convention, source,
    compute: (figures) => {
      if (needs.includes('benchmark') && figures.series.benchmark === null) return null;
      if (needs.includes('time') && figures.series.time === null) return null;
      return settle(compute(figures));
    },
  };
}

/** NaN and infinities as null, inside lists and records too. */
export function settle(value: MetricValue): MetricValue {
  // Adding 0 makes −0 plain.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (value === null || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((one) => (Number.isFinite(one) ? one : null));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, Number.isFinite(one) ? one : null]));
}
