export type { ChartBar, ChartPage } from './bar-buffer.ts';
export type { ChartIndicator, IndicatorReading } from './indicator-layer.ts';
export { PriceChart, type ChartLevel, type ChartMarker, type PriceChartOptions } from './price-chart.ts';
