import type { MetricSheet } from '../../../contract/model/analysis.ts';
import { computeBacktestingPyStats } from '../backtesting-py.ts';
import { define, type MetricDefinition } from '../returns/define-metric.ts';
import type { ReturnFigures } from '../returns/figures.ts';
import { startMsOf } from './start-moment.ts';

/** Statistics that need a benchmark to be held instead. */
const ofMarket = new Set(['Buy & Hold Return [%]', 'Alpha [%]', 'Beta']);

const curveOf = (wealth: Float64Array): Float64Array => Float64Array.of(1, ...wealth);

/** Its statistics of the equity that the returns make out of one unit, held from one period before the first moment. */
function computeTable({ series, wealth, market, riskFree }: ReturnFigures): MetricSheet {
  const equity = curveOf(wealth);
  return computeBacktestingPyStats({
    time: Float64Array.of(startMsOf(series.time!), ...series.time!), equity, close: market === null ? equity : curveOf(market.wealth),
    firstTradableBar: 0, trades: [], openTrades: [], riskFree,
  });
}

const tables = new WeakMap<ReturnFigures, MetricSheet>();

/** The whole table of a series is computed at the first of its statistics. */
function tableOf(figures: ReturnFigures): MetricSheet {
  const known = tables.get(figures);
  if (known !== undefined) return known;
  const table = computeTable(figures);
  tables.set(figures, table);
  return table;
}

const byDay = 'by calendar days, weeks, months or years as the moments lie; 365 days a year where weekends are traded, else 252';
const geometric = `geometric; ${byDay}`;

const rows: readonly (readonly [name: string, formula: string, convention: string])[] = [
  ['Start', 'moment of the first value of the equity', 'one period before the first return'],
  ['End', 'last moment', ''],
  ['Duration', 'End − Start, in days', ''],
  ['Equity Final [$]', 'Π(1 + r)', 'of one unit'],
  ['Equity Peak [$]', 'max W', 'of one unit'],
  ['Return [%]', '100 (Π(1 + r) − 1)', ''],
  ['Buy & Hold Return [%]', '100 (Π(1 + b) − 1)', ''],
  ['Return (Ann.) [%]', '100 ((1 + g)^periods − 1), g geometric mean', geometric],
  ['Volatility (Ann.) [%]', '100 √((s² + (1 + g)²)^periods − (1 + g)^(2 periods))', geometric],
  ['CAGR [%]', '100 ((Π(1 + r))^(365.25 / days) − 1)', 'calendar years of 365.25 days'],
  ['Sharpe Ratio', '(Return (Ann.) − f) / Volatility (Ann.)', geometric],
  ['Sortino Ratio', '(Return (Ann.) − f) / (√mean(min(r, 0)²) √periods)', geometric],
  ['Calmar Ratio', 'Return (Ann.) / |Max. Drawdown|', geometric],
  ['Alpha [%]', '100 (Return − f − β (Buy & Hold Return − f))', 'of the whole time, not of a year'],
  ['Beta', 'cov(log(1 + r), log(1 + b)) / var(log(1 + b))', 'of log returns'],
  ['Max. Drawdown [%]', '100 min(W / max W so far − 1)', ''],
  ['Avg. Drawdown [%]', '−100 × mean depth of the falls', ''],
  ['Max. Drawdown Duration', 'longest time from peak to recovery, in days', 'rounded up to the unit of the moments'],
  ['Avg. Drawdown Duration', 'mean time from peak to recovery, in days', 'rounded up to the unit of the moments'],
];

/** The statistics of backtesting.py 0.6.6 that an equity curve has without its trades; null without moments, by which it counts. */
export const backtestingPyReturnMetrics: readonly MetricDefinition[] = rows.map(([name, formula, convention]) =>
  define(name, ofMarket.has(name) ? 'rbft' : 'rft', formula, (figures) => tableOf(figures)[name] ?? null, convention));
