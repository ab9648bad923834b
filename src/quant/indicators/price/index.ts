import type { IndicatorDefinition } from '../define-indicator.ts';
import { avgprice, medprice, typprice, wclprice } from './averages.ts';

/** Prices that stand for a whole bar. */
export const prices: readonly IndicatorDefinition[] = [
  avgprice, medprice, typprice, wclprice,
];
