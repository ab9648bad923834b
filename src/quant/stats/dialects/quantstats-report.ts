import type { MetricValue } from '../../../contract/model/analysis.ts';
import { compoundBy, type CalendarPeriod } from '../returns/calendar.ts';
import { define, settle, type MetricDefinition } from '../returns/define-metric.ts';
import { computeMoments } from '../returns/distribution.ts';
import { annualise, type ReturnFigures } from '../returns/figures.ts';
import { computeGains } from '../returns/gains.ts';
import { quantstatsMetrics } from './quantstats.ts';

const dayMs = 86_400_000;
const functions = new Map(quantstatsMetrics.map((metric) => [metric.name, metric]));

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The first moment of the day so many months before another, on the last day of the month where that has fewer days. */
function monthsBefore(ms: number, months: number): number {
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() - months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (ms % dayMs);
}

/** Returns from a moment on. */
function since({ series, returns }: ReturnFigures, fromMs: number): Float64Array {
  const first = series.time!.findIndex((ms) => ms >= fromMs);
  return first < 0 ? new Float64Array() : returns.subarray(first);
}

const lastOf = (f: ReturnFigures): number => f.series.time!.at(-1)!;
const growthOf = (values: Float64Array): number => values.reduce((growth, value) => growth * (1 + value), 1);
const totalSince = (f: ReturnFigures, fromMs: number): number => (growthOf(since(f, fromMs)) - 1) * 100;
const annualSince = (f: ReturnFigures, months: number): number => {
  const values = since(f, monthsBefore(lastOf(f), months));
  return annualise(growthOf(values), values.length / f.periods) * 100;
};

const monthStart = (ms: number): number => Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth());
const yearStart = (ms: number): number => Date.UTC(new Date(ms).getUTCFullYear(), 0);

const valuesBy = (f: ReturnFigures, period: CalendarPeriod): Float64Array => compoundBy(f.months, period);
const bestBy = (f: ReturnFigures, period: CalendarPeriod): number => computeMoments(valuesBy(f, period)).max * 100;
const worstBy = (f: ReturnFigures, period: CalendarPeriod): number => computeMoments(valuesBy(f, period)).min * 100;
const meanGrowthBy = (f: ReturnFigures, period: CalendarPeriod): number => (f.growth ** (1 / valuesBy(f, period).length) - 1) * 100;

function winsBy(f: ReturnFigures, period: CalendarPeriod): number {
  const { ups, downs } = computeGains(valuesBy(f, period));
  return ups + downs === 0 ? 0 : (ups / (ups + downs)) * 100;
}

/** Sum of the returns over the sum of the losing months, each month added up, not compounded. */
function gainToPainMonths({ months, gains }: ReturnFigures): number {
  const lost = months.reduce((total, { sum }) => total - Math.min(0, sum), 0);
  return lost === 0 ? Number.NaN : (gains.won - gains.lost) / lost;
}

/** Moments of a fall as it counts them: from the first return below the peak to the last. */
function fallDates(f: ReturnFigures): { readonly start: string; readonly valley: string; readonly end: string } | null {
  const [deepest] = [...f.falls].sort((a, b) => a.depth - b.depth);
  if (deepest === undefined) return null;
  const dayOf = (place: number): string => isoDay(f.series.time![place]!);
  return { start: dayOf(deepest.start), valley: dayOf(deepest.valley), end: dayOf((deepest.recovery ?? f.count) - 1) };
}

const longestFallDays = (f: ReturnFigures): number =>
  f.falls.reduce((longest, { start, recovery }) => Math.max(longest, Math.floor((f.series.time![(recovery ?? f.count) - 1]! - f.series.time![start]!) / dayMs) + 1), 0);

type Row = MetricDefinition;

/** A row that shows what one of its functions gives, times a factor. */
function show(name: string, from: string, factor = 1, pick: (value: MetricValue) => MetricValue = (value) => value): Row {
  const source = functions.get(from)!;
  return {
    ...source, name, formula: factor === 1 ? source.formula : `${factor} × (${source.formula})`,
    compute: (figures) => {
      const value = pick(source.compute(figures));
      // A finite figure may not be one a hundred times larger.
      return settle(typeof value === 'number' ? value * factor : value);
    },
  };
}

const negative = (value: MetricValue): MetricValue => (typeof value === 'number' ? -Math.abs(value) : value);
const greek = (name: 'alpha' | 'beta') => (value: MetricValue): MetricValue => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[name] ?? null) : null);

