import { z } from 'zod';
import { seriesKeySchema } from '../model/bar.ts';
import { instrumentIdSchema } from '../model/instrument.ts';
import { orderIdSchema } from '../model/order.ts';
import { corporateActionSchema, mostFactors } from '../model/series-tools.ts';
import { timeframeSchema } from '../model/timeframe.ts';
import { epochMsSchema } from '../model/units.ts';

/** Fields that many procedures take, with what the doors' help says of them. */
export const instrumentIdField = instrumentIdSchema.describe('instrument, such as SIM:ACME or FILE:GOOG');
export const timeframeField = timeframeSchema.describe('length of a bar, such as 15m or 1d');
export const orderIdField = orderIdSchema.describe('id of the order');
export const runIdField = z.string().max(40).describe('id of the run');
export const beforeField = epochMsSchema.describe('only bars that start before this moment');

/** What names a series: an instrument and the length of a bar. */
export const seriesFields = { instrumentId: instrumentIdField, timeframe: timeframeField };

/** How many entries a list has at most. */
export const limitField = (most: number, byDefault: number) => z.number().int().min(1).max(most).default(byDefault).describe(`how many at most, up to ${most}`);

/** Where a piece of a text begins. */
export const offsetField = z.number().int().min(0).default(0).describe('where the piece begins, in bytes, as the piece before said; 0 makes the text anew');

/** How many moments of a curve at most. */
export const pointsField = (byDefault: number) => z.number().int().min(200).max(5_000).default(byDefault).describe('how many moments of each curve at most, from 200 to 5,000; no extreme is lost');

/** What is known of the series of a run besides their bars. */
export const extrasFields = {
  rates: z
    .array(z.strictObject({ of: instrumentIdSchema, series: seriesKeySchema, isInverted: z.boolean().default(false) }))
    .max(50)
    .optional()
    .describe('stored series whose closes convert the currency of a series (of) into that of the account: the account\'s for one of the series\', with isInverted the other way round'),
  actions: z
    .array(z.strictObject({ of: instrumentIdSchema, actions: z.array(corporateActionSchema).min(1).max(mostFactors) }))
    .max(50)
    .optional()
    .describe('dividends and splits of a series (of) whose bars are as they were traded'),
};
