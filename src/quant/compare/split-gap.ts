import type { BacktestTrade } from '../../contract/model/backtest.ts';
import type { ComparedTrade, GapParts } from '../../contract/model/compare.ts';
import type { TradePair } from './pair-trades.ts';

type Parts = Omit<GapParts, 'open'>;

const noParts: Parts = { signal: 0, size: 0, timing: 0, price: 0, fee: 0 };

/** Commission paid less what holding brought. */
const costOf = ({ commission, carry = 0 }: BacktestTrade): number => commission - carry;

/**
 * The profit of b less that of a, by cause. From a to b in steps: first b's size at a's prices, then b's entry, then its exit, then its costs;
 * a step between two moments is timing, one at the same moment price. Each step is exact, so the parts add up.
 */
export function splitGap({ a, b }: TradePair): { readonly gap: number; readonly parts: Parts } {
  if (a === null || b === null) {
    const gap = (b?.pnl ?? 0) - (a?.pnl ?? 0);
    return { gap, parts: { ...noParts, signal: gap } };
  }
  const sign = a.side === 'long' ? 1 : -1;
  const size = sign * (b.size - a.size) * (a.exitPrice - a.entryPrice);
  const entry = -sign * b.size * (b.entryPrice - a.entryPrice);
  const exit = sign * b.size * (b.exitPrice - a.exitPrice);
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
  if (costOf(a) !== costOf(b)) causes.push(`Holding and trading cost ${show(costOf(a))} in run A, ${show(costOf(b))} in run B.`);
  return causes;
}

const leaveWords: Readonly<Record<BacktestTrade['exitReason'], string>> = {
  signal: 'a signal', 'stop-loss': 'its stop-loss', 'take-profit': 'its take-profit', reversal: 'a trade on the other side', 'margin-call': 'a margin call', end: 'the end of the run',
};

/** A pair as it is shown. */
export function toComparedTrade(pair: TradePair): ComparedTrade {
  const { symbol, side } = (pair.a ?? pair.b)!;
  return { symbol, side, a: toSide(pair.a), b: toSide(pair.b), ...splitGap(pair), causes: explainPair(pair) };
}

const toSide = (trade: BacktestTrade | null): ComparedTrade['a'] => {
  if (trade === null) return null;
  const { size, entryTimeMs, entryPrice, exitTimeMs, exitPrice, pnl, commission, exitReason } = trade;
  return { size, entryTimeMs, entryPrice, exitTimeMs, exitPrice, pnl, commission, exitReason };
};
