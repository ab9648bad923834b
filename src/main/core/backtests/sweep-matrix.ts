import type { SweepMetric } from '../../../contract/model/sweep.ts';
import type { SweepMatrix } from '../../../contract/model/sweep-views.ts';
import { AppError } from '../kernel/index.ts';
import type { RecordedSweep, StretchSummary, TrialStretch } from './ports.ts';
import { lanesOf, stretchOf, sweptOf } from './sweep-lanes.ts';

const invalid = (message: string, details: Readonly<Record<string, unknown>>): AppError => new AppError('INVALID_INPUT', message, details);

/** The trials of every strategy on every series, strategy by strategy. */
export const stretchesOf = (spec: RecordedSweep): readonly TrialStretch[] => lanesOf(spec).map(({ first, count }) => ({ fromTrial: first, toTrial: first + count }));

/** What is known of each pair, in the order of {@link stretchesOf}. */
export const layOutMatrix = (spec: RecordedSweep, metric: SweepMetric, pairs: readonly StretchSummary[]): Omit<SweepMatrix, 'sweepId' | 'status'> => ({
  metric,
  strategies: sweptOf(spec).map(({ strategy }) => strategy),
  series: spec.data.map(({ symbol, bars }) => ({ symbol, bars })),
  best: pairs.map(({ best }) => best), bestTrial: pairs.map(({ bestTrial }) => bestTrial), median: pairs.map(({ median }) => median), trials: pairs.map(({ trials }) => trials),
});

/** Where the trials lie that are listed (null: all). INVALID_INPUT for what the sweep does not have, and for one series of several strategies, whose trials lie apart. */
export function listedOf(spec: RecordedSweep, strategy: number | null, series: number | null): Partial<TrialStretch> {
  const strategies = sweptOf(spec).length;
  if (strategy === null && series === null) return {};
  if (strategy !== null && strategy >= strategies) throw invalid(`The sweep has ${strategies} strategies; the first has the place 0.`, { strategy });
  if (series !== null && series >= spec.data.length) throw invalid(`The sweep has ${spec.data.length} series; the first has the place 0.`, { series });
  if (strategy === null && strategies > 1) throw invalid('One series is listed of one strategy at a time; give the place of the strategy, too.', { series });
  return stretchOf(spec, strategy ?? 0, series);
}
