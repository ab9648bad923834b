export type { BacktestRequest, Backtests } from './backtests.ts';
export type { RunRegistry, TrialRow } from './ports.ts';
