import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { backtestResultSchema, backtestSettingsSchema } from '../model/backtest.ts';
import { seriesKeySchema } from '../model/bar.ts';
import { runSchema } from '../model/run.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';

const runId = z.strictObject({ runId: z.string().max(40) });

export const backtestsContract = {
  start: procedure
    .route({ method: 'POST', path: '/backtests', summary: 'Start a backtest over a stored series; answers at once with the run' })
    .input(
      z.strictObject({
        series: z.array(seriesKeySchema).min(1).max(50),
        fromMs: epochMsSchema.optional(),
        toMs: epochMsSchema.optional(),
        strategy: z.string().max(200),
        params: z.record(z.string(), z.number()).default({}),
        settings: backtestSettingsSchema.prefault({}),
      }),
    )
    .output(runSchema),

  get: procedure.route({ method: 'GET', path: '/backtests/{runId}', summary: 'Where a run stands' }).input(runId).output(runSchema),

  result: procedure
    .route({ method: 'GET', path: '/backtests/{runId}/result', summary: 'Metrics, trades, fills and equity of a finished run' })
    .input(runId)
    .output(backtestResultSchema),

  list: procedure
    .route({ method: 'GET', path: '/backtests', summary: 'Recorded runs, newest first' })
    .input(z.strictObject({ limit: z.number().int().min(1).max(1_000).default(100) }))
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
