import type { BracketedEntry } from './bracket-timing.ts';
import { orderKind, type Trade } from './trade.ts';

/** What may become of a trade in the bar that it was entered inside, from what hurts to what flatters. */
export type EntryOutcome = 'stop-loss' | 'none' | 'take-profit';

/**
 * All that a bar leaves open for a trade entered inside it. After a limit entry price was on its way to the stop-loss, so one in range was
 * passed; after a stop entry it was on its way to the take-profit. What lies the other way may have been seen before the entry.
 */
export function listEntryOutcomes({ kind, isBuy, high, low, stopLoss, takeProfit }: BracketedEntry): EntryOutcome[] {
  const losesInRange = isBuy ? low <= stopLoss : high >= stopLoss;
  const gainsInRange = isBuy ? high >= takeProfit : low <= takeProfit;
  const ends = kind === orderKind.limit ? losesInRange : kind === orderKind.stop ? gainsInRange : false;
  return [...(losesInRange ? ['stop-loss' as const] : []), ...(ends ? [] : ['none' as const]), ...(gainsInRange ? ['take-profit' as const] : [])];
}

/** Holds back what does not happen in this bar. */
export function takeOutcome(trade: Trade, outcome: EntryOutcome, nextStep: number): void {
  if (outcome !== 'stop-loss' && trade.stopLoss !== null) trade.stopLoss.activeFrom = nextStep;
  if (outcome !== 'take-profit' && trade.takeProfit !== null) trade.takeProfit.activeFrom = nextStep;
}
