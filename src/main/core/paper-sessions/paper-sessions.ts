import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { PaperComparison, PaperJournal, PaperReport, PaperSession } from '../../../contract/model/paper-session.ts';
import type { StrategyCode } from '../../../contract/model/strategy.ts';

export type PromoteRequest = {
  readonly name?: string | undefined;
  /** A finished backtest; what is named beside it counts instead. */
  readonly runId?: string | undefined;
  readonly strategy?: string | undefined;
  readonly code?: StrategyCode | undefined;
  readonly params?: Readonly<Record<string, number>> | undefined;
  readonly settings?: BacktestSettings | undefined;
  readonly series?: readonly SeriesKey[] | undefined;
  /** Bars before now that are recorded with each series. */
  readonly history: number;
};

/** What is set differently in the backtest that a session is held against. */
export type ChangedSettings = { readonly [K in 'cash' | 'commissionRate' | 'commissionFixed' | 'spreadRate' | 'slippageRate' | 'fill']?: BacktestSettings[K] | undefined };

export type CompareRows = { readonly onlyDifferent: boolean; readonly from: number; readonly limit: number };

/** Strategies that trade on paper over live bars. NOT_FOUND where there is no such session. */
export interface PaperSessions {
  /**
   * Records a session and runs the look-ahead detector over the bars before now; where it finds nothing, the session begins. INVALID_INPUT for what
   * can never run or has no live market, CONFLICT while trading is halted or where too many sessions run.
   */
  promote(request: PromoteRequest): Promise<PaperSession>;
  /** Newest first. */
  list(): readonly PaperSession[];
  get(sessionId: string): PaperSession;
  report(sessionId: string, options: { readonly points: number; readonly trades: number }): Promise<PaperReport>;
  journal(sessionId: string, page: { readonly from: number | null; readonly limit: number }): Promise<PaperJournal>;
  /** Nothing happens where it has ended. */
  stop(sessionId: string): Promise<PaperSession>;
  /** Every session that runs; for the kill switch. */
  stopAll(reason: string): Promise<void>;
  /** CONFLICT for one that was refused, or made by another version of the engine. */
  resume(sessionId: string): Promise<PaperSession>;
  /** CONFLICT while it runs. */
  remove(sessionId: string): Promise<void>;
  compare(sessionId: string, changed: ChangedSettings, rows: CompareRows): Promise<PaperComparison>;
  /** All sessions first, then those that changed, until the signal aborts. */
  watch(signal: AbortSignal): AsyncGenerator<readonly PaperSession[], void, void>;
  /** Goes on with the sessions that ran when the program ended. */
  restore(): Promise<void>;
  dispose(): Promise<void>;
}
