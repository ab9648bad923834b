import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { mackinnonP } from '../econometrics/mackinnon.ts';
import { normal, streamKey } from '../random/index.ts';
import { meanAt, PlainAccount, randomBars, runFills, writeFills, type Series } from './test-reference.ts';

const seeds = [1, 2, 3];
const names = ['A', 'B', 'C', 'D'];

const months = (time: Float64Array): string[] => Array.from(time, (at) => new Date(at).toISOString().slice(0, 7));

/** Rotates over series with the same times, as the descriptions of both strategies say. */
function rotate(series: readonly Series[], top: number, lookback: number, skip: number, least: number): PlainAccount {
  const account = new PlainAccount();
  const month = months(series[0].bars.time);
  let momentum: number[] = [];
  let [leaving, coming]: string[][] = [[], []];
  for (let i = 0; i < month.length; i++) {
    for (const { symbol, bars } of series) account.marks.set(symbol, bars.open[i]);
    for (const { symbol, bars } of series) {
      if (leaving.includes(symbol)) account.close(i, bars.open[i], symbol);
      if (coming.includes(symbol)) account.open(i, 'buy', bars.open[i], account.equity / top, symbol);
    }
    [leaving, coming] = [[], []];
    if (i >= lookback && month[i] !== month[i - 1]) momentum = series.map(({ bars: { close } }) => close[i - skip] / close[i - lookback] - 1);
    if (momentum.length === 0) continue;
    const best = names.slice(0, series.length).filter((_, k) => momentum[k] > least).sort((a, b) => momentum[names.indexOf(b)] - momentum[names.indexOf(a)]).slice(0, top);
    leaving = series.map(({ symbol }) => symbol).filter((symbol) => account.held(symbol) > 0 && !best.includes(symbol));
    if (leaving.length === 0) coming = best.filter((symbol) => account.held(symbol) === 0);
  }
  return account;
}

describe.each(seeds)('over several symbols, written out moment by moment, seed %i', (seed) => {
  const series = names.map((symbol, k) => ({ symbol, bars: randomBars(seed * 10 + k, 420) }));

  it('momentum-rotation trades as its description says', () => {
    const { fills } = rotate(series, 2, 60, 10, -Infinity);
    expect(fills.length).toBeGreaterThan(10);
    expect(writeFills(runFills('momentum-rotation', { top: 2, lookback: 60, skip: 10 }, series))).toEqual(writeFills(fills));
  });

  it('dual-momentum trades as its description says', () => {
    const { fills } = rotate(series.slice(0, 2), 1, 40, 0, 0.01);
    expect(fills.length).toBeGreaterThan(5);
    expect(writeFills(runFills('dual-momentum', { lookback: 40, least: 0.01 }, series.slice(0, 2)))).toEqual(writeFills(fills));
  });

  it('pairs-cointegration trades as its description says, only at moments that both have', () => {
    const pair = cointegrated(seed, 500);
    const p = { lookback: 50, entry: 1.2, exit: 0.2, stop: 2.6, pValue: 0.1 };
    const fills = tradePair(pair, p);
    expect(fills.length).toBeGreaterThan(15);
    expect(writeFills(runFills('pairs-cointegration', p, pair))).toEqual(writeFills(fills));
  });
});

/** Two symbols whose spread comes back, and of which the second lacks a bar now and then. */
function cointegrated(seed: number, count: number): Series[] {
  const a = randomBars(seed, count);
  const key = streamKey(seed, 5);
  let [before, spread] = [1, 0];
  const scale = Float64Array.from(a.close, (close, i) => {
    spread = 0.8 * spread + 0.02 * normal(key, i);
    return (0.6 * close ** 0.7 * Math.exp(spread)) / close;
  });
  const scaled = (column: Float64Array, of: (i: number) => number): Float64Array => column.map((price, i) => price * of(i));
  const open = scaled(a.open, (i) => (i === 0 ? scale[0] : (before = scale[i - 1])));
  const close = scaled(a.close, (i) => scale[i]);
  expect(before).toBeGreaterThan(0);
  const b = { ...a, open, close, high: open.map((price, i) => Math.max(price, close[i]) * 1.001), low: open.map((price, i) => Math.min(price, close[i]) * 0.999) };
  const isKept = (_: number, i: number): boolean => i % 37 !== 11;
  const kept = Object.fromEntries(Object.entries(b).map(([name, column]) => [name, column.filter(isKept)])) as BarColumns;
  return [{ symbol: 'A', bars: a }, { symbol: 'B', bars: kept }];
}

