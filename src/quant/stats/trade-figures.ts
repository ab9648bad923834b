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
  const returns = Float64Array.from(trades, (trade) => trade.returnShare);
  const pnl = Float64Array.from(trades, (trade) => trade.pnl);
  const durations = Float64Array.from(trades, (trade) => time[trade.exitBar]! - time[trade.entryBar]!);
  const winRate = pnl.filter((value) => value > 0).length / count;
  const gains = returns.reduce((sum, value) => (value > 0 ? sum + value : sum), 0);
  const losses = returns.reduce((sum, value) => (value < 0 ? sum - value : sum), 0);
  const payoff = mean(pnl.filter((value) => value > 0)) / -mean(pnl.filter((value) => value < 0));
  const extreme = (values: Float64Array, pick: (a: number, b: number) => number): number => (count === 0 ? Number.NaN : values.reduce(pick));
  return {
    count,
    commission: trades.reduce((sum, trade) => sum + trade.commission, 0),
    winRate,
    best: extreme(returns, (a, b) => Math.max(a, b)),
    worst: extreme(returns, (a, b) => Math.min(a, b)),
    average: geometricMean(returns),
    expectancy: mean(returns),
    profitFactor: losses === 0 ? Number.NaN : gains / losses,
    sqn: (Math.sqrt(count) * mean(pnl)) / (sampleDeviation(pnl) || Number.NaN),
    kelly: winRate - (1 - winRate) / payoff,
    longestMs: extreme(durations, (a, b) => Math.max(a, b)),
    averageMs: mean(durations),
  };
}
