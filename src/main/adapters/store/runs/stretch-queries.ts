import type { SweepMetric } from '../../../../contract/model/sweep.ts';
import type { StretchSummary, TrialStretch } from '../../../core/backtests/ports.ts';
import type { Query, StoreDatabase } from '../store-database.ts';

type StretchRow = StretchSummary & { readonly place: number };

const none: StretchSummary = { best: null, bestTrial: null, median: null, trials: 0 };

/** Stretches of the trials of a run beside one another, in one look at its trials. */
export class StretchQueries {
  readonly #summarise: Query<[string, string, string], StretchRow>;

  constructor(database: StoreDatabase) {
    // Trials without a figure come last, so that the first has the best, and the median is that of the first so many.
    this.#summarise = database.query(
      'summarise stretches of trials',
      `WITH stretches AS (SELECT key AS place, json_extract(value, '$.fromTrial') AS first, json_extract(value, '$.toTrial') AS beyond FROM json_each(?)),
       figures AS (SELECT place, trial, json_extract(metrics, ?) AS figure FROM stretches JOIN trials ON trials.run_id = ? AND trial >= first AND trial < beyond),
       ranked AS (
         SELECT place, trial, figure, row_number() OVER (PARTITION BY place ORDER BY figure DESC NULLS LAST, trial) AS rank, count(figure) OVER (PARTITION BY place) AS count FROM figures
       )
       SELECT place, count(*) AS trials, max(figure) AS best, max(CASE WHEN rank = 1 AND figure IS NOT NULL THEN trial END) AS bestTrial,
         avg(CASE WHEN rank IN ((count + 1) / 2, (count + 2) / 2) THEN figure END) AS median
       FROM ranked GROUP BY place`,
    );
  }

  summarise(runId: string, metric: SweepMetric, stretches: readonly TrialStretch[]): readonly StretchSummary[] {
    const rows = new Map(this.#summarise.all(JSON.stringify(stretches), `$.${metric}`, runId).map(({ place, ...summary }) => [place, summary]));
    return stretches.map((_, place) => rows.get(place) ?? none);
  }
}
