import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { barPageSchema, liveBarSchema } from '../model/bar.ts';
import { bookSchema } from '../model/book.ts';
import { instrumentIdSchema, instrumentSchema } from '../model/instrument.ts';
import { newsItemSchema } from '../model/news.ts';
import { quoteSchema } from '../model/quote.ts';
import { tickerSchema } from '../model/ticker.ts';
import { marketTradeSchema } from '../model/trade.ts';
import { epochMsSchema } from '../model/units.ts';
import { procedure } from './errors.ts';
import { beforeField, instrumentIdField, limitField, seriesFields, timeframeField } from './fields.ts';

/** The pace of a stream is its reader's: a screen needs less than a program. */
const perSecond = z.number().int().min(1).max(60).default(30).describe('most items a second, from 1 to 60');

const instrumentIds = z.array(instrumentIdField).min(1).max(500).describe('instruments, such as SIM:ACME,SIM:VOLT');

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

  tickers: procedure
    .route({ method: 'GET', path: '/market/tickers', summary: 'Lines of a watchlist: newest price and the figures of the session' })
    .input(z.strictObject({ instrumentIds }))
    .output(z.array(tickerSchema)),

  watchTickers: procedure
    .route({ method: 'GET', path: '/market/tickers/watch', summary: 'State stream: lines of a watchlist, all first, then what changed' })
    .input(z.strictObject({ instrumentIds, perSecond }))
    .output(eventIterator(z.array(tickerSchema))),

  sparklines: procedure
    .route({ method: 'GET', path: '/market/sparklines', summary: 'Small pictures of the last session: closes of equal stretches since it began' })
    .input(
      z.strictObject({ instrumentIds, points: z.number().int().min(8).max(200).default(60).describe('how many closes at most, from 8 to 200') }),
    )
    .output(z.array(z.object({ instrumentId: instrumentIdSchema, previousClose: z.number().nullable(), close: z.array(z.number()) }))),

  news: procedure
    .route({ method: 'GET', path: '/market/news', summary: 'Headlines up to now, newest first; those of the simulated market are invented' })
    .input(
      z.strictObject({
        instrumentId: instrumentIdField.optional().describe('only about this instrument; left out: everything'),
        fromMs: epochMsSchema.optional().describe('from this moment on; left out: a week before the end'),
        toMs: epochMsSchema.optional().describe('before this moment; left out: up to now'),
        limit: limitField(500, 100),
      }),
    )
    .output(z.array(newsItemSchema)),

  watchBars: procedure
    .route({ method: 'GET', path: '/market/bars/watch', summary: 'State stream: the forming bar first (none: an empty list), then changed bars, ascending; a bar of the same time replaces' })
    .input(z.strictObject(seriesFields))
    .output(eventIterator(z.array(liveBarSchema))),

  depth: procedure
    .route({ method: 'GET', path: '/market/depth', summary: 'The order book of an instrument, best prices first; empty while its market is closed' })
    .input(z.strictObject({ instrumentId: instrumentIdField }))
    .output(bookSchema),

  watchDepth: procedure
    .route({ method: 'GET', path: '/market/depth/watch', summary: 'State stream: the order book as it changes' })
    .input(z.strictObject({ instrumentId: instrumentIdField, perSecond }))
    .output(eventIterator(bookSchema)),

  watchTrades: procedure
    .route({ method: 'GET', path: '/market/trades/watch', summary: 'The last trades, at most 100, oldest first, then new ones; a jump in seq shows that a slow reader lost some' })
    .input(z.strictObject({ instrumentId: instrumentIdField, perSecond }))
    .output(eventIterator(z.array(marketTradeSchema))),

  watch: procedure
    .route({ method: 'GET', path: '/market/watch', summary: 'State stream: newest prices, a snapshot first, then what changed' })
    .input(z.strictObject({ instrumentIds }))
    .output(eventIterator(z.array(quoteSchema))),
};
