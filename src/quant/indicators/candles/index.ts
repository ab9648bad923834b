import type { IndicatorDefinition } from '../define-indicator.ts';
import { definePattern } from './define-pattern.ts';
import { hikkake, hikkakemod } from './hikkake.ts';
import { manyCandles } from './many-candles.ts';
import { oneCandle } from './one-candle.ts';
import { threeCandles } from './three-candles.ts';
import { twoCandles } from './two-candles.ts';

/** Candle patterns, by how many candles they take. */
export const candles: readonly IndicatorDefinition[] = [
  ...[...oneCandle, ...twoCandles, ...threeCandles, ...manyCandles].map((pattern) => definePattern(pattern)), hikkake, hikkakemod,
];
