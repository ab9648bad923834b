export { checkSymbolCount } from './check-symbol-count.ts';
export { findStrategy, listStrategies } from './registry.ts';
export { resolveStrategyParams } from './resolve-strategy-params.ts';
