import { create } from 'zustand';
import type { ColumnRole, ImportPreview } from '../../../contract/model/import-preview.ts';
import type { ImportReport } from '../../../contract/model/import-report.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';

/** Roles that a column can be chosen for. */
export type ChosenRole = Exclude<ColumnRole, 'adjusted'>;

/** How the file is to be read; what is left out is found by the reader. */
export type ReadOptions = {
  readonly timezone?: string;
  readonly columns?: Readonly<Partial<Record<ChosenRole, string>>>;
  readonly adjusted?: boolean;
  readonly price?: 'bid' | 'ask' | 'mid';
};

/** Why nothing was stored, and what may put it right. */
export type ImportProblem = { readonly text: string; readonly fix?: { readonly label: string; readonly change: Partial<ImportChoice> } };

/** What the person decides before the file is stored. */
export type ImportChoice = { readonly symbol: string; readonly timeframe: Timeframe; readonly onConflict: 'refuse' | 'replace' };

/** A file on its way in. */
export type FileImport = ImportChoice & {
  readonly id: string;
  readonly file: File;
  readonly name: string;
  readonly stage: 'waiting' | 'sending' | 'reading' | 'ready' | 'storing' | 'stored' | 'failed';
  readonly sentBytes: number;
  readonly uploadId: string | null;
  readonly options: ReadOptions;
  readonly preview: ImportPreview | null;
  readonly problem: ImportProblem | null;
  readonly report: ImportReport | null;
};

type Imports = { readonly all: readonly FileImport[]; readonly openId: string | null };

/** Files on their way in, in the order they were chosen. Written by run-import.ts alone. */
export const useImports = create<Imports>(() => ({ all: [], openId: null }));

export const findImport = (id: string): FileImport | undefined => useImports.getState().all.find((one) => one.id === id);
export const openImport = (openId: string): void => useImports.setState({ openId });

export const changeImport = (id: string, change: Partial<FileImport>): void =>
  useImports.setState(({ all }) => ({ all: all.map((one) => (one.id === id ? { ...one, ...change } : one)) }));

/** Grows whenever stored series have changed. */
export const useSeriesRound = create<{ readonly round: number }>(() => ({ round: 0 }));
export const seriesChanged = (): void => useSeriesRound.setState(({ round }) => ({ round: round + 1 }));
