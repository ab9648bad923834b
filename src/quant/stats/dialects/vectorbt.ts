import { computeDataPeriodMs } from '../data-period.ts';
import { define, type MetricDefinition } from '../returns/define-metric.ts';
import { lowerPartialMoment, sampleExcessKurtosisOf, sampleSkewnessOf } from '../returns/distribution.ts';
import { findFalls } from '../returns/falls.ts';
import { annualise, type ReturnFigures } from '../returns/figures.ts';
import { computeGains } from '../returns/gains.ts';
import { quantileOfSorted } from '../returns/quantile.ts';

const dayMs = 86_400_000;
const yearDays = 365;

const isoText = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
const periodDays = (f: ReturnFigures): number => computeDataPeriodMs(f.series.time!) / dayMs;

/** Periods of a year: those given, else its `year_freq` of 365 days over the usual distance of the moments; without any, 365. */
function yearPeriods(f: ReturnFigures): number {
  if (f.series.periodsPerYear !== null) return f.series.periodsPerYear;
  const days = f.series.time === null ? Number.NaN : periodDays(f);
  return yearDays / (Number.isFinite(days) ? days : 1);
}

const riskFreePeriod = (f: ReturnFigures): number => f.riskFree / yearPeriods(f);
const annualReturn = (f: ReturnFigures): number => annualise(f.growth, f.count / yearPeriods(f));

/** Depths from the highest value after a return: unlike elsewhere the start is no peak. */
function depthsAfterStart({ wealth }: ReturnFigures): Float64Array {
  let peak = Number.NEGATIVE_INFINITY;
  return wealth.map((value) => {
    peak = Math.max(peak, value);
    return value / peak - 1;
  });
}

const deepest = (f: ReturnFigures): number => depthsAfterStart(f).reduce((least, depth) => Math.min(least, depth), 0);

/** Longest fall in days: from its first return to its recovery; one that has not recovered counts its last return too. */
function longestFall(f: ReturnFigures): number {
  const periods = findFalls(depthsAfterStart(f)).map(({ start, recovery }) => (recovery ?? f.count) - start);
  return periods.length === 0 ? Number.NaN : Math.max(...periods) * periodDays(f);
}

const tailRatio = ({ sorted }: ReturnFigures): number => Math.abs(quantileOfSorted(sorted, 0.95)) / Math.abs(quantileOfSorted(sorted, 0.05));

function alpha(f: ReturnFigures): number {
  const { own, other, beta } = f.pair!;
  const rate = riskFreePeriod(f);
  return (own.mean - rate - beta * (other.mean - rate) + 1) ** yearPeriods(f) - 1;
}

const byYear = 'a year has 365 days unless the periods are given';

/** `returns.vbt.returns.stats()` of vectorbt 0.26, by its names and in its order. Percents; null where it says inf or NaN. */
export const vectorbtMetrics: readonly MetricDefinition[] = [
  define('Start', 't', 'first moment', (f) => isoText(f.series.time![0]!)),
  define('End', 't', 'last moment', (f) => isoText(f.series.time!.at(-1)!)),
  define('Period', 't', 'n × usual distance, in days', (f) => f.count * periodDays(f)),
  define('Total Return [%]', 'r', '100 (Π(1 + r) − 1)', (f) => f.totalReturn * 100),
  define('Benchmark Return [%]', 'b', '100 (Π(1 + b) − 1)', (f) => f.market!.totalReturn * 100),
  define('Annualized Return [%]', 'rp', '100 ((Π(1 + r))^(periods / n) − 1)', (f) => annualReturn(f) * 100, byYear),
  define('Annualized Volatility [%]', 'rp', '100 s √periods', (f) => f.deviation * Math.sqrt(yearPeriods(f)) * 100, byYear),
  define('Max Drawdown [%]', 'r', '100 |min(W / max(W so far) − 1)|', (f) => -deepest(f) * 100, 'the start is no peak'),
  define('Max Drawdown Duration', 'rt', 'days from the first return below a peak to its recovery', longestFall),
  define('Sharpe Ratio', 'rfp', 'mean(r − f) / s × √periods', (f) => ((f.mean - riskFreePeriod(f)) / f.deviation) * Math.sqrt(yearPeriods(f)), byYear),
  define('Calmar Ratio', 'rp', 'Annualized Return / Max Drawdown', (f) => annualReturn(f) / -deepest(f), byYear),
  define('Omega Ratio', 'rf', 'Σ max(r − f, 0) / Σ max(f − r, 0)', (f) => {
    const { won, lost } = computeGains(f.returns, riskFreePeriod(f));
    return won / lost;
  }),
  define('Sortino Ratio', 'rp', 'mean(r) × periods / √(mean(min(r, 0)²) × periods)', (f) => (f.mean * Math.sqrt(yearPeriods(f))) / Math.sqrt(lowerPartialMoment(f.returns, 0, 2)), byYear),
  define('Skew', 'r', 'G1', (f) => sampleSkewnessOf(f.moments), 'corrected for the sample\'s size'),
  define('Kurtosis', 'r', 'G2', (f) => sampleExcessKurtosisOf(f.moments), 'excess, corrected for the sample\'s size'),
  define('Tail Ratio', 'r', '|q95| / |q5|', tailRatio),
  define('Common Sense Ratio', 'rp', 'Tail Ratio × (1 + annual return)', (f) => tailRatio(f) * (1 + annualReturn(f)), byYear),
  define('Value at Risk', 'r', 'q5', (f) => quantileOfSorted(f.sorted, 0.05), 'historical, a return'),
  define('Alpha', 'rbfp', '(mean(r − f − β(b − f)) + 1)^periods − 1', alpha, byYear),
  define('Beta', 'rb', 'cov(r, b) / var(b)', (f) => f.pair!.beta),
];
