import type { FigureNote } from '../../contract/model/report.ts';
import { listMetricNotes } from '../stats/index.ts';
import { nameOfMetric } from './metric-words.ts';

type Row = readonly [name: string, formula: string, inputs: string, convention: string, source?: string];

const [equity, returns, trades, bars, fills] = ['equity at the close of each bar', 'returns of the equity from day to day', 'closed trades', 'bars', 'fills'];
const ofPeriods = 'of whole days; of weeks, months or years where the bars are that long';
const ofClosed = 'trades still open on the last bar do not count';
const engine = 'Tapedeck, the statistics of a run';

/** Our figures of a run. E: equity; r: its returns; w, l: returns of trades that won and lost. */
const own: readonly Row[] = [
  ['totalReturn', 'E(last bar) / E(first bar) − 1', equity, 'after all costs; what is still open counts at the last close', engine],
  ['annualReturn', 'Π(1 + r)^(periods a year / n) − 1', returns, `geometric, ${ofPeriods}; 252 days a year, 365 where weekends are traded`, engine],
  ['buyAndHoldReturn', 'close(last bar) / close(first tradable bar) − 1', bars, 'without costs; of several series the mean of their growth', engine],
  ['finalEquity', 'cash + Σ units × (close − entry price) on the last bar', equity, 'what is open is not charged for leaving', engine],
  ['maxDrawdown', 'min(E / max(E so far) − 1)', equity, 'bar by bar at the close, not inside bars; negative', engine],
  ['maxDrawdownDurationDays', 'longest time from a peak to the first bar back at it', equity, 'calendar days; a fall that has not recovered counts to the last bar', engine],
  ['sharpe', 'mean(r − f) / s(r) × √periods a year', returns, 'arithmetic mean, sample deviation (n − 1), risk-free rate f = 0', 'Sharpe, The Sharpe ratio, 1994'],
  ['sortino', 'mean(r − f) × √periods a year / √mean(min(r, 0)²)', returns, 'squared losses over all returns, f = 0', 'Sortino and Price 1994'],
  ['calmar', 'growth a year / |worst fall|', equity, 'over the whole run, not 36 months', 'Young 1991'],
  ['annualVolatility', 's(r) × √periods a year', returns, 'sample deviation (n − 1)', engine],
  ['exposure', 'bars with a position / all bars', trades, 'bars of entry and exit included; trades still open, too', engine],
  ['trades', 'number of round trips that were closed', trades, 'a position that is left in parts is a trade for each part', engine],
  ['openTrades', 'number of trades open on the last bar', trades, 'they count in the equity and nowhere else', engine],
  ['winRate', 'trades with a profit / all trades', trades, `after commission; ${ofClosed}`, engine],
  ['averageTrade', '(Π(1 + return of a trade))^(1 / n) − 1', trades, 'geometric', engine],
  ['expectancy', 'mean return of a trade', trades, 'arithmetic, as a share of the value at entry', engine],
  ['bestTrade', 'max(return of a trade)', trades, 'as a share of the value at entry, after commission', engine],
  ['worstTrade', 'min(return of a trade)', trades, 'as a share of the value at entry, after commission', engine],
  ['averageTradeDurationDays', 'mean(exit − entry)', trades, 'calendar days', engine],
  ['profitFactor', 'Σ w / |Σ l|', trades, 'of returns, not of money', engine],
  ['sqn', '√n × mean(P&L) / s(P&L)', trades, 'sample deviation (n − 1)', 'Tharp, Definitive guide to position sizing, 2008'],
  ['kelly', 'p − (1 − p) / (mean gain / mean loss), p = share of trades won', trades, 'two outcomes, by P&L', 'Kelly 1956'],
  ['commission', 'Σ commission of closed trades, both sides', fills, ofClosed, engine],
];

/** Figures of backtesting.py that need trades; the others are among the metrics of returns. */
const ofTrades: readonly Row[] = [
  ['Exposure Time [%]', '100 × bars with a position / all bars', trades, ''],
  ['Commissions [$]', 'Σ commission of closed trades', trades, 'left out where there was none'],
  ['# Trades', 'number of closed trades', trades, ''],
  ['Win Rate [%]', '100 × trades with a profit / all trades', trades, ''],
  ['Best Trade [%]', '100 × max(return of a trade)', trades, ''],
  ['Worst Trade [%]', '100 × min(return of a trade)', trades, ''],
  ['Avg. Trade [%]', '100 × ((Π(1 + return of a trade))^(1 / n) − 1)', trades, 'geometric'],
  ['Max. Trade Duration', 'longest time from entry to exit, in days', trades, 'rounded up to the unit of the bars'],
  ['Avg. Trade Duration', 'mean time from entry to exit, in days', trades, 'rounded up to the unit of the bars'],
  ['Profit Factor', 'Σ gains / |Σ losses| of returns of trades', trades, ''],
  ['Expectancy [%]', '100 × mean return of a trade', trades, 'arithmetic'],
  ['SQN', '√n × mean(P&L) / s(P&L)', trades, 'sample deviation (n − 1)'],
  ['Kelly Criterion', 'p − (1 − p) / (mean gain / mean loss)', trades, 'two outcomes, by P&L'],
];

/** In the table of a run they are of its money, not of one unit, and of its own equity from the first bar on. */
const ofMoney: Readonly<Record<string, string>> = { 'Equity Final [$]': 'cash and open positions at the last close', 'Equity Peak [$]': 'max(equity)', Start: 'moment of the first bar', End: 'moment of the last bar' };

const words: Readonly<Record<string, string>> = { returns, benchmark: 'what is held against it', riskFree: 'annual risk-free rate, 0', periods: 'periods of a year', time: 'moments of the bars' };
const backtestingPy = 'backtesting.py 0.6.6, _stats.py';

/** What every figure of a report says of itself: ours first, then those of each library. */
export function listFigureNotes(): FigureNote[] {
  const toNote = (dialect: string) => ([name, formula, inputs, convention, source = backtestingPy]: Row): FigureNote => ({ dialect, name, title: dialect === 'plain' ? nameOfMetric(name) : name, formula, inputs: [inputs], convention, source });
  const ofReturns = listMetricNotes().map(({ inputs, ...note }): FigureNote => {
    const isOfRun = note.dialect === 'backtesting.py' && ofMoney[note.name] !== undefined;
    return { ...note, title: note.name, inputs: inputs.map((input) => words[input] ?? input), ...(isOfRun ? { formula: ofMoney[note.name] ?? note.formula, convention: '' } : {}) };
  });
  return [...own.map(toNote('plain')), ...ofReturns, ...ofTrades.map(toNote('backtesting.py'))];
}
