export { findStrategy, listStrategies } from './registry.ts';
export { resolveStrategyParams } from './resolve-strategy-params.ts';
