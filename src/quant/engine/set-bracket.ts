import type { RunContext } from './run-context.ts';
import { Order, sizeKind, type Trade } from './trade.ts';

type BracketKind = 'stop-loss' | 'take-profit';

/**
 * Gives a trade a stop-loss or take-profit at a price, in place of the one it had; NaN only takes that away. The order closes the
 * whole trade. The one that counts when a bar reaches both goes to the front of the queue: the stop-loss, unless bars are read optimistically.
 */
export function setBracket({ queue, settings, profile }: RunContext, trade: Trade, kind: BracketKind, price: number): void {
  const isStopLoss = kind === 'stop-loss';
  const old = isStopLoss ? trade.stopLoss : trade.takeProfit;
  if (old !== null) queue.remove(old);
  if (Number.isNaN(price)) return;
  const order = new Order({
    isBuy: !trade.isLong, sizeKind: sizeKind.lots, size: Infinity, isDefaultSize: false, limit: isStopLoss ? NaN : price, stop: isStopLoss ? price : NaN,
    stopLoss: NaN, takeProfit: NaN, trade, reason: kind,
  });
  if (isStopLoss) trade.stopLoss = order;
  else trade.takeProfit = order;
  const isTakeProfitFirst = profile.readsOptimistically && settings.intrabar === 'optimistic';
  if (isStopLoss !== isTakeProfitFirst) queue.prepend(order);
  else queue.append(order);
}
