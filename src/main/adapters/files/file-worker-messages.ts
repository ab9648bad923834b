import type { BarFileOptions, BarFilePreview, ReadBarFileResult } from '../../core/data/ports.ts';
import type { ReadLimits } from './read-bar-file.ts';

/** What the file worker is asked. Its first 32 bits of `stop` become 1 when the answer is no longer wanted. */
export type ReadRequest = {
  readonly id: number;
  readonly kind: 'read' | 'preview';
  readonly path: string;
  readonly options: BarFileOptions;
  readonly limits: ReadLimits;
  readonly stop: SharedArrayBuffer;
};

/** What the file worker says. `failed` is a mistake in the program, not in the file. */
export type ReadAnswer =
  | { readonly id: number; readonly kind: 'progress'; readonly share: number }
  | { readonly id: number; readonly kind: 'done'; readonly result: ReadBarFileResult }
  | { readonly id: number; readonly kind: 'previewed'; readonly preview: BarFilePreview }
  | { readonly id: number; readonly kind: 'stopped' }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };
