import type { BacktestFill, BacktestResult, BacktestSettings, BacktestTrade } from '../../../contract/model/backtest.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { placeAt } from '../align-series.ts';

/** What of the prices of the fills was spread and slippage, in the currency of the account, 0 or more. */
export type PriceCosts = {
  readonly spread: number;
  readonly slippage: number;
  /** Not every fill says whether it was of a market or stop order, which slips, or of a limit order, which does not. */
  readonly isEstimate: boolean;
};

/** `null`: cannot be told. */
type Slipped = boolean | null;

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b);

/**
 * Takes the prices of fills apart. The spread is known of every fill: half on each side, or wholly on entry under backtesting.py. Slippage
 * is that of market and stop orders; what cannot be told from the bars is taken for one, so that the cost is never too small.
 * `bars`: of each symbol, where they are there.
 */
export function splitPrices({ spec, fills, trades }: Pick<BacktestResult, 'spec' | 'fills' | 'trades'>, momentOf: (bar: number) => number, bars: ReadonlyMap<string, BarColumns>): PriceCosts {
  const { settings } = spec;
  const { slippageRate, spreadRate } = settings;
  const exits = new Map(trades.map((trade) => [exitKey(trade.symbol, trade.exitBar, trade.exitPrice), trade.exitReason] as const));
  const held = new Map<string, number>();
  let [spread, slippage, isEstimate] = [0, 0, settings.impact !== undefined && slippageRate > 0];
  for (const fill of fills) {
    const holds = held.get(fill.symbol) ?? 0;
    const signed = fill.side === 'buy' ? fill.size : -fill.size;
    held.set(fill.symbol, holds + signed);
    const isEntry = holds === 0 || Math.sign(holds) === Math.sign(signed);
    const spreadShare = shareOfSpread(settings, isEntry, spreadRate);
    const slipped = slippageRate === 0 ? false : hasSlipped(fill, settings, spreadShare, exits.get(exitKey(fill.symbol, fill.bar, fill.price)), barOf(fill, momentOf, bars));
    if (slipped === null) isEstimate = true;
    const before = slipped === false ? fill.price : undo(fill, fill.price, slippageRate);
    const units = fill.size * (fill.rate ?? 1);
    slippage += Math.abs(fill.price - before) * units;
    spread += Math.abs(before - undo(fill, before, spreadShare)) * units;
  }
  return { spread, slippage, isEstimate };
}

const exitKey = (symbol: string, bar: number, price: number): string => `${symbol} ${bar} ${price}`;
const undo = ({ side }: BacktestFill, price: number, share: number): number => price / (side === 'buy' ? 1 + share : 1 - share);

function shareOfSpread({ profile }: BacktestSettings, isEntry: boolean, rate: number): number {
  if (profile === 'backtesting.py') return isEntry ? rate : 0;
  return rate / 2;
}

type BarPrices = { readonly open: number; readonly close: number; readonly closeBefore: number };

function barOf({ symbol, bar }: BacktestFill, momentOf: (bar: number) => number, bars: ReadonlyMap<string, BarColumns>): BarPrices | null {
  const series = bars.get(symbol);
  if (series === undefined) return null;
  const ms = momentOf(bar);
  const place = series.time[bar] === ms ? bar : placeAt(series.time, ms);
  return place < 0 || series.time[place] !== ms ? null : { open: series.open[place]!, close: series.close[place]!, closeBefore: series.close[place - 1] ?? Number.NaN };
}

/** A market order fills at the open, or at a close, made worse by both shares; a limit order never slips. */
function hasSlipped(fill: BacktestFill, { slippageRate }: BacktestSettings, spreadShare: number, reason: BacktestTrade['exitReason'] | undefined, bar: BarPrices | null): Slipped {
  if (reason === 'take-profit') return false;
  if (reason === 'stop-loss' || reason === 'margin-call') return true;
  if (bar === null) return null;
  const starts = [bar.open, bar.close, bar.closeBefore];
  const raw = undo(fill, undo(fill, fill.price, slippageRate), spreadShare);
  if (starts.some((start) => isClose(raw, start))) return true;
  return starts.some((start) => isClose(undo(fill, fill.price, spreadShare), start)) ? false : null;
}
