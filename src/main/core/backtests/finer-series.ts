import type { SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { AppError } from '../kernel/index.ts';
import type { FingerprintedBars } from '../market/index.ts';
import type { BarSource, Range } from './bar-source.ts';

/** The shortest stored bars of the same instrument, which show what happened inside those of a series; INVALID_INPUT where there are none. */
export async function readFinerSeries({ bars }: Pick<BarSource, 'bars'>, key: SeriesKey, range: Range): Promise<FingerprintedBars> {
  const length = timeframeMs(key.timeframe);
  const finer = (await bars.series())
    .filter((one) => one.instrumentId === key.instrumentId && timeframeMs(one.timeframe) < length)
    .sort((a, b) => timeframeMs(a.timeframe) - timeframeMs(b.timeframe));
  for (const { instrumentId, timeframe } of finer) {
    const found = await bars.readWithFingerprint({ instrumentId, timeframe }, { ...range, limit: null });
    if (found.bars.time.length > 0) return found;
  }
  throw new AppError('INVALID_INPUT', `Magnifying needs stored bars of ${key.instrumentId} that are shorter than ${key.timeframe}, and there are none; import them, or read bars pessimistically.`, { ...key });
}
