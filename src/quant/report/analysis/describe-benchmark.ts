import type { MetricSheet } from '../../../contract/model/analysis.ts';
import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import { sayNumber, sayPercent } from '../../describe/words.ts';
import { pickBars } from '../pick-bars.ts';

const explanation = {
  formula: 'the starting cash × close / close at the first tradable bar; α = (mean(r) − β mean(b)) × periods',
  convention: 'Bought at a close, held to the end, without costs; another series stands where it was last known at each bar, and is cash before it begins.',
  source: 'Jensen 1968 for alpha and beta',
};

/** What the cash of a run would have been worth otherwise, at each of its moments. */
export type Benchmark = Pick<NonNullable<RunAnalysis['benchmark']>, 'name' | 'key'> & { readonly value: ArrayLike<number> };

/** The run beside it, over the same moments. `metrics` are those of the run's returns against the benchmark's. */
export function describeBenchmark(time: ArrayLike<number>, equity: ArrayLike<number>, { name, key, value }: Benchmark, metrics: MetricSheet, points: number): NonNullable<RunAnalysis['benchmark']> {
  const bars = pickBars(time.length, points, [{ values: equity, keeps: 'both' }, { values: value, keeps: 'both' }]);
  const at = (values: ArrayLike<number>): number[] => Array.from(bars, (bar) => values[bar]!);
  const growthOf = (values: ArrayLike<number>): number => values[values.length - 1]! / values[0]! - 1;
  const [own, other] = [growthOf(equity), growthOf(value)];
  return {
    verdict: own > other ? 'Ahead of it' : own < other ? 'Behind it' : 'No better and no worse',
    sentence: `It made ${sayPercent(own)} where ${name} made ${sayPercent(other)}.${sayMarket(metrics)}`,
    explanation, name, key, curve: { time: at(time), equity: at(equity), benchmark: at(value) },
  };
}

function sayMarket({ beta, alpha, correlation }: MetricSheet): string {
  if (typeof beta !== 'number' || typeof alpha !== 'number' || typeof correlation !== 'number') return '';
  return ` It moved by ${sayNumber(beta)} for each 1 (correlation ${sayNumber(correlation)}); ${sayPercent(alpha)} a year is not explained by that.`;
}
