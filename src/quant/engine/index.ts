export { runBacktest } from './run-backtest.ts';
export { runStrategy } from './run-strategy.ts';
export type { StrategyDefinition, StrategyParams } from './strategy.ts';
export type { BacktestTaskInput, BacktestTaskOutput } from './task.ts';
export { engineVersion } from './version.ts';
