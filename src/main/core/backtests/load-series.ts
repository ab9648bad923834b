import type { BacktestSettings, BacktestSpec } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError } from '../kernel/index.ts';
import type { FingerprintedBars } from '../market/index.ts';
import type { StoredExtras } from './backtests.ts';
import { readSeries, type BarSource, type FoundBars, type Range } from './bar-source.ts';
import { readFinerSeries } from './finer-series.ts';
import { runJob } from './run-job.ts';
import { loadExtras } from './series-extras.ts';

/** Bars with all that names them. */
export type NamedBars = SeriesInput & FingerprintedBars & { readonly finerFingerprint?: string; readonly ratesFingerprint?: string };

/** What of a request says which series are read besides the bars. */
export type SeriesWishes = StoredExtras & { readonly settings: Pick<BacktestSettings, 'intrabar'> };

/** A series by what a run calls it; NOT_FOUND where it has no bars in that range, or no such rates are stored, INVALID_INPUT where bars are magnified and none are finer. */
export async function loadSeries(source: BarSource, wishes: SeriesWishes, symbol: string, key: SeriesKey, range: Range): Promise<NamedBars & FoundBars> {
  const finer = wishes.settings.intrabar === 'magnify' ? await readFinerSeries(source, key, range) : null;
  const found = await readSeries(source, key, range);
  if (found.bars.time.length === 0) throw new AppError('NOT_FOUND', `No bars of ${key.instrumentId} at ${key.timeframe} are stored in that range; import them first.`, { ...key });
  return { ...found, ...(await loadExtras(source, wishes, key, found)), symbol, ...(finer === null ? {} : { finer: finer.bars, finerFingerprint: finer.fingerprint }) };
}

/** Bars at hand with what names them. */
export async function nameBars(jobs: JobPort, given: SeriesInput, signal?: AbortSignal): Promise<NamedBars> {
  const fingerprint = (bars: SeriesInput['bars']): Promise<string> => runJob(jobs, 'bars.fingerprint', bars, { signal });
  return {
    ...given, fingerprint: await fingerprint(given.bars), ...(given.finer === undefined ? {} : { finerFingerprint: await fingerprint(given.finer) }),
    ...(given.rates === undefined ? {} : { ratesFingerprint: await fingerprint(given.rates.bars) }),
  };
}

/** A series as the record of a run names it: enough to prove later that it was the same. */
export const describeData = ({ symbol, bars, fingerprint, finerFingerprint, actions, rates, ratesFingerprint }: NamedBars): BacktestSpec['data'][number] => ({
  symbol, bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint,
  ...(finerFingerprint === undefined ? {} : { finerFingerprint }), ...(actions === undefined ? {} : { actions: [...actions] }),
  ...(rates === undefined || ratesFingerprint === undefined ? {} : { rates: { fingerprint: ratesFingerprint, isInverted: rates.isInverted } }),
});
