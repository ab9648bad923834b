import type { StrategyParam } from '../../contract/model/strategy.ts';

/** A parameter that counts bars. */
export const barsParam = (name: string, title: string, byDefault: number, min = 1): StrategyParam =>
  ({ name, title, default: byDefault, min, max: 10_000, isInteger: true });
