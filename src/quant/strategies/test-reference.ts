import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import { testSettings } from '../engine/test-run.ts';
import { normal, streamKey, uniform } from '../random/index.ts';

/** Tools for tests of strategies: random bars, and a second, plain account to trade stated rules on. It shares nothing with the engine. */
export type Series = { readonly symbol: string; readonly bars: BarColumns };

const dayMs = 86_400_000;
/** A Friday. */
const startMs = Date.UTC(2021, 0, 1);

/** A random walk with gaps between the bars; on days it leaves weekends out. */
export function randomBars(seed: number, count: number, { stepMs = dayMs, volatility = 0.02, from = startMs } = {}): BarColumns {
  const key = streamKey(seed, 11);
  const bars = { time: new Float64Array(count), open: new Float64Array(count), high: new Float64Array(count), low: new Float64Array(count), close: new Float64Array(count), volume: new Float64Array(count).fill(1_000) };
  let price = 100;
  let at = from;
  for (let i = 0; i < count; i++, at += stepMs) {
    while (stepMs === dayMs && [0, 6].includes(new Date(at).getUTCDay())) at += dayMs;
    const open = price * Math.exp(volatility * 0.4 * normal(key, i, 1));
    price = open * Math.exp(volatility * normal(key, i, 2));
    const [high, low] = [Math.max(open, price) * (1 + volatility * 0.7 * uniform(key, i, 3)), Math.min(open, price) * (1 - volatility * 0.7 * uniform(key, i, 4))];
    bars.time[i] = at;
    bars.open[i] = open;
    bars.high[i] = high;
    bars.low[i] = low;
    bars.close[i] = price;
  }
  return bars;
}

/** Sessions of so many bars a day. */
export function sessionBars(seed: number, days: number, barsADay: number, stepMinutes: number): BarColumns {
  const bars = randomBars(seed, days * barsADay, { stepMs: stepMinutes * 60_000, volatility: 0.004 });
  for (let i = 0; i < bars.time.length; i++) bars.time[i] = startMs + Math.floor(i / barsADay) * dayMs + 14.5 * 3_600_000 + (i % barsADay) * stepMinutes * 60_000;
  return bars;
}

export type Fill = { readonly bar: number; readonly symbol: string; readonly side: 'buy' | 'sell'; readonly price: number; readonly size: number };

/** A fill as it is compared: to eight digits of the price. Inside one bar the order does not matter. */
const writeFill = ({ bar, symbol, side, price, size }: Fill): string => `${String(bar).padStart(6, '0')} ${symbol} ${side} ${size} at ${price.toPrecision(8)}`;
export const writeFills = (fills: readonly Fill[]): string[] => fills.map(writeFill).sort();

/** The fills of a ready-made strategy in the engine: 10,000 of cash, no costs. */
export const runFills = (strategy: string, params: Record<string, number>, series: readonly Series[], changes: Partial<BacktestSettings> = {}): readonly Fill[] =>
  runBacktest({ strategy, params, settings: testSettings(changes), series }).fills;

type Lot = { readonly symbol: string; size: number; readonly price: number };

/** Cash and lots of one symbol or several, in whole units and without costs; nothing is borrowed. */
export class PlainAccount {
  readonly fills: Fill[] = [];
  readonly #lots: Lot[] = [];
  cash: number;
  /** What each symbol is worth now. */
  readonly marks = new Map<string, number>();

  constructor(cash = 10_000) {
    this.cash = cash;
  }

  lotsOf(symbol = 'A'): readonly { readonly size: number; readonly price: number }[] {
    return this.#lots.filter((lot) => lot.symbol === symbol);
  }

  /** Signed units. */
  held(symbol = 'A'): number {
    return this.lotsOf(symbol).reduce((sum, lot) => sum + lot.size, 0);
  }

  get equity(): number {
    return this.#lots.reduce((sum, lot) => sum + lot.size * (this.marks.get(lot.symbol)! - lot.price), this.cash);
  }

