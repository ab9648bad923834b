import type { BacktestSettings, BacktestTrade } from '../../contract/model/backtest.ts';
import type { Holding } from '../stats/significance/random-tests.ts';
import type { SeriesInput } from '../engine/task.ts';

/** Returns of the market and when a run held it, on which side: what random entries are drawn against. */
export type Holdings = {
  /** Simple returns of one series after another. */
  readonly market: Float64Array;
  readonly holdings: readonly Holding[];
  /** Share of the returns during which something was held. */
  readonly exposure: number;
  /** Nothing was held on one of the two sides. */
  readonly isOneSided: boolean;
};

/**
 * When a run held what, from its closed trades. A return goes from one price at which orders fill to the next: from open to open, or
 * with `same-close` from close to close; the last one to the last close. Trades that stand side by side are one holding, on the side
 * that outweighs. Several symbols follow one another, so that a random entry may choose another symbol as well as another time.
 */
export function findHoldings(series: readonly SeriesInput[], trades: readonly BacktestTrade[], fill: BacktestSettings['fill'], momentsOf: ReadonlyMap<string, Int32Array> | null): Holdings {
  const total = series.reduce((sum, { bars }) => sum + bars.time.length, 0);
  const market = new Float64Array(total);
  const holdings: Holding[] = [];
  let [offset, held] = [0, 0];
  const sides = new Set<number>();
  for (const { symbol, bars: { open, close } } of series) {
    const count = close.length;
    const prices = fill === 'same-close' ? close : open;
    for (let i = 0; i < count; i++) market[offset + i] = (i + 1 < count ? prices[i + 1] : close[count - 1]) / prices[i] - 1;
    const own = momentsOf?.get(symbol) ?? null;
    const position = sumPositions(trades.filter((trade) => trade.symbol === symbol), count, own);
    for (let from = 0; from < count;) {
      const side = Math.sign(position[from]);
      let to = from;
      while (to + 1 < count && Math.sign(position[to + 1]) === side) to += 1;
      if (side !== 0) {
        holdings.push({ from: offset + from, to: offset + to, side: side > 0 ? 1 : -1 });
        held += to - from + 1;
        sides.add(side);
      }
      from = to + 1;
    }
    offset += count;
  }
  return { market, holdings, exposure: total === 0 ? 0 : held / total, isOneSided: sides.size < 2 };
}

/** Signed units over each bar, those of a trade from its entry to before its exit. `moments`: the bar of the series at each moment of the run. */
function sumPositions(trades: readonly BacktestTrade[], count: number, moments: Int32Array | null): Float64Array {
  const changes = new Float64Array(count + 1);
  const place = (bar: number): number => (moments === null ? bar : moments[bar]);
  for (const { side, size, entryBar, exitBar } of trades) {
    const signed = side === 'long' ? size : -size;
    const from = place(entryBar);
    changes[from] += signed;
    changes[Math.max(from + 1, place(exitBar))] -= signed;
  }
  let [sum, most] = [0, 0];
  const position = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    sum += changes[i];
    most = Math.max(most, Math.abs(sum));
    // What rounding leaves of sizes that cancel out is no position.
    position[i] = Math.abs(sum) <= 1e-9 * most ? 0 : sum;
  }
  return position;
}
