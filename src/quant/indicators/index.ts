export { computeIndicator, type IndicatorValues } from './compute-indicator.ts';
export type { IndicatorDefinition, IndicatorParams } from './define-indicator.ts';
export { createIndicatorStream, type IndicatorStream, type IndicatorStreamState } from './indicator-stream.ts';
export { computeEma } from './overlap/ema.ts';
export { computeSma } from './overlap/sma.ts';
export { computeRsi } from './momentum/rsi.ts';
export { findIndicator, listIndicators } from './registry.ts';
export { computeRollingMax, computeRollingMin } from './rolling-extremes.ts';
export { computeStddev } from './statistic/stddev.ts';
