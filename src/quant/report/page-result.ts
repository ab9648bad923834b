import type { BacktestResult, BacktestResultPage } from '../../contract/model/backtest.ts';
import { pickBars } from './pick-bars.ts';

/** How much of a result is wanted: moments of its equity at most, and pages of its trades and fills. */
export type ResultPageOptions = { readonly points: number; readonly tradesFrom: number; readonly tradesLimit: number; readonly fillsFrom: number; readonly fillsLimit: number };

/** A result of any length as one message bears it: its equity thinned so that no extreme is lost, a page of its trades and one of its fills. */
export function pageResult({ equity, trades, fills, ...rest }: BacktestResult, { points, tradesFrom, tradesLimit, fillsFrom, fillsLimit }: ResultPageOptions): BacktestResultPage {
  return {
    ...rest, equity: thinCurve(equity, points), trades: trades.slice(tradesFrom, tradesFrom + tradesLimit), fills: fills.slice(fillsFrom, fillsFrom + fillsLimit),
    totals: { bars: equity.time.length, trades: trades.length, fills: fills.length },
  };
}

/** A curve at no more than so many moments, the lowest and highest of each stretch among them. */
export function thinCurve({ time, value }: { readonly time: readonly number[]; readonly value: readonly number[] }, points: number): { time: number[]; value: number[] } {
  const bars = pickBars(time.length, points, [{ values: value, keeps: 'both' }]);
  const at = (values: readonly number[]): number[] => Array.from(bars, (bar) => values[bar]!);
  return { time: at(time), value: at(value) };
}
