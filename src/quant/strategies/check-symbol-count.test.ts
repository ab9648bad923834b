import { expect, test } from 'vitest';
import { flatBars, testSettings } from '../engine/test-run.ts';
import { runBacktest } from '../engine/run-backtest.ts';
import { checkSymbolCount, findStrategy } from './index.ts';

const run = (strategy: string, symbols: readonly string[]): unknown =>
  runBacktest({ strategy, params: {}, settings: testSettings(), series: symbols.map((symbol) => ({ symbol, bars: flatBars([10, 11, 12]) })) });

test('a run over more or fewer symbols than its strategy trades is refused in one sentence', () => {
  expect(() => run('pairs-cointegration', ['A'])).toThrow('Strategy pairs-cointegration trades exactly 2 symbols; 1 was given.');
  expect(() => run('pairs-cointegration', ['A', 'B', 'C'])).toThrow('Strategy pairs-cointegration trades exactly 2 symbols; 3 were given.');
  expect(() => run('momentum-rotation', ['A'])).toThrow('Strategy momentum-rotation trades at least 2 symbols; 1 was given.');
  expect(() => run('ema-cross', ['A', 'B'])).toThrow('Strategy ema-cross trades exactly 1 symbol; 2 were given.');
});

test('what is given as asked for, or by a strategy that does not say, is run', () => {
  expect(() => run('momentum-rotation', ['A', 'B', 'C'])).not.toThrow();
  expect(() => run('sma-cross', ['A', 'B'])).not.toThrow();
  expect(() => checkSymbolCount({ ...findStrategy('grid').info, symbols: { min: 2, max: 4 } }, 5)).toThrow('trades 2 to 4 symbols; 5 were given');
});
