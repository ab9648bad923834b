import { isAlive } from './order-life.ts';
import type { OrderPricer } from './order-price.ts';
import type { RunContext } from './run-context.ts';
import type { Slice } from './slice.ts';
import type { Order, Trade } from './trade.ts';

/** Which of a trade's stop and take-profit fills where a stretch reaches both: the stop where it is read pessimistically. */
export function chooseOfBracket({ reading }: RunContext, pricer: OrderPricer, slice: Slice, order: Order, trade: Trade): Order {
  const takeProfit = trade.takeProfit!;
  const stop = order === takeProfit ? (trade.stopLoss ?? trade.trailStop) : order;
  if (stop === null || stop.activeFrom > slice.step || takeProfit.activeFrom > slice.step) return order;
  if (Number.isNaN(pricer.peek(takeProfit))) return order;
  if (stop.follow !== null) {
    reading.note();
    reading.isOpenEnded = true;
    return order;
  }
  if (Number.isNaN(pricer.peek(stop))) return order;
  return reading.choose(2) === 0 ? stop : takeProfit;
}

/**
 * Which order of a group fills where a stretch reaches several: one that trades at its beginning before the others; else, where it is read
 * pessimistically, the one that stands worst at the close, and best where optimistically.
 */
export function chooseOfGroup({ queue, reading }: RunContext, pricer: OrderPricer, slice: Slice, order: Order, group: string): Order {
  if (Number.isNaN(pricer.peek(order))) return order;
  const reached = queue.list()
    .filter((one) => one.extras?.group === group && one.activeFrom <= slice.step && isAlive(one.extras, slice.timeMs))
    .map((one) => ({ one, price: pricer.peek(one) }))
    .filter(({ price }) => !Number.isNaN(price));
  const first = reached.filter(({ one, price }) => pricer.isAtStart(one, one.kind, price));
  if (first.length > 0) return first[0].one;
  if (reached.length < 2) return order;
  const standing = ({ one, price }: (typeof reached)[number]): number => (one.isBuy ? slice.close - price : price - slice.close);
  reached.sort((a, b) => standing(a) - standing(b));
  return reached[reading.chooseOrder(reached.length)].one;
}
