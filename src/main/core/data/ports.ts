import type { BarColumns, PriceKind } from '../../../contract/model/bar.ts';
import type { ColumnRole } from '../../../contract/model/import-preview.ts';

export type { ColumnRole } from '../../../contract/model/import-preview.ts';

/** How a bar file is to be read; what is left out is detected. */
export type BarFileOptions = {
  /** IANA zone of times without an offset; UTC when left out. */
  readonly timezone?: string;
  /** Column names by role where detection is not wanted. */
  readonly columns?: Readonly<Partial<Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', string>>>;
  /** Use the adjusted close (and scale open, high and low with it). */
  readonly adjusted?: boolean;
  /** Which side of a bid/ask table to read. */
  readonly price?: Exclude<PriceKind, 'trade'>;
};

/** One thing wrong with a file. `line` counts from 1 with the header; null where it is about the whole file. */
export type FileFault = {
  readonly code:
    | 'EMPTY' | 'TOO_LARGE' | 'NOT_TEXT' | 'NO_TIME_COLUMN' | 'NO_PRICE_COLUMN' | 'COLUMN_COUNT' | 'BAD_TIME' | 'BAD_NUMBER'
    | 'BAD_PRICE' | 'OHLC_INCONSISTENT' | 'TIME_BACKWARDS' | 'DUPLICATE_TIME' | 'AMBIGUOUS_DATE' | 'UNKNOWN_TIMEZONE' | 'UNREADABLE';
  readonly line: number | null;
  readonly column: string | null;
  /** What is wrong, with the offending text. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
};

/** How far apart bars lie, in milliseconds: the most common distance, its share of all of them, their mean, and how many there are. */
export type BarSpacing = { readonly typicalMs: number; readonly share: number; readonly meanMs: number; readonly distances: number };

export type BarFile = {
  readonly bars: BarColumns;
  /** SHA-256 of the file's bytes. */
  readonly fileHash: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Header names as found, by role. */
  readonly columns: Readonly<Record<string, string>>;
  /** Null where there is but one bar. */
  readonly spacing: BarSpacing | null;
  /** What looks wrong and was read all the same, such as an open above the high: the first of them, and how many there are. */
  readonly warnings: readonly FileFault[];
  readonly warningCount: number;
};

export type ReadBarFileResult = { readonly ok: true; readonly value: BarFile } | { readonly ok: false; readonly error: readonly FileFault[] };

/** A row as it is written: the line it begins on, from 1, and its cells, each cut where it is long. */
export type SampleRow = { readonly line: number; readonly cells: readonly string[] };

/** What a file would be read as, found by the reader itself, and what is wrong with it. */
export type BarFilePreview = {
  /** Null where there is no header. */
  readonly layout: { readonly separator: string; readonly price: PriceKind; readonly isAdjusted: boolean; readonly hasSides: boolean; readonly hasAdjusted: boolean } | null;
  readonly columns: readonly { readonly name: string; readonly role: ColumnRole | null }[];
  /** The first 20 rows. */
  readonly rows: readonly SampleRow[];
  /** Rows below those that have faults, or where there is none odd values, and the row before each. */
  readonly faultRows: readonly SampleRow[];
  /** Null, as are the times and the spacing, where there are faults. */
  readonly rowCount: number | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly spacing: BarSpacing | null;
  readonly faults: readonly FileFault[];
  readonly warnings: readonly FileFault[];
  readonly warningCount: number;
};

/** Files of bars, read outside the main thread. The whole file is good or nothing is returned of it. */
export interface BarFiles {
  read(path: string, options: BarFileOptions, progress?: (share: number) => void, signal?: AbortSignal): Promise<ReadBarFileResult>;
  /** Reads the whole file as `read` would, and gives what it found instead of the bars. */
  preview(path: string, options: BarFileOptions, signal?: AbortSignal): Promise<BarFilePreview>;
  dispose(): Promise<void>;
}

/** Where uploaded files are put together chunk by chunk before they are read. */
export interface UploadStaging {
  begin(name: string, size: number): Promise<{ uploadId: string }>;
  /** `offset` must be the bytes received so far: a chunk sent twice is refused or recognised, never appended twice. */
  write(uploadId: string, offset: number, chunk: Uint8Array): Promise<{ received: number }>;
  /** The path of the complete file; an error when bytes are missing. */
  finish(uploadId: string): Promise<{ path: string; name: string }>;
  discard(uploadId: string): Promise<void>;
}
