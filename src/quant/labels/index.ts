export { labelForwardReturn, labelSign } from './forward-return.ts';
export type { LabelSet } from './label-set.ts';
export { labelTrend, type TrendLabels, type TrendScanningOptions } from './trend-scanning.ts';
export { labelTripleBarrier, type BarrierPrices, type TripleBarrierLabels, type TripleBarrierOptions } from './triple-barrier.ts';
