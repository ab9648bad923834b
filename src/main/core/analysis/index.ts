export type { Analysis, ColumnName, IndicatorRequest, IndicatorResult } from './analysis.ts';
export { createAnalysis, type AnalysisDeps } from './create-analysis.ts';
