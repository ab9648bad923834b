import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { barPageSchema } from '../model/bar.ts';
import { instrumentSchema } from '../model/instrument.ts';
import { quoteSchema } from '../model/quote.ts';
import { procedure } from './errors.ts';
import { beforeField, instrumentIdField, limitField, timeframeField } from './fields.ts';

export const marketContract = {
  instruments: procedure
    .route({ method: 'GET', path: '/market/instruments', summary: 'Instruments of all venues and imported files' })
    .input(z.strictObject({ search: z.string().max(64).optional().describe('part of a symbol or a name') }))
    .output(z.array(instrumentSchema)),

  quote: procedure
    .route({ method: 'GET', path: '/market/quotes/{instrumentId}', summary: 'The newest price of an instrument' })
    .input(z.strictObject({ instrumentId: instrumentIdField }))
    .output(quoteSchema),

  history: procedure
    .route({ method: 'GET', path: '/market/history', summary: 'Bars of a series, the last ones before a moment, as columns' })
    .input(
      z.strictObject({
        instrumentId: instrumentIdField,
        timeframe: timeframeField,
        /** Only bars that start before this moment; left out: up to the newest. */
        beforeMs: beforeField.optional(),
        limit: limitField(20_000, 1_000),
      }),
    )
    .output(barPageSchema),

  watch: procedure
    .route({ method: 'GET', path: '/market/watch', summary: 'State stream: newest prices, a snapshot first, then what changed' })
    .input(z.strictObject({ instrumentIds: z.array(instrumentIdField).min(1).max(500).describe('instruments, such as SIM:ACME,SIM:BOLT') }))
    .output(eventIterator(z.array(quoteSchema))),
};
