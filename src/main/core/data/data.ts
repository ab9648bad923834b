import type { SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { ImportPreview } from '../../../contract/model/import-preview.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import type { BarFileOptions } from './ports.ts';

export type ImportRequest = {
  readonly symbol: string;
  /** Length of a bar. Null: the one that the file seems to have, a day where that fits or it does not tell. */
  readonly timeframe: Timeframe | null;
  readonly options: BarFileOptions;
  readonly onConflict: 'replace' | 'refuse';
};

/** What a preview is asked for: how to read the file, and the series that it would become where that is known. */
export type PreviewRequest = Pick<ImportRequest, 'timeframe' | 'options'> & { readonly symbol: string | null };

/** Bars of one's own: files in, series listed and removed. */
export interface Data {
  importBegin(name: string, size: number): Promise<{ uploadId: string }>;
  importChunk(uploadId: string, offset: number, chunk: Uint8Array): Promise<{ received: number }>;
  /** Reads the uploaded file as `importCommit` would and stores nothing. Faults of the file are in the answer. */
  importPreview(uploadId: string, request: PreviewRequest, signal?: AbortSignal): Promise<ImportPreview>;
  /**
   * Stores the uploaded file's bars in one transaction; INVALID_INPUT with `details.faults` when the file is not
   * good, with `details.looksLike` when its bars are of another length than the timeframe, and nothing is stored then.
   */
  importCommit(uploadId: string, request: ImportRequest, signal?: AbortSignal): Promise<ImportReport>;
  importDiscard(uploadId: string): Promise<void>;
  /** The same for a file that this process can read. */
  importFile(path: string, request: ImportRequest, progress?: (share: number) => void, signal?: AbortSignal): Promise<ImportReport>;
  series(): Promise<readonly SeriesInfo[]>;
  /** NOT_FOUND for a series that is not stored, CONFLICT for one that is rolled up from shorter bars: it goes with them. */
  remove(key: SeriesKey): Promise<void>;
}
