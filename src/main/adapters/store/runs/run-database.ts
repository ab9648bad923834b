import { deflateSync, inflateSync } from 'node:zlib';
import type { BacktestResult } from '../../../../contract/model/backtest.ts';
import type { Run, RunStatus } from '../../../../contract/model/run.ts';
import type { SweepMetric } from '../../../../contract/model/sweep.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import type { Hypothesis, TrialLedger } from '../../../../contract/model/verdict.ts';
import { AppError, type Disposable } from '../../../core/kernel/index.ts';
import type { RecordedSpec, RecordedSweep, RunFilter, RunNotes, StoredVerdict, StretchSummary, TrialCounts, TrialGroup, TrialGrouping, TrialOrder, TrialParams, TrialRow, TrialStretch, TrialSummary } from '../../../core/backtests/ports.ts';
import type { CrossValidationSpec } from '../../../../contract/model/cross-validation.ts';
import type { WalkForwardSpec } from '../../../../contract/model/walk-forward.ts';
import { toJsonText } from '../json-text.ts';
import { researchMigrations } from '../migrations/research/index.ts';
import type { DatabaseKind } from '../open-database.ts';
import type { Query, StoreDatabase } from '../store-database.ts';
import { StretchQueries } from './stretch-queries.ts';
import type { PaperState, RecordedBar, StoredPaperSession } from '../../../core/paper-sessions/ports.ts';
import { PaperTables } from './paper-tables.ts';
import { TrialLedgerQueries } from './trial-ledger.ts';

/** Several processes may write (a run from the command line beside the workstation), so a call waits for the others. */
export const researchDatabase: DatabaseKind = { name: 'research', synchronous: 'FULL', migrations: researchMigrations, busyTimeoutMs: 10_000 };

type RunRow = {
  run_id: string; kind: Run['kind']; hypothesis: string; title: string; status: RunStatus; progress: number;
  failure: string | null; result_hash: string | null; created_at_ms: number; finished_at_ms: number | null;
  /** null: nothing was written about it. */
  tags: string | null; note: string | null;
};

type StoredTrial = { run_id: string; trial: number; params: string; metrics: string };

const metricNames = ['sharpe', 'return', 'maxDrawdown', 'trades'] as const;

