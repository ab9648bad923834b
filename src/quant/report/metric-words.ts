import type { MetricTable } from '../../contract/model/backtest.ts';
import type { MetricUnit, ReportMetric } from '../../contract/model/report.ts';

type Words = readonly [title: string, unit: MetricUnit, hint: string];

/** What the metrics of `computeRunMetrics` are called where people read them. */
const words: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['totalReturn', ['Growth in all', 'share', 'How much more there is at the end than at the start, after costs.']],
  ['annualReturn', ['Growth a year', 'share', 'The growth that, repeated each year, leads to the same end (geometric mean).']],
  ['buyAndHoldReturn', ['Buying and holding', 'share', 'What buying on the first tradable bar and keeping it would have given, without costs.']],
  ['finalEquity', ['Money at the end', 'money', 'Cash and open positions at the close of the last bar.']],
  ['maxDrawdown', ['Worst fall', 'share', 'The deepest fall below a former peak of the equity (maximum drawdown).']],
  ['maxDrawdownDurationDays', ['Longest wait', 'days', 'The longest time below a former peak, in days.']],
  ['sharpe', ['Reward for risk', 'ratio', 'Sharpe ratio: mean return over the deviation of returns, a year.']],
  ['sortino', ['Reward for losses risked', 'ratio', 'Sortino ratio: mean return over the root mean squared loss, a year.']],
  ['calmar', ['Growth for the worst fall', 'ratio', 'Calmar ratio: growth a year over the worst fall.']],
  ['annualVolatility', ['Ups and downs a year', 'share', 'Volatility: sample deviation of the returns, a year.']],
  ['exposure', ['Time in the market', 'share', 'Share of the bars with a position.']],
  ['trades', ['Trades', 'count', 'Round trips that were closed.']],
  ['openTrades', ['Still open', 'count', 'Trades open on the last bar; they count in the equity and nowhere else.']],
  ['winRate', ['Trades won', 'share', 'Share of the trades with a profit after commission.']],
  ['averageTrade', ['Average trade', 'share', 'Geometric mean of the returns of the trades.']],
  ['expectancy', ['Expected of a trade', 'share', 'Arithmetic mean of the returns of the trades.']],
  ['bestTrade', ['Best trade', 'share', 'Highest return of a trade.']],
  ['worstTrade', ['Worst trade', 'share', 'Lowest return of a trade.']],
  ['averageTradeDurationDays', ['A trade lasts', 'days', 'Mean time from entry to exit, in days.']],
  ['profitFactor', ['Won for each lost', 'ratio', 'Profit factor: sum of the gains over sum of the losses, both as returns.']],
  ['sqn', ['System quality', 'ratio', 'System quality number (Tharp): square root of the number of trades × mean P&L over its deviation.']],
  ['kelly', ['Kelly share', 'share', 'Share of the capital to bet by Kelly: win rate − (1 − win rate) over the payoff.']],
  ['commission', ['Paid in commission', 'money', 'Commission of all closed trades, both sides.']],
]);

/** Metrics in plain words, the most telling first; one without words of its own keeps its name and comes last. */
export function putInWords(metrics: MetricTable): ReportMetric[] {
  const known = [...words].filter(([name]) => Object.hasOwn(metrics, name)).map(([name, [title, unit, hint]]) => ({ name, title, unit, hint, value: asNumber(metrics[name]) }));
  const others = Object.keys(metrics).filter((name) => !words.has(name));
  return [...known, ...others.map((name) => ({ name, title: name, unit: 'ratio' as const, hint: `The metric ${name}.`, value: asNumber(metrics[name]) }))];
}

const asNumber = (value: MetricTable[string] | undefined): number | null => (typeof value === 'number' ? value : null);

/** A metric in plain words; its own name where it has none. */
export const nameOfMetric = (name: string): string => words.get(name)?.[0] ?? name;
