import { findStrategy } from '../strategies/registry.ts';
import { resolveStrategyParams } from '../strategies/resolve-strategy-params.ts';
import type { TaskContext } from '../tasks.ts';
import { runStrategy } from './run-strategy.ts';
import type { BacktestTaskInput, BacktestTaskOutput } from './task.ts';

/**
 * Runs a ready-made strategy over bars and computes its statistics. The same input gives the same bytes.
 * Bad strategies, parameters, bars and orders are a QuantError in one sentence.
 */
export function runBacktest({ strategy, params, settings, series }: BacktestTaskInput, context?: TaskContext): BacktestTaskOutput {
  return runStrategy(findStrategy(strategy), resolveStrategyParams(strategy, params), settings, series, context);
}
