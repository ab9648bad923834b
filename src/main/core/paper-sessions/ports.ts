import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { PaperSession } from '../../../contract/model/paper-session.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { Grain } from '../../../quant/journal/index.ts';

/** How a recorded bar came: before the session began, live, or read from history after a pause. */
export const barOrigin = { warmup: 0, live: 1, caughtUp: 2 } as const;
export type BarOrigin = (typeof barOrigin)[keyof typeof barOrigin];

/** A finished bar as a session recorded it. */
export type RecordedBar = {
  /** Place of its series in the session. */
  readonly series: number;
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly origin: BarOrigin;
};

/** What a session is made of; it never changes. */
export type PaperSpec = Pick<PaperSession, 'name' | 'strategy' | 'params' | 'series' | 'symbols' | 'engineVersion' | 'promotedFrom'> & {
  readonly settings: BacktestSettings;
  /** The code as it was promoted; null for a ready-made strategy. */
  readonly code: StrategyCode | null;
  /** Steps of price and quantity of each series. */
  readonly grains: readonly Grain[];
  /** Bars before the beginning that are wanted of each series. */
  readonly history: number;
};

/** Where it stands. */
export type PaperState = Pick<PaperSession, 'status' | 'reason' | 'endedAtMs' | 'tradesFromMs' | 'lookAhead' | 'bars' | 'lastBarMs' | 'journal' | 'account' | 'latest'>;

export type StoredPaperSession = { readonly sessionId: string; readonly createdAtMs: number; readonly spec: PaperSpec; readonly state: PaperState };

/** Sessions on disk (synchronous=FULL): each call is one transaction that is there when it is over. Bars and lines of journals are only ever added. */
export interface PaperSessionStore {
  createPaperSession(session: StoredPaperSession): Promise<void>;
  /** Newest first. */
  listPaperSessions(): Promise<readonly StoredPaperSession[]>;
  /** NOT_FOUND where it is gone. */
  savePaperState(sessionId: string, state: PaperState): Promise<void>;
  /** Bars with the state after them. A bar that is there already stays as it is. */
  appendPaperBars(sessionId: string, bars: readonly RecordedBar[], state: PaperState): Promise<void>;
  /** In the order in which they came. */
  loadPaperBars(sessionId: string): Promise<readonly RecordedBar[]>;
  /** Further lines of the journal, with the state that they lead to. `from`: lines that are there already. */
  appendPaperJournal(sessionId: string, from: number, text: string, state: PaperState): Promise<void>;
  /** All lines. */
  loadPaperJournal(sessionId: string): Promise<string>;
  removePaperSession(sessionId: string): Promise<void>;
}
