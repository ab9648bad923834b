import type { BacktestTrade } from '../../contract/model/backtest.ts';
import type { ComparedTrade, GapParts } from '../../contract/model/compare.ts';
import type { TradePair } from './pair-trades.ts';

type Parts = Omit<GapParts, 'open'>;

const noParts: Parts = { signal: 0, size: 0, timing: 0, price: 0, fee: 0 };

/** What of a trade in another currency goes with the rate: its profit, or its whole value; of run a and of run b. */
export type Conversions = { readonly a: 'profit' | 'value'; readonly b: 'profit' | 'value' };

/** Prices as they count in the currency of the account: where only the profit is converted, both at the rate of the exit. */
function countedPrices({ entryPrice, exitPrice, entryRate = 1, exitRate = 1 }: BacktestTrade, conversion: 'profit' | 'value'): { readonly entry: number; readonly exit: number } {
  return { entry: entryPrice * (conversion === 'value' ? entryRate : exitRate), exit: exitPrice * exitRate };
}

/** Commission paid less what holding brought. */
const costOf = ({ commission, carry = 0 }: BacktestTrade): number => commission - carry;

/**
 * The profit of b less that of a, by cause. From a to b in steps: first b's size at a's prices, then b's entry, then its exit, then its costs;
 * a step between two moments is timing, one at the same moment price. Each step is exact, so the parts add up.
 */
export function splitGap({ a, b }: TradePair, conversions: Conversions): { readonly gap: number; readonly parts: Parts } {
  if (a === null || b === null) {
    const gap = (b?.pnl ?? 0) - (a?.pnl ?? 0);
    return { gap, parts: { ...noParts, signal: gap } };
  }
  const sign = a.side === 'long' ? 1 : -1;
  const [from, to] = [countedPrices(a, conversions.a), countedPrices(b, conversions.b)];
  const size = sign * (b.size - a.size) * (from.exit - from.entry);
  const entry = -sign * b.size * (to.entry - from.entry);
  const exit = sign * b.size * (to.exit - from.exit);
  const isEntryMoved = a.entryTimeMs !== b.entryTimeMs;
  const isExitMoved = a.exitTimeMs !== b.exitTimeMs;
  return {
    gap: b.pnl - a.pnl,
    parts: {
      signal: 0, size, fee: costOf(a) - costOf(b),
      timing: (isEntryMoved ? entry : 0) + (isExitMoved ? exit : 0), price: (isEntryMoved ? 0 : entry) + (isExitMoved ? 0 : exit),
    },
  };
}

const show = (value: number): string => String(Math.round(value * 1e8) / 1e8);
const when = (ms: number): string => new Date(ms).toISOString().replace(/T00:00:00\.000Z$|:00\.000Z$/, '').replace('T', ' ');

/** Why a trade is another in the other run, a sentence for each difference. */
export function explainPair({ a, b }: TradePair): string[] {
  if (a === null || b === null) return [`Only run ${a === null ? 'B' : 'A'} has this trade.`];
  const causes: string[] = [];
  if (a.size !== b.size) causes.push(`Run A traded ${show(a.size)}, run B ${show(b.size)}.`);
  if (a.entryTimeMs !== b.entryTimeMs) causes.push(`Run A entered at ${when(a.entryTimeMs)}, run B at ${when(b.entryTimeMs)}.`);
  else if (a.entryPrice !== b.entryPrice) causes.push(`At the same moment run A entered at ${show(a.entryPrice)}, run B at ${show(b.entryPrice)}.`);
  if (a.exitReason !== b.exitReason) causes.push(`Run A was left by ${leaveWords[a.exitReason]}, run B by ${leaveWords[b.exitReason]}.`);
  if (a.exitTimeMs !== b.exitTimeMs) causes.push(`Run A left at ${when(a.exitTimeMs)}, run B at ${when(b.exitTimeMs)}.`);
  else if (a.exitPrice !== b.exitPrice) causes.push(`At the same moment run A left at ${show(a.exitPrice)}, run B at ${show(b.exitPrice)}.`);
  if (a.entryRate !== b.entryRate || a.exitRate !== b.exitRate) causes.push(`Run A converted at ${ratesOf(a)}, run B at ${ratesOf(b)}.`);
  if (costOf(a) !== costOf(b)) causes.push(`Holding and trading cost ${show(costOf(a))} in run A, ${show(costOf(b))} in run B.`);
  return causes;
}

const ratesOf = ({ entryRate = 1, exitRate = 1 }: BacktestTrade): string => `${show(entryRate)} and ${show(exitRate)}`;

const leaveWords: Readonly<Record<BacktestTrade['exitReason'], string>> = {
  signal: 'a signal', 'stop-loss': 'its stop-loss', 'take-profit': 'its take-profit', reversal: 'a trade on the other side', 'margin-call': 'a margin call', end: 'the end of the run',
};

/** A pair as it is shown. */
export function toComparedTrade(pair: TradePair, conversions: Conversions): ComparedTrade {
  const { symbol, side } = (pair.a ?? pair.b)!;
  return { symbol, side, a: toSide(pair.a), b: toSide(pair.b), ...splitGap(pair, conversions), causes: explainPair(pair) };
}

const toSide = (trade: BacktestTrade | null): ComparedTrade['a'] => {
  if (trade === null) return null;
  const { size, entryTimeMs, entryPrice, exitTimeMs, exitPrice, pnl, commission, exitReason } = trade;
  return { size, entryTimeMs, entryPrice, exitTimeMs, exitPrice, pnl, commission, exitReason };
};
