import type { RunContext } from './run-context.ts';
import type { ExitReason, Trade } from './trade.ts';

/** Closes so many lots of a trade; with the last of them its stops and its take-profit leave the queue. */
export function closeTrade({ account, queue }: RunContext, trade: Trade, lots: number, price: number, bar: number, reason: ExitReason, isMaker = false): void {
  account.close(trade, lots, price, bar, reason, isMaker);
  if (trade.lots !== 0) return;
  if (trade.stopLoss !== null) queue.remove(trade.stopLoss);
  if (trade.takeProfit !== null) queue.remove(trade.takeProfit);
  if (trade.trailStop !== null) queue.remove(trade.trailStop);
}
