import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { ReportSeries } from '../../../quant/report/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Range } from './bar-source.ts';
import { findBars, findInFiles, findRates, isOf, type DataUsed, type RunDataSource, type RunOrigin } from './find-bars.ts';

export type { RunDataSource } from './find-bars.ts';

/**
 * All that a run saw, in the order of its series, each part proven by its fingerprint: of a stored series, of a feed, or of the file that the
 * run was made over. NOT_FOUND names the first part that is nowhere any more.
 */
export async function findRunData(source: RunDataSource, runId: string, spec: RunOrigin): Promise<readonly SeriesInput[]> {
  const found: SeriesInput[] = [];
  for (const [k, used] of spec.data.entries()) {
    const one = await findBars(source, spec, used, k);
    if (one === null) {
      const files = spec.files?.map(({ path }) => path).join(', ');
      const where = files === undefined ? 'are not stored (any more); import them first' : `are neither stored nor in ${files} as they were; bring that file back or import it`;
      throw new AppError('NOT_FOUND', `The bars of ${used.symbol} that run ${runId} saw ${where}.`, { runId, symbol: used.symbol });
    }
    const finer = used.finerFingerprint === undefined ? null : await findFinerBars(source, spec, used, used.finerFingerprint, runId);
    const rates = used.rates === undefined ? null : await findRates(source, spec, used, used.rates.fingerprint, k);
    if (rates === null && used.rates !== undefined) throw new AppError('NOT_FOUND', `The rates for ${used.symbol} that run ${runId} saw are nowhere as they were; bring them back or import them.`, { runId, symbol: used.symbol });
    found.push({
      symbol: used.symbol, bars: one.bars, ...(finer === null ? {} : { finer }), ...(used.actions === undefined ? {} : { actions: used.actions }),
      ...(rates === null || used.rates === undefined ? {} : { rates: { bars: rates, isInverted: used.rates.isInverted } }),
    });
  }
  return found;
}

/** What a report of a run needs of each of its series, in their order; null where its bars or its rates are nowhere any more. Nothing where nothing is known of the run. */
export async function findReportData(source: RunDataSource, spec: RunOrigin | null): Promise<readonly (ReportSeries | null)[]> {
  const found: (ReportSeries | null)[] = [];
  for (const [k, used] of (spec?.data ?? []).entries()) {
    const one = spec === null ? null : await findBars(source, spec, used, k);
    const rates = spec === null || used.rates === undefined ? undefined : await findRates(source, spec, used, used.rates.fingerprint, k);
    if (one === null || rates === null) found.push(null);
    else found.push({ ...one, ...(rates === undefined || used.rates === undefined ? {} : { rates: { bars: rates, isInverted: used.rates.isInverted } }) });
  }
  return found;
}

/** Finer bars may have been cut where the run began and ended, or be the whole series. */
async function findFinerBars(source: RunDataSource, spec: RunOrigin, used: DataUsed, fingerprint: string, runId: string): Promise<BarColumns> {
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

function rangesOf({ fromMs, toMs }: DataUsed, series: SeriesKey | undefined): readonly Range[] {
  const end = epochMs(toMs + (series === undefined ? 1 : timeframeMs(series.timeframe)));
  return [{ fromMs: null, toMs: null }, { fromMs, toMs: end }, { fromMs, toMs: null }, { fromMs: null, toMs: end }];
}
