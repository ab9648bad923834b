import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { indicatorInfoSchema, indicatorInputSchema, indicatorNameFields, indicatorPointSchema } from '../model/indicator.ts';
import { procedure } from './errors.ts';
import { beforeField, limitField, seriesFields } from './fields.ts';

const values = z.array(z.number().nullable());

/** What names a computation: an indicator, its parameters and what it reads. */
const indicatorFields = {
  ...indicatorNameFields,
  columns: z.array(indicatorInputSchema).max(6).optional().describe('inputs in order, where not the usual ones: columns of the bars, columns of another instrument\'s bars of the same length, or other indicators'),
};

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
        ...indicatorFields,
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

  watch: procedure
    .route({ method: 'GET', path: '/indicators/watch', summary: 'State stream: the newest values of an indicator, then values as they change with the forming bar' })
    .input(z.strictObject({ ...seriesFields, ...indicatorFields }))
    .output(eventIterator(z.array(indicatorPointSchema))),
};
