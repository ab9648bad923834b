import { epochMs } from '../../../../contract/model/units.ts';
import type { Run } from '../../../../contract/model/run.ts';
import type { Hypothesis, TrialLedger } from '../../../../contract/model/verdict.ts';
import type { StoredVerdict, TrialParams, TrialSummary } from '../../../core/backtests/ports.ts';
import { toJsonText } from '../json-text.ts';
import type { Query, StoreDatabase } from '../store-database.ts';

type HypothesisRow = { hypothesis: string; strategy: string; data: string | null; first_at_ms: number; last_at_ms: number };
type SummaryRow = { trials: number; best: number | null; mean: number | null; deviation: number | null };
type LedgerRow = { run_id: string; kind: Run['kind']; title: string; created_at_ms: number; trials: number };

/**
 * Runs that count towards a hypothesis, bound once, with the numbers of their trials that do: all of a run of its own, at least one; of a
 * sweep over several series those of the series that it is about, of one over several strategies those of both.
 */
const counted = `asked (hypothesis) AS (SELECT ?), counted AS (
  SELECT run_id, spec, kind, title, created_at_ms, 1 AS least, 0 AS first, 9e15 AS beyond FROM runs WHERE hypothesis = (SELECT hypothesis FROM asked)
  UNION ALL
  SELECT run_id, spec, kind, title, created_at_ms, 0, each.key * json_extract(spec, '$.perSeries'), (each.key + 1) * json_extract(spec, '$.perSeries')
  FROM runs, json_each(runs.spec, '$.hypotheses') AS each WHERE kind = 'sweep' AND each.value = (SELECT hypothesis FROM asked)
  UNION ALL
  SELECT run_id, each.value, kind, title, created_at_ms, 0, json_extract(each.value, '$.first'), json_extract(each.value, '$.beyond')
  FROM runs, json_each(runs.spec, '$.lanes') AS each WHERE kind = 'sweep' AND json_extract(each.value, '$.hypothesis') = (SELECT hypothesis FROM asked)
)`;
const isCounted = 'trials.run_id = counted.run_id AND trials.trial >= counted.first AND trials.trial < counted.beyond';
/** What a run adds to the count. */
const trialsOfRun = `max(least, (SELECT count(*) FROM trials WHERE ${isCounted}))`;
/** Sample deviation from sums. Two roundings may leave a hair below nothing. */
const deviation = 'CASE WHEN count(sharpe) > 1 THEN sqrt(max(0, (sum(sharpe * sharpe) - sum(sharpe) * sum(sharpe) / count(sharpe)) / (count(sharpe) - 1))) END';

/** Trials by hypothesis: how many there were, across all runs and sessions, and how their Sharpe ratios lie. */
export class TrialLedgerQueries {
  readonly #summarise: Query<[string], SummaryRow>;
  readonly #sample: Query<[string, number, number], { params: string }>;
  readonly #list: Query<[number], HypothesisRow>;
  readonly #one: Query<[string], HypothesisRow>;
  readonly #runs: Query<[string, number], LedgerRow>;
  readonly #save: Query<[string, string]>;
  readonly #load: Query<[string], { body: string }>;

  constructor(database: StoreDatabase) {
    this.#summarise = database.query(
      'summarise trials',
      `WITH ${counted} SELECT (SELECT coalesce(sum(${trialsOfRun}), 0) FROM counted) AS trials, max(sharpe) AS best, avg(sharpe) AS mean, ${deviation} AS deviation
       FROM (SELECT json_extract(trials.metrics, '$.sharpe') AS sharpe FROM trials JOIN counted ON ${isCounted})`,
    );
    // What a sweep holds fixed is in its spec, what it varies in the trial. Numbers are bound as floats, and whole ones are meant where they divide.
    this.#sample = database.query(
      'sample trials',
      `WITH ${counted}, tried AS (
         SELECT DISTINCT json_patch(coalesce(json_extract(counted.spec, '$.params'), '{}'), trials.params) AS params FROM trials JOIN counted ON ${isCounted}
       ), numbered AS (SELECT params, row_number() OVER () AS place, count(*) OVER () AS total FROM tried)
       SELECT params FROM numbered WHERE place * CAST(? AS INTEGER) / total <> (place - 1) * CAST(? AS INTEGER) / total`,
    );
    const listed = (where: string, end: string): string =>
      `SELECT hypothesis, json_extract(spec, '$.strategy') AS strategy, json_extract(spec, '$.data') AS data, min(created_at_ms) AS first_at_ms, max(created_at_ms) AS last_at_ms
       FROM runs ${where} GROUP BY hypothesis ORDER BY last_at_ms DESC ${end}`;
    this.#list = database.query('list hypotheses', listed('', 'LIMIT ?'));
    this.#one = database.query('get hypothesis', listed('WHERE hypothesis = ?', ''));
    this.#runs = database.query(
      'list runs of a hypothesis',
      `WITH ${counted} SELECT * FROM (SELECT run_id, kind, title, created_at_ms, ${trialsOfRun} AS trials FROM counted) WHERE trials > 0 ORDER BY created_at_ms DESC, run_id DESC LIMIT ?`,
    );
    this.#save = database.query('save verdict', 'INSERT OR REPLACE INTO verdicts VALUES (?, ?)');
    this.#load = database.query('load verdict', 'SELECT body FROM verdicts WHERE run_id = ?');
  }

  summarise(hypothesis: string): TrialSummary {
    const { trials = 0, best = null, mean = null, deviation: spread = null } = this.#summarise.get(hypothesis) ?? {};
    return { trials, bestSharpe: best, meanSharpe: mean, sharpeDeviation: spread };
  }

  sample(hypothesis: string, count: number): readonly TrialParams[] {
    return this.#sample.all(hypothesis, count, count).map(({ params }) => JSON.parse(params) as TrialParams);
  }

  list(limit: number): readonly Hypothesis[] {
    return this.#list.all(limit).map((row) => this.#toHypothesis(row));
  }

  ledger(hypothesis: string, limit: number): TrialLedger | null {
    const row = this.#one.get(hypothesis);
    if (row === undefined) return null;
    const runs = this.#runs.all(hypothesis, limit).map(({ run_id: runId, kind, title, created_at_ms: atMs, trials }) => ({ runId, kind, title, createdAtMs: epochMs(atMs), trials }));
    return { ...this.#toHypothesis(row), runs };
  }

  saveVerdict(runId: string, verdict: StoredVerdict): void {
    this.#save.run(runId, toJsonText(verdict, `The verdict on run ${runId}`));
  }

  loadVerdict(runId: string): StoredVerdict | null {
    const row = this.#load.get(runId);
    return row === undefined ? null : (JSON.parse(row.body) as StoredVerdict);
  }

  #toHypothesis({ hypothesis, strategy, data, first_at_ms: firstAtMs, last_at_ms: lastAtMs }: HypothesisRow): Hypothesis {
    return { hypothesis, strategy, symbols: symbolsOf(data), ...this.summarise(hypothesis), firstAtMs: epochMs(firstAtMs), lastAtMs: epochMs(lastAtMs) };
  }
}

const symbolsOf = (data: string | null): string[] => (JSON.parse(data ?? '[]') as readonly { readonly symbol: string }[]).map(({ symbol }) => symbol);
