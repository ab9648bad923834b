export { createWalkForwards } from './create-walk-forwards.ts';
export type { WalkForwards } from './walk-forwards.ts';
export { createRobustness, type MonteCarloRequest, type Robustness } from './robustness.ts';
export { createSweeps } from './create-sweeps.ts';
export type { SweepOnBarsOptions, SweepOrder, Sweeps } from './sweeps.ts';
export type { BacktestRequest, Backtests, RunOnBarsOptions } from './backtests.ts';
export { createBacktests, type BacktestsDeps } from './create-backtests.ts';
export type { RecordedSpec, RunRegistry, TrialRow } from './ports.ts';
