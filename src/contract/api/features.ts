import { z } from 'zod';
import { featureInfoSchema } from '../model/feature.ts';
import { procedure } from './errors.ts';
import { epochMsSchema } from '../model/units.ts';
import { beforeField, instrumentIdField, limitField, seriesFields } from './fields.ts';

/** How many entries all joined series have together: about 1 MB. */
const mostEntries = 20_000;
const momentsField = z.array(epochMsSchema).min(1).max(mostEntries);

const joinSchema = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z]\w{0,31}$/, 'must be letters, digits and _, at most 32, and begin with a letter'),
    knownAtMs: momentsField.describe('when each entry became known'),
    time: momentsField.optional().describe('what each entry is about; when it became known where nothing is said'),
    value: z.array(z.number().nullable()).min(1).max(mostEntries).describe('null: withdrawn'),
  })
  .refine(({ knownAtMs, time, value }) => value.length === knownAtMs.length && (time === undefined || time.length === value.length), 'must have one moment and one value of each entry');

const joinsField = z.array(joinSchema).max(20).default([]).refine((joins) => joins.reduce((sum, one) => sum + one.value.length, 0) <= mostEntries, `must have at most ${mostEntries} entries in all`);

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
        joins: joinsField.describe('series from elsewhere: join.NAME is the value as it was known at the end of each bar, join.NAME.age_days how long it had been known'),
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
