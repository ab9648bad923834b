import type { RecordedIntent, Replay, ReplayScore } from '../../../../contract/model/replay.ts';
import type { StoredReplay } from '../../../core/replay/ports.ts';
import type { StoreDatabase } from '../store-database.ts';
import { ReplayQueries } from './replay-queries.ts';
import { RunDatabase } from './run-database.ts';

/** All of `research.db`: runs, and the replays that become runs. */
export class ResearchDatabase extends RunDatabase {
  readonly #replays: ReplayQueries;

  constructor(database: StoreDatabase) {
    super(database);
    this.#replays = new ReplayQueries(database);
  }

  createReplay(replay: Replay, fingerprint: string): void { this.#replays.create(replay, fingerprint); }
  saveReplay(replay: Replay): void { this.#replays.save(replay); }
  appendIntent(replay: Replay, intent: RecordedIntent, dropped: readonly number[]): void { this.#replays.append(replay, intent, dropped); }
  finishReplay(replay: Replay, score: ReplayScore): void { this.#replays.finish(replay, score); }
  loadReplay(replayId: string): StoredReplay | null { return this.#replays.load(replayId); }
  listReplays(limit: number): readonly Replay[] { return this.#replays.list(limit); }
}
