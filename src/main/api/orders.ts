import { findOrder } from './find-order.ts';
import type { Guarded } from './guard.ts';

export const ordersRouter = ({ orders: os }: Guarded) => ({
  place: os.place.handler(({ input, context: { core } }) => core.trading.place(input)),

  preview: os.preview.handler(({ input, context: { core } }) => core.trading.preview(input)),
  cancel: os.cancel.handler(({ input, context: { core } }) => core.trading.cancel(input.orderId)),

  replace: os.replace.handler(({ input, context: { core } }) => core.trading.replace(input.orderId, input.changes)),

  get: os.get.handler(({ input, context: { core } }) => findOrder(core.trading, input.orderId)),

  list: os.list.handler(({ input, context: { core } }) => core.trading.list(input)),

  fills: os.fills.handler(({ input, context: { core } }) => {
    if (input.orderId !== undefined) findOrder(core.trading, input.orderId);
    return core.trading.fills(input);
  }),

  watch: os.watch.handler(({ input, context: { core: { trading }, signal } }) => trading.stream.read(input.afterSeq ?? trading.stream.lastSeq, signal)),
});
