import { AppError } from '../core/kernel/index.ts';
import { copyBatches } from './copy-batches.ts';
import type { Guarded } from './guard.ts';

export const marketRouter = ({ market: os }: Guarded) => ({
  instruments: os.instruments.handler(({ input, context: { core } }) => [...core.market.instruments(input.search)]),

  quote: os.quote.handler(({ input: { instrumentId }, context: { core } }) => {
    const quote = core.market.quote(instrumentId);
    if (quote !== null) return quote;
    if (core.market.instrument(instrumentId) !== null) throw new AppError('NOT_FOUND', `There is no price of ${instrumentId} yet.`, { instrumentId });
    const nearest = core.market.nearest(instrumentId);
    throw new AppError('NOT_FOUND', `There is no instrument ${instrumentId}${nearest === null ? '.' : `; did you mean ${nearest}?`}`, { instrumentId, nearest });
  }),

  history: os.history.handler(({ input: { instrumentId, timeframe, beforeMs = null, limit }, context: { core } }) =>
    core.market.history({ instrumentId, timeframe }, { beforeMs, limit })),

  tickers: os.tickers.handler(async ({ input, context: { core } }) => [...(await core.market.tickers(input.instrumentIds))]),

  sparklines: os.sparklines.handler(async ({ input, context: { core } }) =>
    (await core.market.sparklines(input.instrumentIds, input.points)).map((one) => ({ ...one, close: [...one.close] }))),

  news: os.news.handler(({ input: { instrumentId = null, fromMs = null, toMs = null, limit }, context: { core } }) =>
    core.market.news({ instrumentId, fromMs, toMs, limit })),

  depth: os.depth.handler(({ input, context: { core } }) => core.market.depth(input.instrumentId)),

  watchTickers: os.watchTickers.handler(({ input, context: { core, signal } }) => copyBatches(core.market.watchTickers(input.instrumentIds, signal, input.perSecond))),

  watchBars: os.watchBars.handler(({ input, context: { core, signal } }) => copyBatches(core.market.watchBars(input, signal))),

  watchDepth: os.watchDepth.handler(({ input, context: { core, signal } }) => core.market.watchDepth(input.instrumentId, signal, input.perSecond)),

  watchTrades: os.watchTrades.handler(({ input, context: { core, signal } }) => copyBatches(core.market.watchTrades(input.instrumentId, signal, input.perSecond))),

  // Called here and not inside the generator, so that an unknown instrument fails the call and not its first item.
  watch: os.watch.handler(({ input, context: { core, signal } }) => copyBatches(core.market.watch(input.instrumentIds, signal))),
});
