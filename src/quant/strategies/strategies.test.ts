import { expect, test } from 'vitest';
import { barsOf, flatBars, testSettings } from '../engine/test-run.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { findStrategy, listStrategies, resolveStrategyParams } from './index.ts';

const run = (strategy: string, params: Record<string, number>, bars: BarColumns): unknown =>
  runBacktest({ strategy, params, settings: testSettings({ size: { kind: 'units', units: 1 } }), series: [{ symbol: 'TEST', bars }] })
    .fills.map(({ bar, side, price }) => [bar, side, price]);

test('every strategy is found by its name and its defaults lie in their ranges', () => {
  for (const info of listStrategies()) {
    expect(findStrategy(info.name).info).toBe(info);
    expect(resolveStrategyParams(info.name, {})).toEqual(Object.fromEntries(info.params.map((param) => [param.name, param.default])));
  }
});

test('buy-and-hold buys on the first bar it can and keeps it', () => {
  expect(run('buy-and-hold', {}, flatBars([10, 11, 12, 13]))).toEqual([[1, 'buy', 11]]);
});

test('sma-cross buys and sells as the averages cross, turning its position round; sma-cross-long only closes', () => {
  const bars = flatBars([10, 9, 8, 7, 9, 11, 13, 11, 9, 6, 6, 6]);
  expect(run('sma-cross', { fast: 1, slow: 3 }, bars)).toEqual([[5, 'buy', 11], [8, 'sell', 9], [8, 'sell', 9]]);
  expect(run('sma-cross-long', { fast: 1, slow: 3 }, bars)).toEqual([[5, 'buy', 11], [8, 'sell', 9]]);
});

test('averages that touch without crossing decide nothing', () => {
  expect(run('sma-cross', { fast: 1, slow: 2 }, flatBars([10, 9, 9, 9, 10, 10, 10]))).toEqual([]);
});

test('sma-cross-bracket sets stop and target off from the close of the signal', () => {
  const bars = barsOf([[10, 10, 10, 10], [9, 9, 9, 9], [8, 8, 8, 8], [10, 10, 10, 10], [10, 10, 10, 10], [10, 13, 10, 11], [11, 11, 11, 11]]);
  expect(run('sma-cross-bracket', { fast: 1, slow: 3, stopLoss: 0.1, takeProfit: 0.2 }, bars)).toEqual([[4, 'buy', 10], [5, 'sell', 12]]);
});

test('rsi-reversion buys low when flat and closes high', () => {
  expect(run('rsi-reversion', { period: 2, low: 30, high: 70 }, flatBars([10, 9, 8, 7, 8, 10, 12]))).toEqual([[3, 'buy', 7], [6, 'sell', 12]]);
});

test('bollinger-limit renews its limit at the lower band and closes above the middle', () => {
  // On bar 1 the mean is 11 and the deviation 1: the limit for bar 2 is 10.
  const bars = barsOf([[10, 10, 10, 10], [12, 12, 12, 12], [11, 11, 9.5, 10], [10, 14, 10, 14], [14, 14, 14, 14]]);
  expect(run('bollinger-limit', { period: 2, deviations: 1 }, bars)).toEqual([[2, 'buy', 10], [4, 'sell', 14]]);
});

test('donchian-breakout buys at the top of the channel and closes at the bottom as it stood a bar ago', () => {
  const bars = barsOf([[10, 11, 9, 10], [10, 12, 9, 11], [11, 13, 11, 13], [13, 13, 12, 12], [12, 12, 8, 8], [8, 8, 8, 8]]);
  expect(run('donchian-breakout', { entry: 2, exit: 2 }, bars)).toEqual([[2, 'buy', 12], [5, 'sell', 8]]);
});
