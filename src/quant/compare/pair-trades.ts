import type { BacktestTrade } from '../../contract/model/backtest.ts';

/** A trade that both runs have, or one of them. */
export type TradePair = { readonly a: BacktestTrade | null; readonly b: BacktestTrade | null };

/**
 * Finds the trades of two runs that are the same undertaking: of one symbol and side, entered at the same moment, else held in part at the same
 * time. Of several that could be meant the earlier go together. In order of entry.
 */
export function pairTrades(a: readonly BacktestTrade[], b: readonly BacktestTrade[]): TradePair[] {
  const pairs: TradePair[] = [];
  const others = groupTrades(b);
  for (const [key, ours] of groupTrades(a)) {
    pairs.push(...pairGroup(ours, others.get(key) ?? []));
    others.delete(key);
  }
  for (const rest of others.values()) pairs.push(...rest.map((trade) => ({ a: null, b: trade })));
  return pairs.sort((left, right) => entryOf(left) - entryOf(right) || exitOf(left) - exitOf(right));
}

const tradeOf = ({ a, b }: TradePair): BacktestTrade => (a ?? b)!;
const entryOf = (pair: TradePair): number => tradeOf(pair).entryTimeMs;
const exitOf = (pair: TradePair): number => tradeOf(pair).exitTimeMs;

/** Trades by symbol and side, in order of entry, then of exit. */
function groupTrades(trades: readonly BacktestTrade[]): Map<string, BacktestTrade[]> {
  const groups = Map.groupBy(trades, ({ symbol, side }) => `${side} ${symbol}`);
  for (const group of groups.values()) group.sort((a, b) => a.entryTimeMs - b.entryTimeMs || a.exitTimeMs - b.exitTimeMs);
  return groups;
}

function pairGroup(a: readonly BacktestTrade[], b: readonly BacktestTrade[]): TradePair[] {
  const pairs: TradePair[] = [];
  const [restA, restB]: [BacktestTrade[], BacktestTrade[]] = [[], []];
  walkBoth(a, b, (x, y) => (x.entryTimeMs === y.entryTimeMs ? 0 : x.entryTimeMs - y.entryTimeMs), (x, y) => {
    if (x !== null && y !== null) pairs.push({ a: x, b: y });
    else if (x !== null) restA.push(x);
    else if (y !== null) restB.push(y);
  });
  // What ends before the other begins has no partner; what overlaps has one.
  walkBoth(restA, restB, (x, y) => (x.exitTimeMs <= y.entryTimeMs ? -1 : y.exitTimeMs <= x.entryTimeMs ? 1 : 0), (x, y) => pairs.push({ a: x, b: y }));
  return pairs;
}

/** Walks two ordered lists: 0 says that their heads belong together, else which of them goes alone. */
function walkBoth(a: readonly BacktestTrade[], b: readonly BacktestTrade[], compare: (x: BacktestTrade, y: BacktestTrade) => number, meet: (x: BacktestTrade | null, y: BacktestTrade | null) => void): void {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const order = i === a.length ? 1 : j === b.length ? -1 : compare(a[i], b[j]);
    meet(order <= 0 ? a[i] : null, order >= 0 ? b[j] : null);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
}
