import type { ReportTrade } from '../../../contract/model/report.ts';

/** The trade that was open at a moment, the last entered of several; else the nearest in time. null: there are none. */
export function tradeAt(trades: readonly ReportTrade[], timeMs: number): ReportTrade | null {
  let best: ReportTrade | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const trade of trades) {
    const distance = Math.max(0, trade.entryTimeMs - timeMs, timeMs - trade.exitTimeMs);
    if (distance > bestDistance || (distance === bestDistance && best !== null && trade.entryTimeMs < best.entryTimeMs)) continue;
    [best, bestDistance] = [trade, distance];
  }
  return best;
}
