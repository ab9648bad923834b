import type { MetricTable } from '../../contract/model/backtest.ts';
import { computeLogBeta } from './beta.ts';
import { computeDataPeriodMs } from './data-period.ts';
import { computeExposure } from './exposure.ts';
import type { BacktestingPyStatsInput } from './input.ts';
import { downsideDeviation, geometricMean, mean, sampleVariance } from './moments.ts';
import { computeRunFigures, type RunFigures } from './run-figures.ts';

const dayMs = 86_400_000;
const yearDays = 365.25;
const timeUnitsMs = [dayMs, 3_600_000, 60_000, 1_000] as const;

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
const percent = (share: number): number | null => orNull(share * 100);
const isoText = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** The longest of some durations; NaN of none. */
const longestMs = (durations: readonly number[]): number => durations.reduce((longest, ms) => (ms > longest || Number.isNaN(longest) ? ms : longest), Number.NaN);

/** A duration in days, rounded up to the unit that the bars are counted in: weekly bars to whole days, four-hour bars to whole hours. */
const wholeUnitsInDays = (ms: number, periodMs: number): number | null => {
  const unitMs = timeUnitsMs.find((unit) => periodMs % unit === 0) ?? 1;
  return orNull((Math.ceil(ms / unitMs) * unitMs) / dayMs);
};

/**
 * The statistics of backtesting.py 0.6.6 by its names, in its order, with its values: percents, durations in days, null where it
 * says NaN. Its conventions: annual return is the geometric mean of daily equity changes to the power
 * of the trading days; volatility is compounded likewise; Sharpe is their ratio; trades still open at the end count nowhere but
 * in the equity; durations are rounded up to whole days, hours, minutes or seconds, whichever the bars are counted in.
 */
export function computeBacktestingPyStats(input: BacktestingPyStatsInput, run: RunFigures = computeRunFigures(input)): MetricTable {
  const { time, close, equity, trades, riskFree, firstTradableBar } = input;
  const { drawdowns, returns: dayReturns, trades: figures } = run;
  const { periodsPerYear } = run.annualisation;
  const bars = time.length;
  const last = bars - 1;
  const durationMs = time[last]! - time[0]!;
  const periodMs = computeDataPeriodMs(time);
  const growth = 1 + geometricMean(dayReturns);
  const annualReturn = growth ** periodsPerYear - 1;
  const volatility = Math.sqrt((sampleVariance(dayReturns) + growth ** 2) ** periodsPerYear - growth ** (2 * periodsPerYear));
  const totalReturn = equity[last]! / equity[0]! - 1;
  const holdReturn = close[last]! / close[firstTradableBar]! - 1;
  const beta = computeLogBeta(equity, close);

  return {
    Start: isoText(time[0]!),
    End: isoText(time[last]!),
    Duration: durationMs / dayMs,
    'Exposure Time [%]': percent(computeExposure(bars, trades)),
    'Equity Final [$]': equity[last]!,
    'Equity Peak [$]': drawdowns.peak,
    ...(figures.commission === 0 ? {} : { 'Commissions [$]': figures.commission }),
    'Return [%]': percent(totalReturn),
    'Buy & Hold Return [%]': percent(holdReturn),
    'Return (Ann.) [%]': percent(annualReturn),
    'Volatility (Ann.) [%]': percent(volatility),
    'CAGR [%]': percent((equity[last]! / equity[0]!) ** (1 / (durationMs / dayMs / yearDays)) - 1),
    'Sharpe Ratio': orNull((annualReturn - riskFree) / volatility),
    'Sortino Ratio': orNull((annualReturn - riskFree) / (downsideDeviation(dayReturns) * Math.sqrt(periodsPerYear))),
    'Calmar Ratio': orNull(annualReturn / drawdowns.deepest),
    'Alpha [%]': percent(totalReturn - riskFree - beta * (holdReturn - riskFree)),
    Beta: orNull(beta),
    'Max. Drawdown [%]': percent(-drawdowns.deepest),
    // A fall on the last bar alone is no drawdown yet; where there is no other, its depth stands for the average.
    'Avg. Drawdown [%]': percent(-(drawdowns.depths.length === 0 ? drawdowns.deepest || Number.NaN : mean(drawdowns.depths))),
    'Max. Drawdown Duration': wholeUnitsInDays(longestMs(drawdowns.durationsMs), periodMs),
    'Avg. Drawdown Duration': wholeUnitsInDays(mean(drawdowns.durationsMs), periodMs),
    '# Trades': figures.count,
    'Win Rate [%]': percent(figures.winRate),
    'Best Trade [%]': percent(figures.best),
    'Worst Trade [%]': percent(figures.worst),
    'Avg. Trade [%]': percent(figures.average),
    'Max. Trade Duration': wholeUnitsInDays(figures.longestMs, periodMs),
    'Avg. Trade Duration': wholeUnitsInDays(figures.averageMs, periodMs),
    'Profit Factor': orNull(figures.profitFactor),
    'Expectancy [%]': percent(figures.expectancy),
    SQN: orNull(figures.sqn),
    'Kelly Criterion': orNull(figures.kelly),
  };
}
