import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { listStrategies } from '../../../quant/strategies/index.ts';

/** Strategies that can be run. */
export interface Strategies {
  list(): readonly StrategyInfo[];
}

export const createStrategies = (): Strategies => ({ list: listStrategies });
