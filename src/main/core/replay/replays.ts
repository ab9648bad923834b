import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import type { RecordedIntent, Replay, ReplayIntent, ReplayJournal, ReplayScore, ReplayState, ReplayUpdate } from '../../../contract/model/replay.ts';
import type { EpochMs } from '../../../contract/model/units.ts';

export type ReplayRequest = {
  /** Of the first bar that can be traded on; null: after the warm-up. */
  readonly fromMs: EpochMs | null;
  /** Exclusive; null: all bars that are there. */
  readonly toMs: EpochMs | null;
  /** Bars before it that are seen and cannot be traded on. */
  readonly warmup: number;
  readonly settings: BacktestSettings;
  /** Bars a second of real time. */
  readonly speed: number;
};

/**
 * Stretches of series that are played bar by bar, with paper trading on them. NOT_FOUND where there is no such replay. What changes is stored first
 * and told then; nothing after the present bar of a replay is ever told. While one plays, where it stands is stored once a second: a kill may take it
 * back by that much, never by a decision.
 */
export interface Replays {
  /** NOT_FOUND where there are no bars in the stretch; INVALID_INPUT for settings that no replay can have, and for too many bars. */
  start(key: SeriesKey, request: ReplayRequest): Promise<ReplayState>;
  get(replayId: string): Promise<ReplayState>;
  list(limit: number): Promise<readonly Replay[]>;
  /** Bars up to the present that start before a moment (null: all), the last ones of them, warm-up included. */
  bars(replayId: string, beforeMs: EpochMs | null, limit: number): Promise<BarPage>;
  /** What was asked for up to the present. */
  intents(replayId: string): Promise<readonly RecordedIntent[]>;
  journal(replayId: string): Promise<ReplayJournal>;
  /** On the close of the present bar. CONFLICT where it is finished, or intents on later bars would be dropped and `dropLater` does not say so. */
  decide(replayId: string, intent: ReplayIntent, dropLater: boolean): Promise<ReplayState>;
  /** `speed` null: as it was. At its end there is nothing to play. */
  play(replayId: string, speed: number | null): Promise<ReplayState>;
  pause(replayId: string): Promise<ReplayState>;
  /** Pauses and goes so many bars on, or back where it is negative, as far as there are any. */
  step(replayId: string, bars: number): Promise<ReplayState>;
  /** Pauses and goes to the last bar that starts at or before a moment. INVALID_INPUT outside of the replay. */
  seek(replayId: string, timeMs: EpochMs): Promise<ReplayState>;
  /** Ends it at its present. CONFLICT while intents on later bars count. */
  finish(replayId: string, signal?: AbortSignal): Promise<ReplayScore>;
  watch(replayId: string, signal: AbortSignal): AsyncGenerator<ReplayUpdate, void, void>;
  /** Lets go of all replays that are open; those that play are stored where they stand. */
  dispose(): Promise<void>;
}