  /** Equity that backs nothing. */
  get free(): number {
    return Math.max(0, this.#lots.reduce((sum, lot) => sum - Math.abs(lot.size) * this.marks.get(lot.symbol)!, this.equity));
  }

  /** Opens a lot; `value` unless more than there is. */
  open(bar: number, side: 'buy' | 'sell', price: number, value = Infinity, symbol = 'A'): void {
    this.marks.set(symbol, price);
    const size = Math.floor(Math.min(value, this.free * (1 + 1e-13)) / price + 1e-10);
    if (size <= 0) return;
    this.#lots.push({ symbol, size: side === 'buy' ? size : -size, price });
    this.fills.push({ bar, symbol, side, price, size });
  }

  /** Closes the k-th lot, or so many units of it. */
  closeLot(bar: number, k: number, price: number, symbol = 'A', units = Infinity): void {
    this.marks.set(symbol, price);
    const lot = this.lotsOf(symbol)[k] as Lot;
    const size = Math.min(Math.abs(lot.size), units);
    const signed = Math.sign(lot.size) * size;
    this.cash += signed * (price - lot.price);
    lot.size -= signed;
    if (lot.size === 0) this.#lots.splice(this.#lots.indexOf(lot), 1);
    this.fills.push({ bar, symbol, side: signed > 0 ? 'sell' : 'buy', price, size });
  }

  close(bar: number, price: number, symbol = 'A'): void {
    while (this.lotsOf(symbol).length > 0) this.closeLot(bar, 0, price, symbol);
  }
}

export type Wish = 'buy' | 'sell' | 'close' | null;

/** Trades wishes of each close at the next open, with all that is free; an order against what is held turns it round. `side`: of what is held. */
export function tradeAtOpens({ open }: BarColumns, wish: (i: number, side: number) => Wish): readonly Fill[] {
  const account = new PlainAccount();
  for (let i = 0; i + 1 < open.length; i++) {
    const side = Math.sign(account.held());
    const wanted = wish(i, side);
    if (wanted === null) continue;
    if (wanted === 'close' || (wanted === 'buy' ? side < 0 : side > 0)) account.close(i + 1, open[i + 1]);
    if (wanted !== 'close') account.open(i + 1, wanted, open[i + 1]);
  }
  return account.fills;
}

/** Indicators written out from their definitions, over the window of `n` values that ends at i; NaN where it would begin before the first. */
const windowOf = (values: ArrayLike<number>, i: number, n: number): number[] => (i < n - 1 ? [] : Array.from({ length: n }, (_, k) => values[i - n + 1 + k]));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const meanAt = (values: ArrayLike<number>, i: number, n: number): number => sum(windowOf(values, i, n)) / (i < n - 1 ? NaN : n);
export const highestAt = (values: ArrayLike<number>, i: number, n: number): number => (i < n - 1 ? NaN : Math.max(...windowOf(values, i, n)));
export const lowestAt = (values: ArrayLike<number>, i: number, n: number): number => (i < n - 1 ? NaN : Math.min(...windowOf(values, i, n)));
export function deviationAt(values: ArrayLike<number>, i: number, n: number): number {
  const mean = meanAt(values, i, n);
  return Math.sqrt(meanAt(windowOf(values, i, n).map((value) => (value - mean) ** 2), n - 1, n));
}

/** Begun with the plain mean of the first `n` values from `first` on, then smoothed with a weight. */
export function smoothed(values: ArrayLike<number>, n: number, weight: number, first = 0): number[] {
  const out: number[] = Array.from({ length: values.length }, () => NaN);
  for (let i = first + n - 1; i < values.length; i++) out[i] = i === first + n - 1 ? meanAt(values, i, n) : out[i - 1] * (1 - weight) + values[i] * weight;
  return out;
}

export const emaOf = (values: ArrayLike<number>, n: number, first = 0): number[] => smoothed(values, n, 2 / (n + 1), first);

export const trueRanges = ({ high, low, close }: BarColumns): number[] =>
  Array.from(high, (_, i) => (i === 0 ? NaN : Math.max(high[i] - low[i], Math.abs(high[i] - close[i - 1]), Math.abs(low[i] - close[i - 1]))));

/** Wilder's average true range. */
export const atrOf = (bars: BarColumns, n: number): number[] => smoothed(trueRanges(bars), n, 1 / n, 1);

export function rsiOf(close: Float64Array, n: number): number[] {
  const gains = Array.from(close, (price, i) => (i === 0 ? NaN : Math.max(0, price - close[i - 1])));
  const losses = Array.from(close, (price, i) => (i === 0 ? NaN : Math.max(0, close[i - 1] - price)));
  const [gain, loss] = [smoothed(gains, n, 1 / n, 1), smoothed(losses, n, 1 / n, 1)];
  return gain.map((value, i) => (100 * value) / (value + loss[i]));
}
