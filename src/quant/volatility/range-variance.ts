import type { BarColumns } from '../../contract/model/bar.ts';
import { computeIndicator } from '../indicators/index.ts';

export const rangeMeasures = ['parkinson', 'garman-klass', 'rogers-satchell'] as const;
export type RangeMeasure = (typeof rangeMeasures)[number];

/**
 * The variance of each bar from its own prices, of returns in percent: the indicators of those names over one bar and a year of one bar.
 * They are blind to the gap before the bar. NaN where prices contradict each other.
 */
export function rangeVariances(bars: BarColumns, measure: RangeMeasure): Float64Array {
  const { outputs } = computeIndicator(measure.replace('-', '_'), bars, { timePeriod: 1, barsPerYear: 1 });
  return Object.values(outputs)[0]!.map((deviation) => (100 * deviation) ** 2);
}
