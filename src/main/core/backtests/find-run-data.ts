import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { BarFiles } from '../data/index.ts';
import { AppError } from '../kernel/index.ts';
import { readSeries, type BarSource, type Range } from './bar-source.ts';
import type { RecordedSpec } from './ports.ts';
import { runJob } from './run-job.ts';
import { readRates } from './series-extras.ts';

type DataUsed = BacktestSpec['data'][number];

/** Where the bars of recorded runs are looked for. Without files only what is stored or a feed has. */
export type RunDataSource = BarSource & { readonly files?: Pick<BarFiles, 'read'> };

/**
 * The very bars that a run saw, in the order of its series, each proven by its fingerprint: of a stored series, of a feed, or of the file that
 * the run was made over. NOT_FOUND names the first series that is nowhere any more.
 */
export async function findRunData(source: RunDataSource, runId: string, spec: RecordedSpec): Promise<readonly SeriesInput[]> {
  const found: SeriesInput[] = [];
  for (const [k, used] of spec.data.entries()) {
    const bars = (await findStored(source, spec, used, k)) ?? (await findInFiles(source, spec, used.fingerprint));
    if (bars === null) {
      const files = spec.files?.map(({ path }) => path).join(', ');
      const where = files === undefined ? 'are not stored (any more); import them first' : `are neither stored nor in ${files} as they were; bring that file back or import it`;
      throw new AppError('NOT_FOUND', `The bars of ${used.symbol} that run ${runId} saw ${where}.`, { runId, symbol: used.symbol });
    }
    const finer = used.finerFingerprint === undefined ? null : await findFinerBars(source, spec, used, used.finerFingerprint, runId);
    const rates = used.rates === undefined ? null : { bars: await findRates(source, spec, used, used.rates.fingerprint, k, runId), isInverted: used.rates.isInverted };
    found.push({ symbol: used.symbol, bars, ...(finer === null ? {} : { finer }), ...(used.actions === undefined ? {} : { actions: used.actions }), ...(rates === null ? {} : { rates }) });
  }
  return found;
}

/** Stored series that may hold them, the one that the run was started over first. */
async function findStored(source: BarSource, spec: RecordedSpec, used: DataUsed, place: number): Promise<BarColumns | null> {
  const own = spec.keys?.[place] ?? spec.series;
  const stored = (await source.bars.series())
    .filter(({ instrumentId, bars, fromMs, toMs }) => isOf(instrumentId, used.symbol) && bars >= used.bars && fromMs !== null && fromMs <= used.fromMs && toMs !== null && toMs >= used.toMs)
    .map(({ instrumentId, timeframe }) => ({ instrumentId, timeframe }));
  for (const key of own === undefined ? stored : [own, ...stored]) {
    const found = await readSeries(source, key, { fromMs: used.fromMs, toMs: epochMs(used.toMs + 1) });
    if (found.fingerprint === used.fingerprint) return found.bars;
  }
  return null;
}

const isOf = (instrumentId: string, symbol: string): boolean => instrumentId === symbol || instrumentId.endsWith(`:${symbol}`);

/** The files that the run was made over, read as they were then. */
async function findInFiles({ files, jobs }: RunDataSource, spec: RecordedSpec, fingerprint: string): Promise<BarColumns | null> {
  for (const { path, options } of files === undefined ? [] : (spec.files ?? [])) {
    const read = await files?.read(path, options);
    if (read?.ok === true && (await runJob(jobs, 'bars.fingerprint', read.value.bars, {})) === fingerprint) return read.value.bars;
  }
  return null;
}

/** Finer bars may have been cut where the run began and ended, or be the whole series. */
async function findFinerBars(source: RunDataSource, spec: RecordedSpec, used: DataUsed, fingerprint: string, runId: string): Promise<BarColumns> {
  const stored = (await source.bars.series()).filter(({ instrumentId }) => isOf(instrumentId, used.symbol));
  for (const { instrumentId, timeframe } of stored) {
    for (const range of rangesOf(used, spec.series)) {
      const found = await source.bars.readWithFingerprint({ instrumentId, timeframe }, { ...range, limit: null });
      if (found.fingerprint === fingerprint) return found.bars;
    }
  }
  const bars = await findInFiles(source, spec, fingerprint);
  if (bars === null) throw new AppError('NOT_FOUND', `The finer bars of ${used.symbol} that run ${runId} saw are not stored (any more); import them first.`, { runId, symbol: used.symbol });
  return bars;
}

/** The rates that converted its currency, of the stored series or the file that they came from. */
async function findRates(source: RunDataSource, spec: RecordedSpec, used: DataUsed, fingerprint: string, place: number, runId: string): Promise<BarColumns> {
  const rateKey = spec.rateKeys?.[place] ?? null;
  const key = spec.keys?.[place] ?? spec.series;
  if (rateKey !== null && key !== undefined) {
    const found = await readRates(source, rateKey, key, used.toMs);
    if (found.fingerprint === fingerprint) return found.bars;
  }
  const bars = await findInFiles(source, spec, fingerprint);
  if (bars === null) throw new AppError('NOT_FOUND', `The rates for ${used.symbol} that run ${runId} saw are nowhere as they were; bring them back or import them.`, { runId, symbol: used.symbol });
  return bars;
}

function rangesOf({ fromMs, toMs }: DataUsed, series: SeriesKey | undefined): readonly Range[] {
  const end = epochMs(toMs + (series === undefined ? 1 : timeframeMs(series.timeframe)));
  return [{ fromMs: null, toMs: null }, { fromMs, toMs: end }, { fromMs, toMs: null }, { fromMs: null, toMs: end }];
}
