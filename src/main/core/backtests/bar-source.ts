import type { BarColumns, BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { BarStore, FingerprintedBars, Market } from '../market/index.ts';
import { runJob } from './run-job.ts';

/** Of bars that start at or after the first moment and before the second. */
export type Range = { readonly fromMs: EpochMs | null; readonly toMs: EpochMs | null };

/** Where bars of a backtest come from. Without a market only stored series can be tested. */
export type BarSource = { readonly bars: BarStore; readonly jobs: JobPort; readonly market?: Pick<Market, 'instrument' | 'history'> | undefined };

/** As many bars of a feed as one run takes: a feed makes or fetches its history when it is asked for. */
export const mostFeedBars = 20_000;

/** Bars with their fingerprint, and whether they are stored or a feed gave them. */
export type FoundBars = FingerprintedBars & { readonly isStored: boolean };

/** Bars of a series with their fingerprint: what is stored, else what the feed of the instrument has. Empty where there are none. */
export async function readSeries(source: BarSource, key: SeriesKey, range: Range): Promise<FoundBars> {
  const stored = await source.bars.readWithFingerprint(key, { ...range, limit: null });
  if (stored.bars.time.length > 0 || source.market?.instrument(key.instrumentId)?.isTradable !== true) return { ...stored, isStored: true };
  // A feed is asked for bars that ended before a moment, a range is of bars that start before it.
  const beforeMs = range.toMs === null ? null : epochMs(range.toMs - 1 + timeframeMs(key.timeframe));
  const bars = cutFrom(await source.market.history(key, { beforeMs, limit: mostFeedBars }), range);
  return { bars, fingerprint: await runJob(source.jobs, 'bars.fingerprint', bars, {}), isStored: false };
}

/**
 * What a hypothesis over a series is about. Stored bars go by the fingerprint of the whole series, whatever part of it a run takes: neither
 * another name nor another window makes a new hypothesis. Bars of a feed, which grow with time, go by instrument and timeframe.
 */
export async function nameData(source: BarSource, key: SeriesKey, range: Range, found: FoundBars): Promise<string> {
  if (!found.isStored) return `${key.instrumentId} ${key.timeframe}`;
  if (range.fromMs === null && range.toMs === null) return found.fingerprint;
  return (await source.bars.readWithFingerprint(key, { fromMs: null, toMs: null, limit: null })).fingerprint;
}

/** Columns of the bars from the start of a range on. INVALID_INPUT where the page ends before it reaches that far. */
function cutFrom(page: BarPage, { fromMs }: Range): BarColumns {
  const [first] = page.time;
  if (fromMs !== null && first !== undefined && first > fromMs && page.time.length === mostFeedBars) {
    throw new AppError(
      'INVALID_INPUT',
      `A run takes at most ${mostFeedBars.toLocaleString('en')} bars of ${page.instrumentId} at ${page.timeframe}, which reach back to ${new Date(first).toISOString().slice(0, 10)}; start later or choose longer bars.`,
      { fromMs, firstMs: first },
    );
  }
  const start = fromMs === null ? 0 : page.time.findIndex((time) => time >= fromMs);
  const column = (values: readonly number[]): Float64Array => Float64Array.from(start === -1 ? [] : values.slice(start));
  return { time: column(page.time), open: column(page.open), high: column(page.high), low: column(page.low), close: column(page.close), volume: column(page.volume) };
}
