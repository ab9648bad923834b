import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BarColumns, SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { BarFiles } from '../data/index.ts';
import { readSeries, type BarSource } from './bar-source.ts';
import type { RecordedSpec } from './ports.ts';
import { runJob } from './run-job.ts';
import { readRates } from './series-extras.ts';

/** What a run saw of one series. */
export type DataUsed = BacktestSpec['data'][number];

/** What says where the bars of a run came from. */
export type RunOrigin = Pick<RecordedSpec, 'data' | 'series' | 'keys' | 'rateKeys' | 'files'>;

/** Where the bars of recorded runs are looked for. Without files only what is stored or a feed has. */
export type RunDataSource = BarSource & { readonly files?: Pick<BarFiles, 'read'> };

/** The very bars that a run saw of a series, and which stored one holds them; null: none does, they are those of a file. */
export type FoundSeries = { readonly key: SeriesKey | null; readonly bars: BarColumns };

/** The series that a run was started over, by its place; undefined: it was started over files. */
export const keyOf = ({ keys, series }: RunOrigin, place: number): SeriesKey | undefined => keys?.[place] ?? series;

/**
 * The very bars that a run saw of one of its series, proven by their fingerprint: the series that the run was started over is looked at
 * first, then stored ones of that symbol, then the files that the run was made over. null: they are nowhere (any more).
 */
export async function findBars(source: RunDataSource, spec: RunOrigin, used: DataUsed, place: number): Promise<FoundSeries | null> {
  const own = keyOf(spec, place);
  const stored = (await source.bars.series()).filter((one) => mayHold(one, used)).map(({ instrumentId, timeframe }) => ({ instrumentId, timeframe }));
  for (const key of own === undefined ? stored : [own, ...stored]) {
    const found = await readSeries(source, key, { fromMs: used.fromMs, toMs: epochMs(used.toMs + 1) });
    if (found.fingerprint === used.fingerprint) return { key, bars: found.bars };
  }
  const bars = await findInFiles(source, spec, used.fingerprint);
  return bars === null ? null : { key: null, bars };
}

/** The rates that converted the currency of a series, of the stored series or the file that they came from; null: they are nowhere as they were. */
export async function findRates(source: RunDataSource, spec: RunOrigin, used: DataUsed, fingerprint: string, place: number): Promise<BarColumns | null> {
  const rateKey = spec.rateKeys?.[place] ?? null;
  const key = keyOf(spec, place);
  if (rateKey !== null && key !== undefined) {
    const found = await readRates(source, rateKey, key, used.toMs);
    if (found.fingerprint === fingerprint) return found.bars;
  }
  return await findInFiles(source, spec, fingerprint);
}

/** Bars of the files that a run was made over, read as they were then; null: none of them has these. */
export async function findInFiles({ files, jobs }: RunDataSource, { files: known = [] }: RunOrigin, fingerprint: string): Promise<BarColumns | null> {
  for (const { path, options } of files === undefined ? [] : known) {
    const read = await files?.read(path, options);
    if (read?.ok === true && (await runJob(jobs, 'bars.fingerprint', read.value.bars, {})) === fingerprint) return read.value.bars;
  }
  return null;
}

/** An instrument that a run may have called by this symbol. */
export const isOf = (instrumentId: string, symbol: string): boolean => instrumentId === symbol || instrumentId.endsWith(`:${symbol}`);

/** A look at what is known of a series before its bars are read. */
const mayHold = ({ instrumentId, bars, fromMs, toMs }: SeriesInfo, used: DataUsed): boolean =>
  isOf(instrumentId, used.symbol) && bars >= used.bars && fromMs !== null && fromMs <= used.fromMs && toMs !== null && toMs >= used.toMs;
