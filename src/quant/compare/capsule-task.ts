import type { BarColumns } from '../../contract/model/bar.ts';
import type { CapsuleHead, CapsuleOutcome, ChangedValue } from '../../contract/model/capsule.ts';
import type { SeriesInput } from '../engine/task.ts';

/** Bars out of a capsule. */
export type CapsuleBars = {
  readonly bars: BarColumns;
  /** SHA-256 of the columns' bytes, as they are now. */
  readonly fingerprint: string;
  /** Values that are not those that were exported, by bar: the first of them, and how many there are. */
  readonly unmarked: readonly Omit<ChangedValue, 'symbol' | 'part'>[];
  readonly unmarkedCount: number;
};

export type CapsuleSeries = { readonly symbol: string; readonly main: CapsuleBars; readonly finer: CapsuleBars | null; readonly rates: CapsuleBars | null };

/** A capsule to be written. */
export type CapsuleWriteInput = { readonly head: CapsuleHead; readonly series: readonly SeriesInput[] };

/** A capsule that was read: its bars are numbers, its head is anything yet. */
export type CapsuleReadOutput = {
  readonly head: unknown;
  /** The head is as it was exported. */
  readonly isSealed: boolean;
  /** SHA-256 of the text of its code; null where it has none. */
  readonly codeMark: string | null;
  readonly series: readonly CapsuleSeries[];
};

/** What of a result goes into a capsule, but for what names its journal. */
export type CapsuleDigest = Omit<CapsuleOutcome, 'journalHash'>;