function tradePair([{ bars: a }, { bars: b }]: readonly Series[], p: { lookback: number; entry: number; exit: number; stop: number; pValue: number }): PlainAccount['fills'] {
  const account = new PlainAccount();
  const rowOf = new Map(Array.from(b.time, (at, row): [number, number] => [at, row]));
  const [x, y]: number[][] = [[], []];
  /** What is to be done at the next open of each. */
  const pending = new Map<string, { side: 'buy' | 'sell' | 'close'; share: number }>();
  for (let i = 0; i < a.time.length; i++) {
    const row = rowOf.get(a.time[i]);
    account.marks.set('A', a.open[i]);
    if (row !== undefined) account.marks.set('B', b.open[row]);
    const trade = (symbol: string, price: number): void => {
      const order = pending.get(symbol);
      if (order === undefined) return;
      pending.delete(symbol);
      if (order.side === 'close') account.close(i, price, symbol);
      else account.open(i, order.side, price, account.equity * order.share, symbol);
    };
    trade('A', a.open[i]);
    if (row !== undefined) trade('B', b.open[row]);
    account.marks.set('A', a.close[i]);
    if (row === undefined) continue;
    account.marks.set('B', b.close[row]);
    y.push(Math.log(a.close[i]));
    x.push(Math.log(b.close[row]));
    if (x.length < p.lookback) continue;
    const [xs, ys] = [x.slice(-p.lookback), y.slice(-p.lookback)];
    const { slope, residuals } = regress(xs, ys);
    const z = residuals.at(-1)! / Math.sqrt(meanAt(residuals.map((one) => one * one), p.lookback - 1, p.lookback));
    const [heldA, heldB] = [account.held('A'), account.held('B')];
    if (heldA === 0 && heldB === 0) {
      if (!(slope > 0) || Math.abs(z) < p.entry || Math.abs(z) >= p.stop || mackinnonP(rootStatistic(residuals), 'constant', 2) > p.pValue) continue;
      pending.set('A', { side: z < 0 ? 'buy' : 'sell', share: 1 / (1 + slope) });
      pending.set('B', { side: z < 0 ? 'sell' : 'buy', share: slope / (1 + slope) });
    } else if (Math.abs(z) >= p.stop || (heldA > 0 ? z >= -p.exit : z <= p.exit)) {
      for (const symbol of ['A', 'B']) pending.set(symbol, { side: 'close', share: 0 });
    }
  }
  return account.fills;
}

/** Least squares by the normal equations. */
function regress(x: readonly number[], y: readonly number[]): { slope: number; residuals: number[] } {
  const n = x.length;
  const [mx, my] = [meanAt(x, n - 1, n), meanAt(y, n - 1, n)];
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  const slope = covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  return { slope, residuals: y.map((value, i) => value - (my + slope * (x[i] - mx))) };
}

/** t-statistic of the level in a regression of the changes on it, without a constant. */
function rootStatistic(e: readonly number[]): number {
  const pairs = e.slice(1).map((now, i): [number, number] => [e[i], now - e[i]]);
  const squares = pairs.reduce((sum, [level]) => sum + level * level, 0);
  const rho = pairs.reduce((sum, [level, change]) => sum + level * change, 0) / squares;
  const error = pairs.reduce((sum, [level, change]) => sum + (change - rho * level) ** 2, 0) / (pairs.length - 1);
  return rho / Math.sqrt(error / squares);
}
