import { z } from 'zod';
import { gapReportSchema } from '../model/gap-report.ts';
import { adjustedBarsSchema, alignedClosesSchema, alignedKeySchema, calendarInfoSchema, corporateActionSchema, factorRowSchema, madeFactorsSchema, mostFactors, priceModeSchema, resampledBarsSchema } from '../model/series-tools.ts';
import { procedure } from './errors.ts';
import { beforeField, limitField, seriesFields, timeframeField } from './fields.ts';

const stretchFields = { ...seriesFields, beforeMs: beforeField.optional(), bars: limitField(20_000, 20_000) };

const calendarFields = {
  calendar: z.string().max(40).optional().describe('trading calendar, such as us-equity (data.calendars lists them); that of the instrument where nothing is said'),
  timezone: z.string().max(64).optional().describe('IANA zone of the days, where the calendar leaves it open (default UTC)'),
};

const actionsField = z.array(corporateActionSchema).min(1).max(mostFactors).describe('splits and dividends: date, the first day without it; type, split or dividend; value, new shares for an old one or what a share was paid');
const dayZoneField = z.string().max(64).describe('IANA zone whose date a bar inside a day has (default UTC)');

const adjustFields = z
  .strictObject({
    ...stretchFields,
    factors: z.array(factorRowSchema).min(1).max(mostFactors).optional().describe('rows of date, priceFactor and splitFactor, ascending; each holds up to and including its date'),
    actions: actionsField.optional(),
    from: priceModeSchema.default('raw').describe('what the bars are; raw with actions'),
    to: priceModeSchema.default('total-return').describe('what they shall be'),
    timezone: dayZoneField.optional(),
  })
  .refine(({ factors, actions }) => (factors === undefined) !== (actions === undefined), 'must have either factors or actions')
  .refine(({ actions, from }) => actions === undefined || from === 'raw', 'must be from raw where actions are given: their factors come from raw closes');

/** Procedures of `data` that make other bars of bars, or say what is not there. */
export const seriesProcedures = {
  calendars: procedure
    .route({ method: 'GET', path: '/data/calendars', summary: 'Trading calendars that series can be held against' })
    .input(z.strictObject({}))
    .output(z.array(calendarInfoSchema)),

  gaps: procedure
    .route({ method: 'GET', path: '/data/gaps', summary: 'Every stretch without bars of a series: overnight, weekend, holiday, halt, untraded or missing' })
    .input(z.strictObject({ ...stretchFields, ...calendarFields, only: z.enum(['all', 'open']).default('all').describe('all gaps, or only those while the market was open'), limit: limitField(5_000, 500) }))
    .output(gapReportSchema),

  resample: procedure
    .route({ method: 'GET', path: '/data/resampled', summary: 'Bars of a longer length, cut where the sessions of a calendar are, through changes of the clock' })
    .input(z.strictObject({ ...stretchFields, ...calendarFields, to: timeframeField.describe('length to make: seconds, minutes or hours of less than a day, 1d or 1w') }))
    .output(resampledBarsSchema),

  adjust: procedure
    .route({ method: 'POST', path: '/data/adjusted', summary: 'Bars with splits and dividends taken out by a factor table or by the actions themselves, or put back' })
    .input(adjustFields)
    .output(adjustedBarsSchema),

  factors: procedure
    .route({ method: 'POST', path: '/data/factors', summary: 'The factor table of raw bars, made of splits and dividends' })
    .input(z.strictObject({ ...stretchFields, actions: actionsField, timezone: dayZoneField.optional() }))
    .output(madeFactorsSchema),

  align: procedure
    .route({ method: 'POST', path: '/data/aligned', summary: 'Closes of several series on one row of moments, none from later than its moment' })
    .input(
      z.strictObject({
        series: z.array(alignedKeySchema).min(1).max(50).describe('series, such as [{"instrumentId":"SIM:ACME","timeframe":"1d"}]'),
        beforeMs: beforeField.optional(),
        bars: limitField(20_000, 1_000),
        join: z.enum(['inner', 'outer', 'as-of']).default('inner').describe('moments that all have, that any has, or those of the first'),
        fill: z.enum(['none', 'previous']).default('none').describe('under outer, where a series has no bar: nothing, or its last close'),
        maxAgeMs: z.number().min(0).optional().describe('a close older than so many milliseconds is not carried on'),
        knownAfterMs: z.number().min(0).default(0).describe('under as-of: how long after the start of its bar a close is known'),
      }),
    )
    .output(alignedClosesSchema),
};
