import { instrumentId, instrumentIdSchema } from '../../../contract/model/instrument.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { AppError, type Log } from '../kernel/index.ts';
import type { BarStore, Market } from '../market/index.ts';
import { checkTimeframe, chooseTimeframe, guessTimeframe } from './check-timeframe.ts';
import type { Data, ImportRequest } from './data.ts';
import { fileError } from './file-error.ts';
import { fileInstrument } from './file-instrument.ts';
import type { BarFiles, UploadStaging } from './ports.ts';

export type DataDeps = {
  readonly files: BarFiles;
  readonly staging: UploadStaging;
  readonly bars: BarStore;
  readonly market: Market;
  readonly log: Log;
};

/** Symbols become part of an instrument's id; one that no door could name again is refused before the file is read. */
function checkSymbol(symbol: string): void {
  if (instrumentIdSchema.safeParse(`FILE:${symbol}`).success) return;
  throw new AppError('INVALID_INPUT', `"${symbol}" cannot be the name of bars: give a symbol of 1 to 32 letters, digits or . _ / ^ = - instead.`, { symbol });
}

/** A bar that is stored already with other values, with the way out that an import has; any other error as it is. */
function conflictOf(name: string, { instrumentId, timeframe }: SeriesKey, error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'CONFLICT' || typeof error.details['timeMs'] !== 'number') return error;
  const time = new Date(error.details['timeMs']).toISOString().replace('.000Z', 'Z');
  const message = `${name}: the bar of ${time} is stored already in ${instrumentId} at ${timeframe} with other values; nothing was imported. To take the file's values, say --on-conflict replace.`;
  return new AppError('CONFLICT', message, { file: name, instrumentId, timeframe, timeMs: error.details['timeMs'] });
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Builds imports over files, staging and storage. */
export function createData(deps: DataDeps): Data {
  async function importNamed(
    path: string, name: string, request: ImportRequest, progress?: (share: number) => void, signal?: AbortSignal,
  ): Promise<ImportReport> {
    checkSymbol(request.symbol);
    const file = await deps.files.read(path, request.options, progress, signal);
    if (!file.ok) throw fileError(name, file.error);
    const { bars, fileHash, spacing, warnings, warningCount } = file.value;
    const timeframe = request.timeframe ?? chooseTimeframe(spacing);
    checkTimeframe(name, spacing, timeframe);
    const key = { instrumentId: fileInstrument(request.symbol, bars).id, timeframe };
    const instrument = deps.market.instrument(key.instrumentId) ?? fileInstrument(request.symbol, bars);
    const rows = bars.time.length;
    const [fromMs, toMs] = [bars.time[0] ?? 0, bars.time[rows - 1] ?? 0];
    // The instrument first: bars without one could not be found again after a crash between the two.
    await deps.market.saveInstrument(instrument);
    // What a person imported cannot be fetched again, so it is kept.
    const report = await deps.bars.append(key, bars, { isKept: true, onConflict: request.onConflict }).catch((error: unknown) => {
      throw conflictOf(name, key, error);
    });
    deps.log.info('bars were imported', { file: name, ...key, rows, added: report.added });
    return {
      ...key, rows, fromMs: epochMs(fromMs), toMs: epochMs(toMs), fileHash,
      added: report.added, replaced: report.replaced, unchanged: report.unchanged, rolledUpReplaced: report.rolledUpReplaced,
      warnings: warnings.map(({ line, column, reason }) => ({ line, column, reason })), warningCount,
    };
  }

  async function findSeries(key: SeriesKey): Promise<SeriesInfo | undefined> {
    return (await deps.bars.series()).find((one) => one.instrumentId === key.instrumentId && one.timeframe === key.timeframe);
  }

  /** Bars that an import under that name and length would take the place of, because they are only computed; null where either is not known. */
  async function countRolledUp(symbol: string | null, timeframe: Timeframe | null): Promise<number | null> {
    if (symbol === null || timeframe === null) return null;
    const found = await findSeries({ instrumentId: instrumentId(`FILE:${symbol}`), timeframe });
    return found?.isRolledUp === true ? found.bars : 0;
  }

  return {
    importBegin: (name, size) => deps.staging.begin(name, size),
    importChunk: (uploadId, offset, chunk) => deps.staging.write(uploadId, offset, chunk),
    async importPreview(uploadId, { symbol, timeframe, options }, signal) {
      const { path } = await deps.staging.finish(uploadId);
      const { spacing, rows, faultRows, columns, faults, warnings, ...preview } = await deps.files.preview(path, options, signal);
      const fitting = preview.rowCount === null ? null : chooseTimeframe(spacing);
      return {
        ...preview,
        columns: [...columns],
        rows: rows.map(({ cells }) => [...cells]), rowLines: rows.map(({ line }) => line),
        faultRows: faultRows.map(({ line, cells }) => ({ line, cells: [...cells] })),
        faults: [...faults], warnings: [...warnings],
        guessedTimeframe: guessTimeframe(spacing),
        timeframe: fitting,
        rolledUpReplaced: await countRolledUp(symbol, fitting === null ? null : (timeframe ?? fitting)),
      };
    },
    async importCommit(uploadId, request, signal) {
      const { path, name } = await deps.staging.finish(uploadId);
      const report = await importNamed(path, name, request, undefined, signal);
      await deps.staging.discard(uploadId);
      return report;
    },
    importDiscard: (uploadId) => deps.staging.discard(uploadId),
    importFile: (path, request, progress, signal) => importNamed(path, baseName(path), request, progress, signal),
    series: () => deps.bars.series(),
    async remove(key) {
      const found = await findSeries(key);
      if (found === undefined) {
        throw new AppError('NOT_FOUND', `There are no bars of ${key.instrumentId} at ${key.timeframe}: "data series" lists what is stored.`, key);
      }
      if (found.isRolledUp) {
        throw new AppError('CONFLICT', `${key.instrumentId} at ${key.timeframe} is rolled up from shorter bars and goes with them; remove those instead.`, key);
      }
      await deps.bars.remove(key);
    },
  };
}
