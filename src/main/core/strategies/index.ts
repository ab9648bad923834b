export { createStrategies, type StrategiesDeps } from './create-strategies.ts';
export { codeOf, requireFileName } from './file-name.ts';
export type { CodeOptions, RunnableStrategy, Strategies, StrategyRequest, WrittenRules } from './strategies.ts';
export { usualLimits, watchCode, type CodeLimits } from './watch-code.ts';
