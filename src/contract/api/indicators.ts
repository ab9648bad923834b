import { z } from 'zod';
import { indicatorInfoSchema } from '../model/indicator.ts';
import { procedure } from './errors.ts';
import { beforeField, limitField, seriesFields } from './fields.ts';

const values = z.array(z.number().nullable());

export const indicatorsContract = {
  list: procedure
    .route({ method: 'GET', path: '/indicators', summary: 'Every indicator with its inputs, parameters, ranges and outputs' })
    .input(z.strictObject({}))
    .output(z.array(indicatorInfoSchema)),

  compute: procedure
    .route({ method: 'POST', path: '/indicators/compute', summary: 'An indicator over a stored series' })
    .input(
      z.strictObject({
        ...seriesFields,
        name: z.string().max(64).describe('name of the indicator, such as rsi'),
        params: z.record(z.string(), z.number()).default({}).describe('parameters by name'),
        columns: z.array(z.enum(['open', 'high', 'low', 'close', 'volume'])).optional().describe('input columns in order, where not the usual ones'),
        beforeMs: beforeField.optional(),
        limit: limitField(20_000, 1_000),
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
