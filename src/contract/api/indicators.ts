import { z } from 'zod';
import { seriesKeySchema } from '../model/bar.ts';
import { indicatorInfoSchema } from '../model/indicator.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';

const values = z.array(z.number().nullable());

export const indicatorsContract = {
  list: procedure
    .route({ method: 'GET', path: '/indicators', summary: 'Every indicator with its inputs, parameters, ranges and outputs' })
    .input(z.strictObject({}))
    .output(z.array(indicatorInfoSchema)),

  compute: procedure
    .route({ method: 'POST', path: '/indicators/compute', summary: 'An indicator over a stored series' })
    .input(
      seriesKeySchema.extend({
        name: z.string().max(64),
        params: z.record(z.string(), z.number()).default({}),
        /** Input columns in order, where not the usual ones. */
        columns: z.array(z.enum(['open', 'high', 'low', 'close', 'volume'])).optional(),
        beforeMs: epochMsSchema.optional(),
        limit: z.number().int().min(1).max(20_000).default(1_000),
      }),
    )
    .output(
      z.object({
        name: z.string(),
        params: z.record(z.string(), z.number()),
        bars: z.number().int(),
        /** Bars at the start of the series that have no value. */
        warmup: z.number().int(),
        time: z.array(z.number()),
        outputs: z.record(z.string(), values),
      }),
    ),
};
