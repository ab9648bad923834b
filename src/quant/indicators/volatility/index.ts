import type { IndicatorDefinition } from '../define-indicator.ts';
import { atr, natr, trange } from './atr.ts';

/** How far prices move in a bar. */
export const volatility: readonly IndicatorDefinition[] = [
  atr, natr, trange,
];
