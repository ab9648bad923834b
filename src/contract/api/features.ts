import { z } from 'zod';
import { featureInfoSchema } from '../model/feature.ts';
import { procedure } from './errors.ts';
import { beforeField, instrumentIdField, limitField, seriesFields } from './fields.ts';

export const featuresContract = {
  list: procedure
    .route({ method: 'GET', path: '/features', summary: 'Every feature of the default set with its inputs, warm-up, source and scaling' })
    .input(z.strictObject({}))
    .output(z.array(featureInfoSchema)),

  compute: procedure
    .route({ method: 'POST', path: '/features/compute', summary: 'Features of a stored series, for learning: none of them depends on a later bar' })
    .input(
      z.strictObject({
        ...seriesFields,
        set: z.string().max(64).default('default').describe('set of features'),
        names: z.array(z.string().max(64)).min(1).max(500).optional().describe('features instead of a set, such as return_5; their numbers are free'),
        peers: z.array(instrumentIdField).max(50).default([]).describe('instruments that the cross-sectional features compare with'),
        timezone: z.string().max(64).optional().describe('IANA zone of the clock of calendar and session, such as America/New_York; UTC where nothing is said'),
        beforeMs: beforeField.optional(),
        limit: limitField(20_000, 500),
      }),
    )
    .output(
      z.object({
        bars: z.number().int(),
        names: z.array(z.string()),
        /** Bars at the start of the series that have no value, of each feature. */
        warmups: z.array(z.number().int()),
        time: z.array(z.number()),
        /** A value for each bar; null where there is none. */
        columns: z.record(z.string(), z.array(z.number().nullable())),
      }),
    ),
};
