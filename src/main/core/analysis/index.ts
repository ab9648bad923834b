export type { Analysis, ColumnName, IndicatorRequest, IndicatorResult } from './analysis.ts';
export { createAnalysis, type AnalysisDeps } from './create-analysis.ts';
export { createDescriptions, type DescribeRequest, type Descriptions, type DescriptionsDeps } from './describe-series.ts';
export { createReturnStatistics } from './create-return-statistics.ts';
export type { ReturnsRequest, ReturnStatistics } from './return-statistics.ts';
export { toReturnSeries } from './to-return-series.ts';
