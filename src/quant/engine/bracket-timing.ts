import { orderKind, type OrderKind, type Trade } from './trade.ts';

/** How a trade with a stop-loss, a take-profit or a trail was entered. The bar is as its buyers or sellers saw it. NaN: not set. */
export type BracketedEntry = {
  readonly kind: OrderKind;
  readonly isBuy: boolean;
  readonly price: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** The step of the venue that comes after this one. */
  readonly nextStep: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
};

/** Decides whether the entry's own bar may already close the trade; true: work the queue once more. May hold an order back to the next step. */
export type BracketTiming = (entry: BracketedEntry, trade: Trade) => boolean;

export const isEnteredAtOpen = (entry: BracketedEntry): boolean => entry.kind === orderKind.market || entry.price === entry.open;

/**
 * The reading that hurts: after an entry inside the bar a stop-loss in its range counts as hit; a take-profit counts only after a stop
 * entry, where price was on its way there, not after a limit entry, where the far end of the bar may lie before it. A trailing stop
 * stands where it begins until the next bar.
 */
export const pessimisticTiming: BracketTiming = (entry, trade) => {
  if (isEnteredAtOpen(entry)) return true;
  if (entry.kind !== orderKind.stop && trade.takeProfit !== null) trade.takeProfit.activeFrom = entry.nextStep;
  if (trade.trailStop !== null) trade.trailStop.follow!.from = entry.nextStep;
  return true;
};

/** The reading that flatters: a take-profit in range counts; a stop-loss only after a limit entry, where price was on its way there; no trailing stop. */
export const optimisticTiming: BracketTiming = (entry, trade) => {
  if (isEnteredAtOpen(entry)) return true;
  if (entry.kind !== orderKind.limit && trade.stopLoss !== null) trade.stopLoss.activeFrom = entry.nextStep;
  if (trade.trailStop !== null) trade.trailStop.activeFrom = entry.nextStep;
  return true;
};

/** As backtrader: what protects a trade is made active when its entry has filled, and first looked at in the next bar. */
export const nextBarTiming: BracketTiming = ({ nextStep }, { stopLoss, takeProfit, trailStop }) => {
  if (stopLoss !== null) stopLoss.activeFrom = nextStep;
  if (takeProfit !== null) takeProfit.activeFrom = nextStep;
  if (trailStop !== null) trailStop.activeFrom = nextStep;
  return false;
};

/**
 * As backtesting.py: both at once after a market entry, and after a stop entry whose take-profit was reached while its stop-loss was not;
 * after any other entry they wait for the next bar, unless another order has the queue worked again.
 */
export const backtestingPyTiming: BracketTiming = ({ kind, isBuy, high, low, stopLoss, takeProfit }) => {
  if (kind === orderKind.market) return true;
  if (kind !== orderKind.stop) return false;
  return isBuy ? takeProfit <= high && !(stopLoss >= low) : takeProfit >= low && !(stopLoss <= high);
};
