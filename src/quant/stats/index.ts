export { computeBacktestingPyStats } from './backtesting-py.ts';
export type { BacktestingPyStatsInput, RunStatsInput, RunStatsTrade } from './input.ts';
export { computeRunMetrics } from './run-metrics.ts';
export { computeRunFigures, type RunFigures } from './run-figures.ts';
