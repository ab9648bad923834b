import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { backtestResultPageSchema, backtestSettingsSchema } from '../model/backtest.ts';
import { seriesKeySchema } from '../model/bar.ts';
import { crossValidationRequestSchema, crossValidationSchema } from '../model/cross-validation.ts';
import { monteCarloSchema, stressSchema } from '../model/robustness.ts';
import { backtestReportSchema } from '../model/report.ts';
import { runAnalysisSchema } from '../model/run-analysis.ts';
import { figureNoteSchema, runExportSchema } from '../model/report.ts';
import { runOverlaySchema } from '../model/run-overlay.ts';
import { runSchema, runTagSchema } from '../model/run.ts';
import { strategyCodeSchema } from '../model/strategy.ts';
import { epochMsSchema } from '../model/units.ts';
import { hypothesisSchema, lookAheadSchema, trialLedgerSchema, verdictSchema } from '../model/verdict.ts';
import { procedure } from './errors.ts';
import { extrasFields, instrumentIdField, limitField, offsetField, pointsField, runIdField, timeframeField } from './fields.ts';
import { runToolProcedures } from './run-tools.ts';

const runId = z.strictObject({ runId: runIdField });

export const backtestsContract = {
  ...runToolProcedures,

  start: procedure
    .route({ method: 'POST', path: '/backtests', summary: 'Start a backtest over one stored or simulated series, or several that share one cash; answers at once with the run' })
    .input(
      z.strictObject({
        series: z.array(seriesKeySchema).min(1).max(50).describe('the series, each a stored one or an instrument of the simulated market, of which a run takes the last 20,000 bars'),
        fromMs: epochMsSchema.optional().describe('only bars that start at or after this moment'),
        toMs: epochMsSchema.optional().describe('only bars that start before this moment'),
        strategy: z.string().max(200).describe('name of a strategy'),
        code: strategyCodeSchema.optional().describe('code at hand, in place of a strategy by its name'),
        params: z.record(z.string(), z.number()).default({}).describe('parameters by name'),
        settings: backtestSettingsSchema.prefault({}),
        ...extrasFields,
      }),
    )
    .output(runSchema),

  get: procedure.route({ method: 'GET', path: '/backtests/{runId}', summary: 'Where a run stands' }).input(runId).output(runSchema),

  result: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/result', summary: 'Metrics, trades, fills and equity of a finished run: long ones thinned and in pages, all of it with export' })
    .input(
      z.strictObject({
        runId: runIdField,
        points: pointsField(5_000),
        tradesFrom: z.number().int().min(0).default(0).describe('index of the first trade'),
        tradesLimit: z.number().int().min(0).max(5_000).default(5_000).describe('how many trades at most, up to 5,000'),
        fillsFrom: z.number().int().min(0).default(0).describe('index of the first fill'),
        fillsLimit: z.number().int().min(0).max(5_000).default(5_000).describe('how many fills at most, up to 5,000'),
      }),
    )
    .output(backtestResultPageSchema),

  report: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/report', summary: 'A finished run as it is read: figures in words, curves thinned for a screen, months, a page of trades' })
    .input(
      z.strictObject({
        runId: runIdField,
        points: pointsField(2_000),
        tradesFrom: z.number().int().min(0).default(0).describe('index of the first trade'),
        tradesLimit: z.number().int().min(0).max(5_000).default(1_000).describe('how many trades at most, up to 5,000'),
      }),
    )
    .output(backtestReportSchema),

  analyse: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/analysis', summary: 'What a finished run is like: shape of its returns, exposure, rolling figures, excursions of trades, worst falls, costs, a benchmark' })
    .input(
      z.strictObject({
        runId: runIdField,
        window: z.number().int().min(5).max(2_520).default(63).describe('periods in the window of rolling figures, from 5 to 2,520'),
        points: pointsField(1_000),
        benchmarkId: instrumentIdField.optional().describe('instrument that the run is held against; left out: what it traded, bought and held'),
        benchmarkTimeframe: timeframeField.optional().describe('length of the bars of that instrument; those of a day where nothing is said'),
      }),
    )
    .output(runAnalysisSchema),

  export: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/export', summary: 'A finished run as a file, piece by piece: a page that opens anywhere without a network, its trades or its equity as CSV, or all of it as JSON' })
    .input(z.strictObject({ runId: runIdField, format: z.enum(['html', 'trades', 'equity', 'json']).default('html').describe('html: a page that stands alone; trades, equity: CSV; json: the result as it is stored'), offset: offsetField }))
    .output(runExportSchema),

  explain: procedure
    .route({ method: 'GET', path: '/backtests/figures', summary: 'What each figure of a report is: formula, inputs, convention and source' })
    .input(z.strictObject({ dialect: z.string().max(64).optional().describe('only those of one library, such as backtesting.py; ours are those of plain') }))
    .output(z.array(figureNoteSchema)),

  monteCarlo: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/monte-carlo', summary: 'What the returns of a finished run come to in other orders, over many paths' })
    .input(
      z.strictObject({
        runId: runIdField,
        method: z.enum(['shuffle', 'bootstrap']).default('shuffle').describe('the same returns in another order, or drawn again in blocks'),
        of: z.enum(['trades', 'periods']).default('trades').describe('returns of the trades, or of the equity from day to day'),
        paths: z.number().int().min(100).max(100_000).default(10_000).describe('how many paths, from 100 to 100,000'),
        meanBlock: z.number().min(1).max(1e6).optional().describe('mean length of a block of the bootstrap; left out: the cube root of the number of returns'),
        seed: z.number().int().min(0).max(0xffffffff).default(1).describe('seed of the paths'),
      }),
    )
    .output(monteCarloSchema),

  stress: procedure
    .route({ method: 'POST', path: '/backtests/{runId}/stress', summary: 'A finished run again under higher costs, later decisions, noisy prices and other parameters; these count as trials' })
    .input(
      z.strictObject({
        runId: runIdField,
        costFactors: z.array(z.number().min(0).max(1_000)).max(20).default([0, 2, 3, 5]).describe('by how much commission, spread and slippage are multiplied'),
        delays: z.array(z.number().int().min(1).max(1_000)).max(20).default([1, 2, 5]).describe('by how many bars every decision is carried out later'),
        noise: z.number().min(0).max(0.2).default(0.005).describe('deviation of the noise on prices, as a share'),
        jitter: z.number().min(0.001).max(1).default(0.1).describe('share by which each parameter is moved at most'),
        paths: z.number().int().min(0).max(1_000).default(50).describe('how many runs on noisy prices, and as many with other parameters; 0: none'),
        seed: z.number().int().min(0).max(0xffffffff).default(1).describe('seed of noise and parameters'),
      }),
    )
    .output(stressSchema),

  verdict: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/verdict', summary: 'What a finished run is worth: a verdict in plain words with its reasons, given all trials of its hypothesis so far' })
    .input(runId)
    .output(verdictSchema),

  trials: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/trials', summary: 'The ledger of trials of a run\'s hypothesis: every run, tweak and point of a search over the same data' })
    .input(runId)
    .output(trialLedgerSchema),

  checkLookAhead: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/look-ahead', summary: 'Whether the strategy of a run sees the future: it is run again with the future cut off, and with it poisoned' })
    .input(z.strictObject({ runId: runIdField, probes: z.number().int().min(1).max(200).default(20).describe('at how many bars the future is taken away, up to 200') }))
    .output(lookAheadSchema),

  crossValidate: procedure
    .route({ method: 'POST', path: '/cross-validations', summary: 'Choose among parameters by combinatorial purged cross-validation over a stored or simulated series; every combination is recorded and counts' })
    .input(
      crossValidationRequestSchema.extend({
        series: z.strictObject({ instrumentId: instrumentIdField, timeframe: timeframeField }),
        fromMs: epochMsSchema.optional().describe('only bars that start at or after this moment'),
        toMs: epochMsSchema.optional().describe('only bars that start before this moment'),
        ...extrasFields,
      }),
    )
    .output(crossValidationSchema),

  hypotheses: procedure
    .route({ method: 'GET', path: '/hypotheses', summary: 'Hypotheses with how often each was tried, the latest first' })
    .input(z.strictObject({ limit: limitField(1_000, 100) }))
    .output(z.array(hypothesisSchema)),

  list: procedure
    .route({ method: 'GET', path: '/backtests', summary: 'Recorded runs, newest first' })
    .input(
      z.strictObject({
        limit: limitField(1_000, 100),
        search: z.string().max(200).optional().describe('only runs with each of these words in their title, id, tags or note'),
        tag: runTagSchema.optional().describe('only runs with that tag'),
      }),
    )
    .output(z.array(runSchema)),

  annotate: procedure
    .route({ method: 'POST', path: '/backtests/{runId}/notes', summary: 'Write tags and a note to a run; what is left out stays, an empty list or text takes away' })
    .input(
      z.strictObject({
        runId: runIdField,
        tags: z.array(runTagSchema).max(20).optional().describe('all tags of the run, at most 20'),
        note: z.string().max(10_000).optional().describe('up to 10,000 letters'),
      }),
    )
    .output(runSchema),

  overlay: procedure
    .route({ method: 'GET', path: '/backtests/overlay', summary: 'Finished runs side by side: their figures, what they were made with, and their growth over the same moments' })
    .input(
      z.strictObject({
        runIds: z.array(runIdField).min(2).max(8).refine((ids) => new Set(ids).size === ids.length, 'must name each run once').describe('ids of 2 to 8 runs'),
        points: z.number().int().min(200).max(5_000).default(1_000).describe('how many moments of the curves at most, from 200 to 5,000'),
      }),
    )
    .output(runOverlaySchema),

  cancel: procedure
    .route({ method: 'POST', path: '/backtests/{runId}/cancel', summary: 'Stop a run; nothing happens when it has ended' })
    .input(runId)
    .output(runSchema),

  watch: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/watch', summary: 'State stream: the run whenever it changes, until it ends' })
    .input(runId)
    .output(eventIterator(runSchema)),
};
