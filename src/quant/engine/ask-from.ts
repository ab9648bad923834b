import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { StrategyDefinition } from './strategy.ts';

/** A strategy that is asked from a moment on, so that it holds nothing before; itself where the settings name none. Its indicators see every bar. */
export function askFrom(strategy: StrategyDefinition, { tradeFromMs }: Pick<BacktestSettings, 'tradeFromMs'>): StrategyDefinition {
  if (tradeFromMs === undefined) return strategy;
  return {
    ...strategy,
    onBar(cursor, params) {
      if (cursor.bar().timeMs >= tradeFromMs) strategy.onBar(cursor, params);
    },
  };
}
