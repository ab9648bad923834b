import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { AppError } from '../kernel/index.ts';
import type { FingerprintedBars } from '../market/index.ts';
import { readSeries, type BarSource, type FoundBars, type Range } from './bar-source.ts';

/** Bars with all that names them. */
export type NamedBars = SeriesInput & FingerprintedBars & { readonly finerFingerprint?: string; readonly ratesFingerprint?: string };

/** The bars of a series; NOT_FOUND where there are none in that range. */
export async function loadSeries(source: BarSource, key: SeriesKey, range: Range): Promise<FoundBars> {
  const found = await readSeries(source, key, range);
  if (found.bars.time.length > 0) return found;
  throw new AppError('NOT_FOUND', `No bars of ${key.instrumentId} at ${key.timeframe} are stored in that range; import them first.`, { ...key });
}
