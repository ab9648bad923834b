import type { BacktestResult, ResultInterval } from '../../../../contract/model/backtest.ts';
import { formatCell, none } from '../format-cell.ts';
import { formatPairs, formatTable } from '../table.ts';
import { toWords } from './render-answer.ts';

type Metric = number | string | null;
type Format = (value: Metric) => string;

const whenNumber = (format: (value: number) => string): Format => (value) => (typeof value === 'number' ? format(value) : (value ?? none));
const money = whenNumber((value) => value.toFixed(2));
const percent = whenNumber((value) => `${(value * 100).toFixed(2)} %`);
const ratio = whenNumber((value) => value.toFixed(3));
const count = whenNumber(String);
const days = whenNumber((value) => `${Math.round(value * 100) / 100} ${value === 1 ? 'day' : 'days'}`);

/** Our own statistics in plain words, in the order of a report. */
const lines: readonly (readonly [metric: string, label: string, format: Format])[] = [
  ['finalEquity', 'Equity at the end', money], ['totalReturn', 'Return', percent], ['buyAndHoldReturn', 'Return of buy and hold', percent],
  ['annualReturn', 'Return a year', percent], ['annualVolatility', 'Volatility a year', percent], ['sharpe', 'Sharpe ratio', ratio],
  ['sortino', 'Sortino ratio', ratio], ['calmar', 'Calmar ratio', ratio], ['maxDrawdown', 'Largest drawdown', percent],
  ['maxDrawdownDurationDays', 'Longest drawdown', days], ['exposure', 'Time in the market', percent], ['trades', 'Closed trades', count],
  ['openTrades', 'Open trades at the end', count], ['commission', 'Commission paid', money], ['winRate', 'Winning trades', percent],
  ['bestTrade', 'Best trade', percent], ['worstTrade', 'Worst trade', percent], ['averageTrade', 'Average trade', percent],
  ['averageTradeDurationDays', 'Average time in a trade', days], ['expectancy', 'Expectancy of a trade', percent], ['profitFactor', 'Profit factor', ratio],
  ['sqn', 'System quality number', ratio], ['kelly', 'Kelly share', percent],
];

/** A statistic that is not among ours yet, under its own name. */
const unnamed = (metrics: Readonly<Record<string, Metric>>): [string, Metric][] => Object.entries(metrics).filter(([metric]) => lines.every(([known]) => known !== metric));

/** What was tested, under which conventions, how it went, and what went wrong, for people. The statistics of other engines are in the JSON. */
export function renderBacktest({ spec, metrics, interval, refusedOrders = [], ruin, warnings = [] }: BacktestResult): string {
  const params = Object.entries(spec.params).map(([name, value]) => `${name} ${value}`).join(', ');
  const head = formatPairs([
    ['Strategy', `${spec.strategy}${params === '' ? '' : ` (${params})`}`],
    ...spec.data.map((data) => ['Bars', `${data.bars} of ${data.symbol}, ${formatMoment(data.fromMs)} to ${formatMoment(data.toMs)}`] as const),
    ['Profile', `${spec.settings.profile} (whose conventions the engine follows)`],
  ]);
  const known = lines.filter(([metric]) => metrics[metric] !== undefined).map(([metric, label, format]) => [label, format(metrics[metric] ?? null)]);
  const others = unnamed(metrics).map(([metric, value]) => [capitalise(toWords(metric)), formatCell(value)]);
  const remarks = [...(interval === undefined ? [] : describeInterval(interval)), ...warnings.map(({ message }) => message), ...refusedOrders.map(({ message }) => message), ...(ruin === undefined ? [] : [ruin.message])];
  return [head, formatTable(['Statistic', 'Value'], [...known, ...others]), remarks.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** What the bars left open, where they did. */
function describeInterval({ pessimistic, optimistic, ambiguousBars, isEstimate }: ResultInterval): string[] {
  if (ambiguousBars === 0) return [];
  const bars = ambiguousBars === 1 ? 'One bar leaves' : `${ambiguousBars} bars leave`;
  const range = `between ${pessimistic.toFixed(2)} and ${optimistic.toFixed(2)}`;
  return [`${bars} open what happened first inside: the equity at the end lies ${range}${isEstimate ? '. This is an estimate, not a bound: later decisions depend on it' : ' whatever it was'}.`];
}

const formatMoment = (ms: number): string => formatCell(new Date(ms).toISOString());
const capitalise = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
