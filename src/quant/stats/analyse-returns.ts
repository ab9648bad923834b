import type { MetricNote, MetricSheet, ReturnAnalysis, ReturnFall } from '../../contract/model/analysis.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { backtestingPyReturnMetrics } from './dialects/backtesting-py-returns.ts';
import { empyricalMetrics } from './dialects/empyrical.ts';
import { freqtradeMetrics } from './dialects/freqtrade.ts';
import { leanMetrics } from './dialects/lean.ts';
import { performanceAnalyticsMetrics } from './dialects/performance-analytics.ts';
import { quantstatsMetrics } from './dialects/quantstats.ts';
import { quantstatsReport } from './dialects/quantstats-report.ts';
import { tapedeckMetrics } from './dialects/tapedeck.ts';
import { vectorbtMetrics } from './dialects/vectorbt.ts';
import { tabulateMonths } from './returns/calendar.ts';
import type { MetricDefinition } from './returns/define-metric.ts';
import { worstFalls, type Fall } from './returns/falls.ts';
import { ReturnFigures } from './returns/figures.ts';
import type { ReturnSeries } from './returns/series.ts';

/** A library's words for metrics: its definitions in its order, and where they come from. */
type Dialect = { readonly name: string; readonly source: string; readonly metrics: readonly MetricDefinition[] };

const own: Dialect = { name: 'tapedeck', source: 'textbook definition', metrics: tapedeckMetrics };

const dialects: readonly Dialect[] = [
  { name: 'empyrical', source: 'empyrical-reloaded, default arguments', metrics: empyricalMetrics },
  { name: 'quantstats', source: 'quantstats.stats 0.0.81, default arguments', metrics: quantstatsMetrics },
  { name: 'quantstats.reports', source: 'quantstats.reports.metrics 0.0.81, mode full', metrics: quantstatsReport },
  { name: 'performanceanalytics', source: 'R PerformanceAnalytics 2.1.0', metrics: performanceAnalyticsMetrics },
  { name: 'backtesting.py', source: 'backtesting.py 0.6.6, _stats.py', metrics: backtestingPyReturnMetrics },
  { name: 'vectorbt', source: 'vectorbt 0.26, returns accessor', metrics: vectorbtMetrics },
  { name: 'lean', source: 'QuantConnect LEAN, PortfolioStatistics', metrics: leanMetrics },
  { name: 'freqtrade', source: 'Freqtrade 2024.10, data/metrics.py', metrics: freqtradeMetrics },
];

const fallsShown = 10;

const computeSheet = ({ metrics }: Dialect, figures: ReturnFigures): MetricSheet =>
  Object.fromEntries(metrics.map((metric) => [metric.name, metric.compute(figures)]));

/** Our own metrics of a series. Errors: those of checkReturnSeries. */
export const computeReturnMetrics = (series: ReturnSeries): MetricSheet => computeSheet(own, new ReturnFigures(series));

/**
 * Everything that a series of returns says: our metrics, the same in each library's words, the deepest falls and the months. What is
 * not defined (one return, no variance, no loss, no benchmark) is null. Errors: those of checkReturnSeries.
 */
export function analyseReturns(series: ReturnSeries): Omit<ReturnAnalysis, 'leftOut'> {
  const figures = new ReturnFigures(series);
  return {
    returns: figures.count,
    metrics: computeSheet(own, figures),
    dialects: Object.fromEntries(dialects.map((dialect) => [dialect.name, computeSheet(dialect, figures)])),
    falls: worstFalls(figures.falls, fallsShown).map((fall) => describeFall(fall, series.time)),
    months: tabulateMonths(figures.months),
  };
}

function describeFall({ depth, start, valley, recovery }: Fall, time: Float64Array | null): ReturnFall {
  const momentOf = (place: number | null): EpochMs | null => (place === null || time === null ? null : (time[place]! as EpochMs));
  return { depth, startIndex: start, valleyIndex: valley, recoveryIndex: recovery, startMs: momentOf(start), valleyMs: momentOf(valley), recoveryMs: momentOf(recovery) };
}

/** What every metric says of itself: ours first, then each library's. */
export const listMetricNotes = (): MetricNote[] =>
  [own, ...dialects].flatMap(({ name: dialect, source: origin, metrics }) =>
    metrics.map(({ name, formula, inputs, convention, source }) => ({ dialect, name, formula, inputs: [...inputs], convention, source: source === '' ? origin : source })));