/** The table of quantstats.reports.metrics(mode="full") 0.0.81 by its names and in its order; percents as numbers, not rounded for print. */
export const quantstatsReport: readonly MetricDefinition[] = [
  define('Start Period', 't', 'first day', (f) => isoDay(f.series.time![0]!)),
  define('End Period', 't', 'last day', (f) => isoDay(lastOf(f))),
  define('Risk-Free Rate %', 'f', '100 f', (f) => f.riskFree * 100, 'annual'),
  show('Time in Market %', 'exposure', 100),
  show('Cumulative Return %', 'comp', 100),
  show('CAGR﹪%', 'cagr', 100),
  show('Sharpe', 'sharpe'),
  show('Prob. Sharpe Ratio %', 'probabilistic_sharpe_ratio', 100),
  show('Smart Sharpe', 'smart_sharpe'),
  show('Sortino', 'sortino'),
  show('Smart Sortino', 'smart_sortino'),
  show('Sortino/√2', 'adjusted_sortino'),
  show('Smart Sortino/√2', 'smart_sortino', Math.SQRT1_2),
  show('Omega', 'omega'),
  show('Max Drawdown %', 'max_drawdown', 100),
  define('Max DD Date', 'rt', 'day of the deepest point', (f) => fallDates(f)?.valley ?? null),
  define('Max DD Period Start', 'rt', 'first day of the deepest fall', (f) => fallDates(f)?.start ?? null),
  define('Max DD Period End', 'rt', 'last day of the deepest fall', (f) => fallDates(f)?.end ?? null, 'the day before the recovery'),
  define('Longest DD Days', 'rt', 'most calendar days from the first day of a fall to its last, both counted', longestFallDays),
  show('Volatility (ann.) %', 'volatility', 100),
  show('R^2', 'r_squared'),
  show('Information Ratio', 'information_ratio'),
  show('Calmar', 'calmar'),
  show('Skew', 'skew'),
  show('Kurtosis', 'kurtosis'),
  show('Ulcer Performance Index', 'ulcer_performance_index'),
  show('Risk-Adjusted Return %', 'rar', 100),
  show('Risk-Return Ratio', 'risk_return_ratio'),
  show('Avg. Return %', 'avg_return', 100),
  show('Avg. Win %', 'avg_win', 100),
  show('Avg. Loss %', 'avg_loss', 100),
  show('Win/Loss Ratio', 'win_loss_ratio'),
  show('Profit Ratio', 'profit_ratio'),
  show('Expected Daily %%', 'expected_return', 100),
  define('Expected Monthly %%', 'rt', '100 × geometric mean of the months', (f) => meanGrowthBy(f, 'month')),
  define('Expected Yearly %%', 'rt', '100 × geometric mean of the calendar years', (f) => meanGrowthBy(f, 'year')),
  show('Kelly Criterion %', 'kelly_criterion', 100),
  show('Risk of Ruin %', 'risk_of_ruin', 100),
  show('Daily Value-at-Risk %', 'value_at_risk', 100, negative),
  show('Expected Shortfall (cVaR) %', 'conditional_value_at_risk', 100, negative),
  show('Max Consecutive Wins', 'consecutive_wins'),
  show('Max Consecutive Losses', 'consecutive_losses'),
  show('Gain/Pain Ratio', 'gain_to_pain_ratio'),
  define('Gain/Pain (1M)', 'rt', 'Σ r / Σ losing months', gainToPainMonths, 'months are added up, not compounded'),
  show('Payoff Ratio', 'payoff_ratio'),
  show('Profit Factor', 'profit_factor'),
  show('Common Sense Ratio', 'common_sense_ratio'),
  show('CPC Index', 'cpc_index'),
  show('Tail Ratio', 'tail_ratio'),
  show('Outlier Win Ratio', 'outlier_win_ratio'),
  show('Outlier Loss Ratio', 'outlier_loss_ratio'),
  define('MTD %', 'rt', '100 × return since the first of the last month', (f) => totalSince(f, monthStart(lastOf(f)))),
  define('3M %', 'rt', '100 × return of the last 3 months', (f) => totalSince(f, monthsBefore(lastOf(f), 3))),
  define('6M %', 'rt', '100 × return of the last 6 months', (f) => totalSince(f, monthsBefore(lastOf(f), 6))),
  define('YTD %', 'rt', '100 × return since the first of the last year', (f) => totalSince(f, yearStart(lastOf(f)))),
  define('1Y %', 'rt', '100 × return of the last 12 months', (f) => totalSince(f, monthsBefore(lastOf(f), 12))),
  define('3Y (ann.) %', 'rtp', '100 × cagr of the last 35 months', (f) => annualSince(f, 35), '35, not 36; of what there is where there is less'),
  define('5Y (ann.) %', 'rtp', '100 × cagr of the last 59 months', (f) => annualSince(f, 59), '59, not 60; of what there is where there is less'),
  define('10Y (ann.) %', 'rtp', '100 × cagr of the last 119 months', (f) => annualSince(f, 119), '119, not 120; of what there is where there is less'),
  show('All-time (ann.) %', 'cagr', 100),
  show('Best Day %', 'best', 100),
  show('Worst Day %', 'worst', 100),
  define('Best Month %', 'rt', '100 × largest return of a month', (f) => bestBy(f, 'month')),
  define('Worst Month %', 'rt', '100 × smallest return of a month', (f) => worstBy(f, 'month')),
  define('Best Year %', 'rt', '100 × largest return of a calendar year', (f) => bestBy(f, 'year')),
  define('Worst Year %', 'rt', '100 × smallest return of a calendar year', (f) => worstBy(f, 'year')),
  show('Recovery Factor', 'recovery_factor'),
  show('Ulcer Index', 'ulcer_index'),
  show('Serenity Index', 'serenity_index'),
  define('Avg. Up Month %', 'rt', '100 × mean of the months above 0', (f) => {
    const { ups, won } = computeGains(valuesBy(f, 'month'));
    return (won / ups) * 100;
  }),
  define('Avg. Down Month %', 'rt', '100 × mean of the months below 0', (f) => {
    const { downs, lost } = computeGains(valuesBy(f, 'month'));
    return (-lost / downs) * 100;
  }),
  show('Win Days %%', 'win_rate', 100),
  define('Win Month %%', 'rt', '100 × months above 0 / months not 0', (f) => winsBy(f, 'month')),
  define('Win Quarter %%', 'rt', '100 × quarters above 0 / quarters not 0', (f) => winsBy(f, 'quarter')),
  define('Win Year %%', 'rt', '100 × calendar years above 0 / years not 0', (f) => winsBy(f, 'year')),
  show('Beta', 'greeks', 1, greek('beta')),
  show('Alpha', 'greeks', 1, greek('alpha')),
  define('Correlation', 'rb', '100 × correlation', (f) => (f.pair?.correlation ?? Number.NaN) * 100, 'shown as a percentage'),
  show('Treynor Ratio', 'treynor_ratio', 100),
];
