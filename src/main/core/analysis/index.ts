export type { Analysis, ColumnName, IndicatorRequest, IndicatorResult } from './analysis.ts';
