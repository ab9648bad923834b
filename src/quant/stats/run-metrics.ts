import type { MetricTable } from '../../contract/model/backtest.ts';
import { computeExposure } from './exposure.ts';
import type { RunStatsInput } from './input.ts';
import { downsideDeviation, geometricMean, mean, sampleDeviation } from './moments.ts';
import { computeRunFigures, type RunFigures } from './run-figures.ts';

const dayMs = 86_400_000;
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Our own statistics of a run; shares, not percents; null where a figure is not defined. Returns are of whole days (of weeks,
 * months or years where the bars are that long).
 *
 * - `annualReturn`: geometric mean of the returns, compounded over a year; −1 after a return that lost everything. `annualVolatility`: sample deviation × √periods a year.
 * - `sharpe`: arithmetic mean of the excess returns over their sample deviation × √periods a year (Sharpe 1994), as empyrical.
 * - `sortino`: annual mean excess return over the annual root mean squared loss over all periods, as empyrical.
 * - `calmar`: annual return over the deepest drawdown. `maxDrawdown` is negative: −0.3 is 30 % below the peak.
 * - `exposure`: share of bars with a position, trades still open included.
 * - `averageTrade` is geometric, `expectancy` arithmetic, both of the trades' returns; `sqn` (Tharp) and `kelly` are by P&L.
 */
export function computeRunMetrics(input: RunStatsInput, run: RunFigures = computeRunFigures(input)): MetricTable {
  const { time, close, equity, trades, openTrades, riskFree, firstTradableBar } = input;
  const last = time.length - 1;
  const { drawdowns, returns, trades: figures } = run;
  const { periodsPerYear } = run.annualisation;
  const growth = equity[last]! / equity[0]!;
  const annualReturn = returns.some((share) => share <= -1) ? -1 : (1 + geometricMean(returns)) ** periodsPerYear - 1;
  const deviation = sampleDeviation(returns);
  const excess = mean(returns) - riskFree / periodsPerYear;
  return {
    finalEquity: equity[last]!,
    totalReturn: orNull(growth - 1),
    buyAndHoldReturn: orNull(close[last]! / close[firstTradableBar]! - 1),
    annualReturn: orNull(annualReturn),
    annualVolatility: orNull(deviation * Math.sqrt(periodsPerYear)),
    sharpe: orNull((excess / deviation) * Math.sqrt(periodsPerYear)),
    sortino: orNull((excess * Math.sqrt(periodsPerYear)) / downsideDeviation(returns)),
    calmar: orNull(annualReturn / drawdowns.deepest),
    maxDrawdown: -drawdowns.deepest,
    maxDrawdownDurationDays: orNull(drawdowns.durationsMs.reduce((longest, ms) => Math.max(longest, ms), 0) / dayMs),
    exposure: computeExposure(time.length, [...trades, ...openTrades]),
    trades: figures.count,
    openTrades: openTrades.length,
    commission: figures.commission,
    winRate: orNull(figures.winRate),
    bestTrade: orNull(figures.best),
    worstTrade: orNull(figures.worst),
    averageTrade: orNull(figures.average),
    expectancy: orNull(figures.expectancy),
    profitFactor: orNull(figures.profitFactor),
    sqn: orNull(figures.sqn),
    kelly: orNull(figures.kelly),
    averageTradeDurationDays: orNull(figures.averageMs / dayMs),
  };
}
