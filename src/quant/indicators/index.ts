export { computeIndicator, type IndicatorValues } from './compute-indicator.ts';
export type { IndicatorDefinition, IndicatorParams } from './define-indicator.ts';
export { computeEma } from './ema.ts';
export { createIndicatorStream, type IndicatorStream, type IndicatorStreamState } from './indicator-stream.ts';
export { findIndicator, listIndicators } from './registry.ts';
export { computeRollingMax, computeRollingMin } from './rolling-extremes.ts';
export { computeRsi } from './rsi.ts';
export { computeSma } from './sma.ts';
export { computeStddev } from './stddev.ts';
