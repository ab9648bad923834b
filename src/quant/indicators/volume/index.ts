import type { IndicatorDefinition } from '../define-indicator.ts';
import { ad, adosc } from './accumulation.ts';
import { obv } from './obv.ts';

/** Volume and what prices did with it. */
export const volume: readonly IndicatorDefinition[] = [
  obv, ad, adosc,
];
