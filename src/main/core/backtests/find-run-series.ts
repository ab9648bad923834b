import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { BarSource } from './bar-source.ts';
import { findBars } from './find-bars.ts';
import type { RecordedSpec } from './ports.ts';

/**
 * All series of a run with the very bars that it saw, each proven by its fingerprint; null where one of them is not stored (any more), or
 * where the run looked inside its bars with finer ones, of which only the fingerprint is recorded.
 */
export async function findRunSeries(source: BarSource, spec: RecordedSpec | null): Promise<readonly SeriesInput[] | null> {
  if (spec === null || spec.data.some(({ finerFingerprint }) => finerFingerprint !== undefined)) return null;
  const { series: _only, ...others } = spec;
  const series: SeriesInput[] = [];
  for (const one of spec.data) {
    const found = await findBars(source, spec.data.length === 1 ? spec : { ...others, data: [one] });
    if (found === null) return null;
    series.push({ symbol: one.symbol, bars: found.bars, ...(one.actions === undefined ? {} : { actions: one.actions }) });
  }
  return series;
}
