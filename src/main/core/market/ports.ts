import type { Bar, BarColumns, SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { Book } from '../../../contract/model/book.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { NewsItem } from '../../../contract/model/news.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Disposable } from '../kernel/index.ts';

export type AppendOptions = {
  /** Cannot be fetched again: no retention touches it, backups hold it. */
  readonly isKept: boolean;
  /** What to do with a bar whose time is stored already with other values. */
  readonly onConflict: 'replace' | 'refuse';
};

/** What an append changed. Bars that were there with the same values are counted, not written. */
export type AppendReport = {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
  /** Bars that were rolled up from a shorter series and gave way, all of them, to these of the series' own. */
  readonly rolledUpReplaced: number;
  readonly seq: number;
};

export type BarRange = {
  /** Inclusive; null: from the first bar. */
  readonly fromMs: EpochMs | null;
  /** Exclusive; null: to the last bar. */
  readonly toMs: EpochMs | null;
  /** At most this many, the last ones of the range; null: all. */
  readonly limit: number | null;
};

/** Bars with the SHA-256 of their columns' bytes, computed where they were read. */
export type FingerprintedBars = { readonly bars: BarColumns; readonly fingerprint: string };

/**
 * Bars on disk. One writer, many readers; each call is one transaction. Columns handed in are read before the promise resolves
 * and are not kept; columns handed out belong to the caller; those with a fingerprint,
 * which go to a job, lie on memory that threads share.
 */
export interface BarStore {
  /** Ascending times without repeats, else an INVALID_INPUT error and nothing is written. A conflict under `refuse` is a CONFLICT error. */
  append(key: SeriesKey, bars: BarColumns, options: AppendOptions): Promise<AppendReport>;
  read(key: SeriesKey, range: BarRange): Promise<BarColumns>;
  /** The same with what proves later that another run saw the same bars. */
  readWithFingerprint(key: SeriesKey, range: BarRange): Promise<FingerprintedBars>;
  /** Every stored series, those rolled up to higher timeframes included. */
  series(): Promise<readonly SeriesInfo[]>;
  /**
   * Deletes a series and what was rolled up from it; then, in a transaction of its own, what other stored bars can give is rolled up
   * anew, from the shortest.
   */
  remove(key: SeriesKey): Promise<void>;
  /** Moves what is settled into compressed chunks and gives space back. Never changes what `read` answers. */
  compact(): Promise<void>;
  dispose(): Promise<void>;
}

/** Names of instruments that are known from files or settings rather than from a venue. */
export interface InstrumentStore {
  list(): Promise<readonly Instrument[]>;
  save(instrument: Instrument): Promise<void>;
}

/** Where a market stands at a moment: when it opens next (null: unknown or already open) and when it closes (null: closed or never). */
export type Session = {
  readonly isOpen: boolean;
  readonly opensAtMs: EpochMs | null;
  readonly closesAtMs: EpochMs | null;
  /** Trading is suspended although the session runs. */
  readonly isHalted?: boolean;
};

/** The session of what no feed trades. */
export const closedForGood: Session = { isOpen: false, opensAtMs: null, closesAtMs: null };

export type FeedHealth = { readonly state: 'connecting' | 'live' | 'stale' | 'stopped'; readonly lastTickMs: EpochMs | null };

/** A source of live prices. Ticks of one instrument arrive in time order; each is frozen. */
export interface FeedPort {
  readonly id: string;
  instruments(): readonly Instrument[];
  start(): void;
  onTick(listener: (tick: Tick) => void): Disposable;
  /** Says from time to time that every tick before a moment has been told: what ended by then is finished, traded or not. */
  onTime(listener: (completeUntilMs: EpochMs) => void): Disposable;
  health(): FeedHealth;
  /** The last bars before a moment (null: now); the forming bar is not among them. Empty where the feed has no history. */
  history(key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }): Promise<BarColumns>;
  /**
   * The bar of the period that runs now, made of every trade that was told before this call and of none after it, so that who goes on
   * from it with the ticks misses nothing and counts nothing twice. null: no trade in the period yet.
   */
  forming(key: SeriesKey): Promise<Bar | null>;
  /** What is offered after the ticks told so far, both sides empty while the market is closed; null where the feed knows no depth. */
  book(id: InstrumentId): Book | null;
  session(instrument: Instrument, at: EpochMs): Session;
  /** Headlines from a moment (included) to another (excluded), newest first; about anything where no instrument is named. Left out: there are none. */
  news?(query: { readonly instrumentId: InstrumentId | null; readonly fromMs: EpochMs; readonly toMs: EpochMs; readonly limit: number }): readonly NewsItem[];
  dispose(): void;
}
