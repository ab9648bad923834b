import type { BacktestResult, BacktestTrade } from '../../contract/model/backtest.ts';
import type { BacktestReport, ReportTrade } from '../../contract/model/report.ts';
import { closeInAccount } from '../engine/rates.ts';
import { closesAt } from './align-series.ts';
import { holdInstead } from './hold-instead.ts';
import { measureFalls } from './measure-falls.ts';
import { putInWords } from './metric-words.ts';
import { computeMonthReturns } from './month-returns.ts';
import { pickBars, type Curve } from './pick-bars.ts';
import { returnOf } from './return-of.ts';
import type { ReportOptions, ReportSeries } from './task.ts';

/** Makes the report of a finished run. Pure: the same result and bars give the same report. */
export function makeReport(runId: string, result: BacktestResult, data: readonly (ReportSeries | null)[], options: ReportOptions): BacktestReport {
  const { spec, hash, metrics, dialects, equity, interval, refusedOrders, ruin, warnings } = result;
  const { drawdown, worst } = measureFalls(equity.time, equity.value);
  return {
    runId, hash, spec, series: data.length === 1 ? (data[0]?.key ?? null) : null,
    ...(data.length > 1 ? { allSeries: data.map((one) => one?.key ?? null) } : {}),
    metrics: putInWords(metrics), dialects,
    curve: drawCurves(result, drawdown, data, options.points),
    worstDrawdown: worst,
    years: computeMonthReturns(equity.time, equity.value),
    trades: pageTrades(result.trades, options),
    ...(interval === undefined ? {} : { interval }),
    ...(refusedOrders === undefined ? {} : { refusedOrders }),
    ...(ruin === undefined ? {} : { ruin }),
    ...(warnings === undefined ? {} : { warnings }),
  };
}

function drawCurves(result: BacktestResult, drawdown: Float64Array, data: readonly (ReportSeries | null)[], points: number): BacktestReport['curve'] {
  const { equity } = result;
  const benchmark = holdWhatWasTraded(result, data);
  const curves: Curve[] = [{ values: equity.value, keeps: 'both' }, { values: drawdown, keeps: 'lowest' }];
  if (benchmark !== null) curves.push({ values: benchmark, keeps: 'both' });
  const bars = pickBars(equity.time.length, points, curves);
  const at = (values: ArrayLike<number>): number[] => Array.from(bars, (bar) => values[bar]!);
  return { bars: equity.time.length, time: at(equity.time), equity: at(equity.value), drawdown: at(drawdown), benchmark: benchmark === null ? null : at(benchmark) };
}

/** The cash of a run, had it bought and held what the run traded, in the currency of the account; null where not all of its bars are there. */
export function holdWhatWasTraded({ equity, metrics, spec }: BacktestResult, data: readonly (ReportSeries | null)[]): Float64Array | null {
  const held = metrics['buyAndHoldReturn'];
  const known = data.filter((one) => one !== null);
  if (known.length === 0 || known.length < data.length || typeof held !== 'number') return null;
  const closes = known.map(({ bars, rates }, k) => {
    const close = closeInAccount({ symbol: spec.data[k]?.symbol ?? '', bars, ...(rates === undefined ? {} : { rates }) });
    return data.length === 1 ? close : closesAt(equity.time, { time: bars.time, close });
  });
  return holdInstead(closes, spec.settings.cash, held);
}

function pageTrades(trades: readonly BacktestTrade[], { tradesFrom, tradesLimit }: ReportOptions): BacktestReport['trades'] {
  let [won, lost, pnl, commission] = [0, 0, 0, 0];
  for (const trade of trades) {
    if (trade.pnl > 0) won += 1;
    else if (trade.pnl < 0) lost += 1;
    pnl += trade.pnl;
    commission += trade.commission;
  }
  const rows = trades.slice(tradesFrom, tradesFrom + tradesLimit).map((trade, place) => withReturn(trade, tradesFrom + place));
  return { total: trades.length, from: tradesFrom, rows, won, lost, pnl, commission };
}

const withReturn = (trade: BacktestTrade, index: number): ReportTrade => ({ ...trade, index, returnShare: returnOf(trade) });
