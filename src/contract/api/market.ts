import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { barPageSchema } from '../model/bar.ts';
import { instrumentIdSchema, instrumentSchema } from '../model/instrument.ts';
import { quoteSchema } from '../model/quote.ts';
import { timeframeSchema } from '../model/timeframe.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';

export const marketContract = {
  instruments: procedure
    .route({ method: 'GET', path: '/market/instruments', summary: 'Instruments of all venues and imported files' })
    .input(z.strictObject({ search: z.string().max(64).optional() }))
    .output(z.array(instrumentSchema)),

  quote: procedure
    .route({ method: 'GET', path: '/market/quotes/{instrumentId}', summary: 'The newest price of an instrument' })
    .input(z.strictObject({ instrumentId: instrumentIdSchema }))
    .output(quoteSchema),

  history: procedure
    .route({ method: 'GET', path: '/market/history', summary: 'Bars of a series, the last ones before a moment, as columns' })
    .input(
      z.strictObject({
        instrumentId: instrumentIdSchema,
        timeframe: timeframeSchema,
        /** Only bars that start before this moment; left out: up to the newest. */
        beforeMs: epochMsSchema.optional(),
        limit: z.number().int().min(1).max(20_000).default(1_000),
      }),
    )
    .output(barPageSchema),

  watch: procedure
    .route({ method: 'GET', path: '/market/watch', summary: 'State stream: newest prices, a snapshot first, then what changed' })
    .input(z.strictObject({ instrumentIds: z.array(instrumentIdSchema).min(1).max(500) }))
    .output(eventIterator(z.array(quoteSchema))),
};
