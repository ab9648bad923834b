import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import type { Cursor } from './cursor.ts';
import { runStrategy } from './run-strategy.ts';
import type { StrategyDefinition } from './strategy.ts';
import type { BacktestTaskOutput } from './task.ts';

/** Tools for tests: small bars and strategies written as a list of what to do on which bar. */
export type BarRow = readonly [open: number, high: number, low: number, close: number];

export function barsOf(rows: readonly BarRow[], volume = 1000): BarColumns {
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return {
    time: Float64Array.from(rows, (_, i) => i * 86_400_000), open: column(0), high: column(1), low: column(2), close: column(3),
    volume: new Float64Array(rows.length).fill(volume),
  };
}

/** Bars that do not move inside: open, high, low and close are one. */
export const flatBars = (prices: readonly number[]): BarColumns => barsOf(prices.map((price) => [price, price, price, price]));

export const testSettings = (changes: Partial<BacktestSettings> = {}): BacktestSettings => ({
  profile: 'tapedeck', cash: 10_000, commissionRate: 0, commissionFixed: 0, spreadRate: 0, slippageRate: 0, margin: 1, fill: 'next-open',
  intrabar: 'pessimistic', exclusive: false, hedging: false, closeAtEnd: false, size: { kind: 'all' }, fractional: false, seed: 1, ...changes,
});

export type Script = Readonly<Record<number, (cursor: Cursor) => void>>;

/** A strategy without indicators that does what the script says on the close of the numbered bars. */
export const scripted = (script: Script): StrategyDefinition => ({
  info: { name: 'scripted', title: 'Scripted', family: 'Test', params: [], vectorised: false, description: 'Follows a list.' },
  indicators: () => ({}),
  onBar: (cursor) => script[cursor.index]?.(cursor),
});

export const runScript = (bars: BarColumns, script: Script, changes: Partial<BacktestSettings> = {}): BacktestTaskOutput =>
  runStrategy(scripted(script), {}, testSettings(changes), [{ symbol: 'TEST', bars }]);
