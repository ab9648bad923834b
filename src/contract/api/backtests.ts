import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { backtestResultSchema, backtestSettingsSchema } from '../model/backtest.ts';
import { seriesKeySchema } from '../model/bar.ts';
import { backtestReportSchema } from '../model/report.ts';
import { runSchema } from '../model/run.ts';
import { strategyCodeSchema } from '../model/strategy.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';
import { limitField, runIdField } from './fields.ts';

const runId = z.strictObject({ runId: runIdField });

export const backtestsContract = {
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
      }),
    )
    .output(runSchema),

  get: procedure.route({ method: 'GET', path: '/backtests/{runId}', summary: 'Where a run stands' }).input(runId).output(runSchema),

  result: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/result', summary: 'Metrics, trades, fills and equity of a finished run' })
    .input(runId)
    .output(backtestResultSchema),

  report: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/report', summary: 'A finished run as it is read: figures in words, curves thinned for a screen, months, a page of trades' })
    .input(
      z.strictObject({
        runId: runIdField,
        points: z.number().int().min(200).max(5_000).default(2_000).describe('how many moments of each curve at most, from 200 to 5,000'),
        tradesFrom: z.number().int().min(0).default(0).describe('index of the first trade'),
        tradesLimit: z.number().int().min(0).max(5_000).default(1_000).describe('how many trades at most, up to 5,000'),
      }),
    )
    .output(backtestReportSchema),

  list: procedure
    .route({ method: 'GET', path: '/backtests', summary: 'Recorded runs, newest first' })
    .input(z.strictObject({ limit: limitField(1_000, 100) }))
    .output(z.array(runSchema)),

  cancel: procedure
    .route({ method: 'POST', path: '/backtests/{runId}/cancel', summary: 'Stop a run; nothing happens when it has ended' })
    .input(runId)
    .output(runSchema),

  watch: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/watch', summary: 'State stream: the run whenever it changes, until it ends' })
    .input(runId)
    .output(eventIterator(runSchema)),
};