/** `research.db`, synchronously, on the thread that opened it. Every call is one short transaction that is on disk when it returns. */
export class RunDatabase implements Disposable {
  readonly #database: StoreDatabase;
  readonly #insert: Query<(string | number | null)[]>;
  readonly #update: Query<(string | number | null)[]>;
  readonly #get: Query<[string], RunRow>;
  readonly #getSpec: Query<[string], { spec: string }>;
  readonly #list: Query<[string | null, string | null, string, string | null, string | null, number], RunRow>;
  readonly #annotate: Query<[string, string, string, number]>;
  readonly #saveResult: Query<[string, Uint8Array]>;
  readonly #loadResult: Query<[string], { body: Buffer }>;
  readonly #addTrial: Query<[string, number, string, string]>;
  readonly #listTrials: ReadonlyMap<TrialOrder['metric'], Query<[string, number, number, number, number], StoredTrial>>;
  readonly #countRunTrials: Query<[string], TrialCounts>;
  readonly #loadTrial: Query<[string, number], StoredTrial>;
  readonly #groupTrials: Query<(string | number)[], TrialGroup>;
  readonly #finishedTrials: Query<[string], { trial: number }>;
  readonly #countTrials: Query<[string], { trials: number }>;
  readonly #markInterrupted: Query<[string, number]>;
  readonly #ledger: TrialLedgerQueries;
  readonly #paper: PaperTables;
  readonly #stretches: StretchQueries;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#ledger = new TrialLedgerQueries(database);
    this.#paper = new PaperTables(database);
    this.#stretches = new StretchQueries(database);
    const columns = 'run_id, kind, hypothesis, title, status, progress, failure, result_hash, created_at_ms, finished_at_ms';
    this.#insert = database.query('create run', `INSERT INTO runs (${columns}, spec) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#update = database.query(
      'update run', 'UPDATE runs SET title = ?, status = ?, progress = ?, failure = ?, result_hash = ?, finished_at_ms = ? WHERE run_id = ?');
    const withNotes = `SELECT ${columns}, tags, note FROM runs LEFT JOIN run_notes USING (run_id)`;
    this.#get = database.query('get run', `${withNotes} WHERE run_id = ?`);
    this.#annotate = database.query('annotate run', 'INSERT OR REPLACE INTO run_notes (run_id, tags, note, changed_at_ms) VALUES (?, ?, ?, ?)');
    this.#getSpec = database.query('get spec', 'SELECT spec FROM runs WHERE run_id = ?');
    this.#list = database.query(
      'list runs',
      `${withNotes} WHERE (? IS NULL OR kind = ?)
       AND NOT EXISTS (SELECT 1 FROM json_each(?) AS word WHERE instr(lower(title || ' ' || run_id || ' ' || coalesce(tags, '') || ' ' || coalesce(note, '')), lower(word.value)) = 0)
       AND (? IS NULL OR EXISTS (SELECT 1 FROM json_each(coalesce(tags, '[]')) AS tag WHERE tag.value = ?))
       ORDER BY created_at_ms DESC, runs.rowid DESC LIMIT ?`,
    );
    this.#saveResult = database.query('save result', 'INSERT OR REPLACE INTO results VALUES (?, ?)');
    this.#loadResult = database.query('load result', 'SELECT body FROM results WHERE run_id = ?');
    this.#addTrial = database.query('add trial', 'INSERT OR REPLACE INTO trials VALUES (?, ?, ?, ?)');
    const inOrder = 'trial';
    const listBy = (order: string): Query<[string, number, number, number, number], StoredTrial> =>
      database.query('list trials', `SELECT run_id, trial, params, metrics FROM trials WHERE run_id = ? AND trial >= ? AND trial < ? ORDER BY ${order} LIMIT ? OFFSET ?`);
    this.#listTrials = new Map([
      [null, listBy(inOrder)],
      ...metricNames.map((name) => [name, listBy(`json_extract(metrics, '$.${name}') DESC NULLS LAST, ${inOrder}`)] as const),
    ]);
    this.#countRunTrials = database.query(
      'count trials of a run',
      `SELECT count(*) AS done, coalesce(sum(json_extract(metrics, '$.event') = 1), 0) AS event, coalesce(sum(json_extract(metrics, '$.trades') IS NULL), 0) AS failed
       FROM trials WHERE run_id = ?`,
    );
    this.#loadTrial = database.query('load trial', 'SELECT run_id, trial, params, metrics FROM trials WHERE run_id = ? AND trial = ?');
    // Beside a single max() the other columns are those of the row that has it.
    this.#groupTrials = database.query(
      'group trials',
      `SELECT json_extract(params, ?) AS x, json_extract(params, ?) AS y, max(json_extract(metrics, ?)) AS best, trial AS bestTrial,
         total(json_extract(metrics, ?)) AS sum, count(json_extract(metrics, ?)) AS count, count(*) AS trials
       FROM trials WHERE run_id = ? AND trial >= ? AND trial < ?
         AND NOT EXISTS (SELECT 1 FROM json_each(?) AS held WHERE json_extract(trials.params, '$."' || held.key || '"') IS NOT held.value)
       GROUP BY 1, 2`,
    );
    this.#finishedTrials = database.query('finished trials', 'SELECT trial FROM trials WHERE run_id = ? ORDER BY trial');
    this.#countTrials = database.query(
      'count trials',
      `SELECT coalesce(sum(max(1, (SELECT count(*) FROM trials WHERE trials.run_id = runs.run_id))), 0) AS trials
       FROM runs WHERE hypothesis = ?`,
    );
    this.#markInterrupted = database.query(
      'mark interrupted runs', `UPDATE runs SET status = 'failed', failure = ? || CASE kind WHEN 'sweep' THEN 'resume it.' ELSE 'start it again.' END, finished_at_ms = ?
       WHERE status IN ('queued', 'running')`);
  }

  /** CONFLICT where a run of that id is recorded already. */
  create(run: Run, spec: RecordedSpec | RecordedSweep | WalkForwardSpec | CrossValidationSpec): void {
    const text = toJsonText(spec, `The spec of run ${run.runId}`);
    this.#database.write('create run', () => {
      if (this.get(run.runId) !== null) throw new AppError('CONFLICT', `Run ${run.runId} is recorded already; use a new id.`);
      this.#insert.run(
        run.runId, run.kind, run.hypothesis, run.title, run.status, run.progress, run.failure, run.resultHash, run.createdAtMs, run.finishedAtMs, text);
    });
  }

  /** What a run is and when it was created stays; NOT_FOUND where it was never created. */
  update(run: Run): void {
    const { changes } = this.#update.run(run.title, run.status, run.progress, run.failure, run.resultHash, run.finishedAtMs, run.runId);
    if (changes === 0) throw unknownRun(run.runId);
  }

  /** `json`: UTF-8 text of a result. */
  saveResult(runId: string, json: Uint8Array): void {
    // The fastest level: a result is mostly digits, which the higher ones hardly make smaller.
    const body = deflateSync(json, { level: 1 });
    this.#database.write('save result', () => {
      if (this.get(runId) === null) throw unknownRun(runId);
      this.#saveResult.run(runId, body);
    });
  }

  loadResult(runId: string): BacktestResult | null {
    const row = this.#loadResult.get(runId);
    return row === undefined ? null : (JSON.parse(inflateSync(row.body).toString('utf8')) as BacktestResult);
  }

  /** UTF-8 text of a result, on memory that threads share: it may be large and is on its way to another thread. */
  loadResultBody(runId: string): Uint8Array | null {
    const row = this.#loadResult.get(runId);
    if (row === undefined) return null;
    const text = inflateSync(row.body);
    const body = new Uint8Array(new SharedArrayBuffer(text.byteLength));
    body.set(text);
    return body;
  }

  get(runId: string): Run | null {
    const row = this.#get.get(runId);
    return row === undefined ? null : toRun(row);
  }

  /** What decided a run, as it was recorded before it started. */
  loadSpec(runId: string): RecordedSpec | null {
    const row = this.#getSpec.get(runId);
    return row === undefined ? null : (JSON.parse(row.spec) as RecordedSpec);
  }

  /** What decided a sweep; null where the run is none. */
  loadSweep(runId: string): RecordedSweep | null {
    const row = this.get(runId)?.kind === 'sweep' ? this.#getSpec.get(runId) : undefined;
    return row === undefined ? null : (JSON.parse(row.spec) as RecordedSweep);
  }

  list(limit: number, kind?: Run['kind'], { search, tag }: RunFilter = { search: '', tag: null }): readonly Run[] {
    const words = JSON.stringify(search.split(/\s+/).filter((word) => word !== ''));
    return this.#list.all(kind ?? null, kind ?? null, words, tag, tag, limit).map(toRun);
  }

  /** What is null stays as it is; NOT_FOUND where there is no such run. */
  annotate(runId: string, { tags, note }: RunNotes, nowMs: number): Run {
    return this.#database.write('annotate run', () => {
      const run = this.get(runId);
      if (run === null) throw unknownRun(runId);
      this.#annotate.run(runId, JSON.stringify(tags ?? run.tags ?? []), note ?? run.note ?? '', nowMs);
      return this.get(runId) ?? run;
    });
  }

  /** A trial recorded again replaces itself, so that a resumed sweep counts nothing twice. */
  appendTrials(rows: readonly TrialRow[]): void {
    this.#database.write('append trials', () => {
      for (const runId of new Set(rows.map((row) => row.runId))) if (this.get(runId) === null) throw unknownRun(runId);
      for (const { runId, trial, params, metrics } of rows) {
        this.#addTrial.run(runId, trial, toJsonText(params, 'The parameters'), toJsonText(metrics, 'The metrics'));
      }
    });
  }

  listTrials(runId: string, { metric, offset, limit, fromTrial = 0, toTrial = Number.MAX_SAFE_INTEGER }: TrialOrder): readonly TrialRow[] {
    return (this.#listTrials.get(metric)?.all(runId, fromTrial, toTrial, limit, offset) ?? []).map(toTrialRow);
  }

  countRunTrials(runId: string): TrialCounts {
    return this.#countRunTrials.get(runId) ?? { done: 0, event: 0, failed: 0 };
  }

  loadTrial(runId: string, trial: number): TrialRow | null {
    const row = this.#loadTrial.get(runId, trial);
    return row === undefined ? null : toTrialRow(row);
  }

  groupTrials(runId: string, { x, y, metric, fixed, fromTrial, toTrial }: TrialGrouping): readonly TrialGroup[] {
    const figure = `$.${metric}`;
    // No parameter has an empty name, so that without y all are in one row.
    return this.#groupTrials.all(`$."${x}"`, `$."${y ?? ''}"`, figure, figure, figure, runId, fromTrial, toTrial, JSON.stringify(fixed));
  }

  summariseStretches(runId: string, metric: SweepMetric, stretches: readonly TrialStretch[]): readonly StretchSummary[] {
    return this.#stretches.summarise(runId, metric, stretches);
  }

  finishedTrials(runId: string): Int32Array {
    return Int32Array.from(this.#finishedTrials.all(runId), ({ trial }) => trial);
  }

  /** Trials of all runs of a hypothesis; a run without trial rows is one. */
  countTrials(hypothesis: string): number {
    return this.#countTrials.get(hypothesis)?.trials ?? 0;
  }

  summariseTrials(hypothesis: string): TrialSummary {
    return this.#ledger.summarise(hypothesis);
  }

  sampleParams(hypothesis: string, count: number): readonly TrialParams[] {
    return this.#ledger.sample(hypothesis, count);
  }

  listHypotheses(limit: number): readonly Hypothesis[] {
    return this.#ledger.list(limit);
  }

  loadLedger(hypothesis: string, limit: number): TrialLedger | null {
    return this.#ledger.ledger(hypothesis, limit);
  }

  saveVerdict(runId: string, verdict: StoredVerdict): void {
    this.#database.write('save verdict', () => {
      if (this.get(runId) === null) throw unknownRun(runId);
      this.#ledger.saveVerdict(runId, verdict);
    });
  }

  loadVerdict(runId: string): StoredVerdict | null {
    return this.#ledger.loadVerdict(runId);
  }

  createPaperSession(session: StoredPaperSession): void { this.#paper.create(session); }
  listPaperSessions(): readonly StoredPaperSession[] { return this.#paper.list(); }
  savePaperState(sessionId: string, state: PaperState): void { this.#paper.saveState(sessionId, state); }
  appendPaperBars(sessionId: string, bars: readonly RecordedBar[], state: PaperState): void { this.#paper.appendBars(sessionId, bars, state); }
  loadPaperBars(sessionId: string): readonly RecordedBar[] { return this.#paper.loadBars(sessionId); }
  appendPaperJournal(sessionId: string, from: number, text: string, state: PaperState): void { this.#paper.appendLines(sessionId, from, text, state); }
  loadPaperJournal(sessionId: string): string { return this.#paper.loadLines(sessionId); }
  removePaperSession(sessionId: string): void { this.#paper.remove(sessionId); }

  /** Declares runs that were under way failed. For the folder's owner at its start, when none of its own can be. Gives how many they were. */
  markInterrupted(nowMs: number): number {
    return this.#markInterrupted.run('Tapedeck ended before the run was finished; ', nowMs).changes;
  }

  dispose(): void {
    this.#database.dispose();
  }
}

const unknownRun = (runId: string): AppError => new AppError('NOT_FOUND', `There is no run ${runId}.`);

const toTrialRow = ({ run_id: runId, trial, params, metrics }: StoredTrial): TrialRow => ({
  runId, trial, params: JSON.parse(params) as TrialRow['params'], metrics: JSON.parse(metrics) as TrialRow['metrics'],
});

const toRun = (row: RunRow): Run => ({
  runId: row.run_id,
  kind: row.kind,
  hypothesis: row.hypothesis,
  title: row.title,
  status: row.status,
  progress: row.progress,
  failure: row.failure,
  resultHash: row.result_hash,
  createdAtMs: epochMs(row.created_at_ms),
  finishedAtMs: row.finished_at_ms === null ? null : epochMs(row.finished_at_ms),
  ...(row.tags === null || row.tags === '[]' ? {} : { tags: JSON.parse(row.tags) as string[] }),
  ...(row.note === null || row.note === '' ? {} : { note: row.note }),
});
