import type { RunContext } from './run-context.ts';
import { Order, sizeKind, type ExitReason, type Trade } from './trade.ts';
import type { TrailDistance } from './trail.ts';

const closing = (trade: Trade, reason: ExitReason, limit: number, stop: number): Order => new Order({
  isBuy: !trade.isLong, sizeKind: sizeKind.lots, size: Infinity, window: 0, isDefaultSize: false, limit, stop, stopLoss: NaN, takeProfit: NaN, trade, reason,
});

/**
 * Gives a trade a stop-loss or take-profit at a price, in place of the one it had; NaN only takes that away. The order closes the
 * whole trade. The one that counts when a bar reaches both goes to the front of the queue: the stop-loss, unless bars are read optimistically.
 */
export function setBracket({ queue, settings, profile }: RunContext, trade: Trade, kind: 'stop-loss' | 'take-profit', price: number): void {
  const isStopLoss = kind === 'stop-loss';
  const old = isStopLoss ? trade.stopLoss : trade.takeProfit;
  if (old !== null) queue.remove(old);
  if (Number.isNaN(price)) return;
  const order = closing(trade, kind, isStopLoss ? NaN : price, isStopLoss ? price : NaN);
  if (isStopLoss) trade.stopLoss = order;
  else trade.takeProfit = order;
  const isTakeProfitFirst = profile.readsOptimistically && settings.intrabar === 'optimistic';
  if (isStopLoss !== isTakeProfitFirst) queue.prepend(order);
  else queue.append(order);
}

/**
 * Gives a trade a stop that follows the price at a distance, in place of the one it had; null only takes that away. It counts as a stop-loss.
 * `peak`: the price at which it begins to follow.
 */
export function setTrail({ queue, settings }: RunContext, trade: Trade, distance: TrailDistance | null, peak: number): void {
  if (trade.trailStop !== null) queue.remove(trade.trailStop);
  if (distance === null) return;
  const order = closing(trade, 'stop-loss', NaN, NaN);
  order.follow = { distance, peak, from: 0 };
  trade.trailStop = order;
  if (settings.intrabar === 'optimistic') queue.append(order);
  else queue.prepend(order);
}
