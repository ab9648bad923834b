export type { ChartBar, ChartPage } from './bar-buffer.ts';
export { formatReading } from './format-reading.ts';
export type { IndicatorReading, IndicatorView, PanePlace } from './indicator-layer.ts';
export { pricesPane, type IndicatorPlan, type PanePlan } from './plan.ts';
export { PriceChart, type ChartLevel, type ChartMarker, type PriceChartOptions } from './price-chart.ts';
