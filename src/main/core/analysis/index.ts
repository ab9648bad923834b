export type { Analysis, ColumnName, IndicatorRequest, IndicatorResult } from './analysis.ts';
export { createAnalysis, type AnalysisDeps } from './create-analysis.ts';
export { createDescriptions, type DescribeRequest, type Descriptions, type DescriptionsDeps } from './describe-series.ts';
export { createRegimes, type RegimesDeps } from './create-regimes.ts';
export { createReturnStatistics } from './create-return-statistics.ts';
export type { ChangeOptions, FitOptions, JobCall, PriceSource, Regimes } from './regimes.ts';
export type { ReturnsRequest, ReturnStatistics } from './return-statistics.ts';
export { toReturnSeries } from './to-return-series.ts';
