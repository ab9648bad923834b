import type { RecordedIntent, Replay, ReplayScore } from '../../../contract/model/replay.ts';

/** A replay as it is on record. */
export type StoredReplay = {
  readonly replay: Replay;
  /** SHA-256 of the bars that can be traded on, by which they are known again. */
  readonly fingerprint: string;
  /** In the order in which they were given. */
  readonly intents: readonly RecordedIntent[];
  /** null: it is not finished. */
  readonly score: ReplayScore | null;
};

/** Replays on disk. Each call is one short transaction that is on disk when it returns. */
export interface ReplayStore {
  createReplay(replay: Replay, fingerprint: string): Promise<void>;
  /** Where it stands: what it is of stays. */
  saveReplay(replay: Replay): Promise<void>;
  /** An intent with where the replay stands; those with a number in `dropped` are marked as dropped for it. All or nothing. */
  appendIntent(replay: Replay, intent: RecordedIntent, dropped: readonly number[]): Promise<void>;
  finishReplay(replay: Replay, score: ReplayScore): Promise<void>;
  /** null: there is none. */
  loadReplay(replayId: string): Promise<StoredReplay | null>;
  /** Newest first. */
  listReplays(limit: number): Promise<readonly Replay[]>;
}
