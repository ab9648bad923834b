import { squareRootImpact, volumeShareImpact } from '../fills/impact.ts';
import type { RunContext } from './run-context.ts';
import type { Slice } from './slice.ts';

/** Share by which so many units move the price of the bar being worked against themselves; none where the run has no impact. */
export function impactShare({ settings: { impact }, bars, columns }: RunContext, { bar }: Slice, units: number): number {
  if (impact === undefined) return 0;
  if (impact.kind === 'volume-share') return bars.volume[bar] > 0 ? volumeShareImpact(impact.coefficient, units, bars.volume[bar]) : impact.coefficient;
  const before = bar - 1;
  return squareRootImpact(impact.coefficient, units, columns.deviation(impact.window)[before] ?? NaN, columns.meanVolume(impact.window)[before] ?? NaN);
}
