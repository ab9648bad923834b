import type { RecordedIntent, Replay, ReplayScore } from '../../../../contract/model/replay.ts';
import { AppError } from '../../../core/kernel/index.ts';
import type { StoredReplay } from '../../../core/replay/ports.ts';
import { toJsonText } from '../json-text.ts';
import type { Query, StoreDatabase } from '../store-database.ts';

type ReplayRow = { body: string; fingerprint: string; score: string | null };
type IntentRow = { body: string; dropped_by: number | null };

/** Replays in `research.db`, synchronously. Every call is one short transaction that is on disk when it returns. */
export class ReplayQueries {
  readonly #database: StoreDatabase;
  readonly #insert: Query<[string, number, string, string]>;
  readonly #update: Query<[string, string]>;
  readonly #finish: Query<[string, string]>;
  readonly #load: Query<[string], ReplayRow>;
  readonly #list: Query<[number], { body: string }>;
  readonly #addIntent: Query<[string, number, string]>;
  readonly #drop: Query<[number, string, number]>;
  readonly #intents: Query<[string], IntentRow>;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#insert = database.query('create replay', 'INSERT INTO replays (replay_id, created_at_ms, fingerprint, body) VALUES (?, ?, ?, ?)');
    this.#update = database.query('save replay', 'UPDATE replays SET body = ? WHERE replay_id = ?');
    this.#finish = database.query('score replay', 'UPDATE replays SET score = ? WHERE replay_id = ?');
    this.#load = database.query('load replay', 'SELECT body, fingerprint, score FROM replays WHERE replay_id = ?');
    this.#list = database.query('list replays', 'SELECT body FROM replays ORDER BY created_at_ms DESC, rowid DESC LIMIT ?');
    this.#addIntent = database.query('add intent', 'INSERT INTO replay_intents (replay_id, number, body) VALUES (?, ?, ?)');
    this.#drop = database.query('drop intent', 'UPDATE replay_intents SET dropped_by = ? WHERE replay_id = ? AND number = ?');
    this.#intents = database.query('list intents', 'SELECT body, dropped_by FROM replay_intents WHERE replay_id = ? ORDER BY number');
  }

  create(replay: Replay, fingerprint: string): void {
    this.#insert.run(replay.replayId, replay.createdAtMs, fingerprint, textOf(replay));
  }

  /** NOT_FOUND where it was never created. */
  save(replay: Replay): void {
    if (this.#update.run(textOf(replay), replay.replayId).changes === 0) throw new AppError('NOT_FOUND', `There is no replay ${replay.replayId}.`, { replayId: replay.replayId });
  }

  append(replay: Replay, intent: RecordedIntent, dropped: readonly number[]): void {
    this.#database.write('append intent', () => {
      this.save(replay);
      for (const number of dropped) this.#drop.run(intent.number, replay.replayId, number);
      this.#addIntent.run(replay.replayId, intent.number, toJsonText(intent, `An intent of replay ${replay.replayId}`));
    });
  }

  finish(replay: Replay, score: ReplayScore): void {
    this.#database.write('finish replay', () => {
      this.save(replay);
      this.#finish.run(toJsonText(score, `The score of replay ${replay.replayId}`), replay.replayId);
    });
  }

  load(replayId: string): StoredReplay | null {
    const row = this.#load.get(replayId);
    if (row === undefined) return null;
    const intents = this.#intents.all(replayId).map(({ body, dropped_by: droppedBy }): RecordedIntent => ({ ...(JSON.parse(body) as RecordedIntent), droppedBy }));
    return { replay: JSON.parse(row.body) as Replay, fingerprint: row.fingerprint, intents, score: row.score === null ? null : (JSON.parse(row.score) as ReplayScore) };
  }

  list(limit: number): readonly Replay[] {
    return this.#list.all(limit).map(({ body }) => JSON.parse(body) as Replay);
  }
}

const textOf = (replay: Replay): string => toJsonText(replay, `Replay ${replay.replayId}`);
