import { geometricMean, mean, sampleDeviation } from './moments.ts';
import type { RunStatsTrade } from './input.ts';

/** What the closed trades say, each as a plain number; NaN where it is not defined. */
export type TradeFigures = {
  readonly count: number;
  readonly commission: number;
  readonly winRate: number;
  readonly best: number;
  readonly worst: number;
  /** Geometric mean of the trades' returns. */
  readonly average: number;
  /** Arithmetic mean of the trades' returns. */
  readonly expectancy: number;
  /** Sum of gains over sum of losses, both as returns. */
  readonly profitFactor: number;
  /** System quality number: √n × mean P&L over its sample deviation (Tharp). */
  readonly sqn: number;
  /** Share of the capital to bet: win rate − (1 − win rate) / (mean gain / mean loss), by P&L (Kelly). */
  readonly kelly: number;
  readonly longestMs: number;
  readonly averageMs: number;
};

export function computeTradeFigures(trades: readonly RunStatsTrade[], time: Float64Array): TradeFigures {
  const count = trades.length;
  const [returns, pnl] = [new Float64Array(count), new Float64Array(count)];
  let [best, worst, longestMs] = count === 0 ? [Number.NaN, Number.NaN, Number.NaN] : [-Infinity, Infinity, 0];
  let [commission, durationMs, gains, losses] = [0, 0, 0, 0];
  let [winners, losers, won, lost] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const trade = trades[i]!;
    const share = (returns[i] = trade.returnShare);
    const profit = (pnl[i] = trade.pnl);
    const lengthMs = time[trade.exitBar]! - time[trade.entryBar]!;
    if (share > best) best = share;
    if (share < worst) worst = share;
    if (share > 0) gains += share;
    else losses -= share;
    if (profit > 0) {
      winners += 1;
      won += profit;
    } else if (profit < 0) {
      losers += 1;
      lost -= profit;
    }
    if (lengthMs > longestMs) longestMs = lengthMs;
    durationMs += lengthMs;
    commission += trade.commission;
  }
  const winRate = winners / count;
  const payoff = won / winners / (lost / losers);
  return {
    count, commission, winRate, best, worst, longestMs,
    average: geometricMean(returns),
    expectancy: mean(returns),
    profitFactor: losses === 0 ? Number.NaN : gains / losses,
    sqn: (Math.sqrt(count) * mean(pnl)) / (sampleDeviation(pnl) || Number.NaN),
    kelly: winRate - (1 - winRate) / payoff,
    averageMs: durationMs / count,
  };
}
