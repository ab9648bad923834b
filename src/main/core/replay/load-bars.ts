import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { readFinerSeries, readSeries, type BarSource } from '../backtests/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import type { ReplayBars } from './open-replay.ts';

export type ReplaySource = BarSource & {
  readonly market: Pick<Market, 'instrument' | 'history' | 'requireInstrument'>;
  /** Now, where the instrument trades. */
  readonly marketTime: () => EpochMs;
};

/** Which bars a replay is over. `toMs`: exclusive; null: all that have ended. */
export type Stretch = { readonly fromMs: EpochMs; readonly toMs: EpochMs | null; readonly warmup: number };

/** As many bars as a replay may be over: stepping back makes its run anew, on the thread that answers everybody. */
export const mostReplayBars = 100_000;

/** Bars of a replay with the fingerprint of those that can be traded on. NOT_FOUND where there are none, INVALID_INPUT where there are too many. */
export async function loadReplayBars(source: ReplaySource, key: SeriesKey, { fromMs, toMs, warmup }: Stretch, settings: BacktestSettings): Promise<ReplayBars & { readonly fingerprint: string }> {
  const range = { fromMs, toMs: lastStart(source, key, toMs) };
  const { bars, fingerprint, isStored } = await readSeries(source, key, range);
  const count = bars.time.length;
  if (count === 0) throw new AppError('NOT_FOUND', `There are no bars of ${key.instrumentId} at ${key.timeframe} from ${day(fromMs)}${toMs === null ? ' on' : ` to ${day(toMs)}`}; choose another stretch or import bars.`, { ...key });
  if (count > mostReplayBars) throw new AppError('INVALID_INPUT', `A replay takes at most ${mostReplayBars.toLocaleString('en')} bars and this stretch has ${count.toLocaleString('en')}; choose a shorter one or longer bars.`, { bars: count });
  const finer = settings.intrabar === 'magnify' ? await readFinerSeries(source, key, range) : null;
  const first = epochMs(bars.time[0] ?? 0);
  return {
    series: { symbol: key.instrumentId.split(':')[1] ?? key.instrumentId, bars, ...(finer === null ? {} : { finer: finer.bars }) }, fingerprint,
    warmup: warmup === 0 ? noBars : isStored ? await source.bars.read(key, { fromMs: null, toMs: first, limit: warmup }) : toColumns(await source.market.history(key, { beforeMs: first, limit: warmup })),
  };
}

/** Start of the first bar after a warm-up of so many bars, where a stretch says only how it ends. */
export async function findFirstBar(source: ReplaySource, key: SeriesKey, toMs: EpochMs | null, warmup: number): Promise<EpochMs> {
  const { bars: { time } } = await readSeries(source, key, { fromMs: null, toMs: lastStart(source, key, toMs) });
  return epochMs(time[Math.min(warmup, time.length - 1)] ?? 0);
}

/** Bars of a feed count once they have ended: before, they may change. */
function lastStart(source: ReplaySource, key: SeriesKey, toMs: EpochMs | null): EpochMs | null {
  if (!source.market.requireInstrument(key.instrumentId).isTradable) return toMs;
  const ended = source.marketTime() - timeframeMs(key.timeframe) + 1;
  return epochMs(Math.min(toMs ?? ended, ended));
}

const noBars: BarColumns = { time: new Float64Array(0), open: new Float64Array(0), high: new Float64Array(0), low: new Float64Array(0), close: new Float64Array(0), volume: new Float64Array(0) };

const toColumns = (page: { readonly [Name in keyof BarColumns]: readonly number[] }): BarColumns => ({
  time: Float64Array.from(page.time), open: Float64Array.from(page.open), high: Float64Array.from(page.high), low: Float64Array.from(page.low), close: Float64Array.from(page.close),
  volume: Float64Array.from(page.volume),
});

const day = (timeMs: number): string => (timeMs % 86_400_000 === 0 ? new Date(timeMs).toISOString().slice(0, 10) : new Date(timeMs).toISOString());
