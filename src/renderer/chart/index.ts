export type { ChartBar, ChartPage } from './bar-buffer.ts';
export { PriceChart, type ChartIndicator, type ChartLevel, type ChartMarker, type PriceChartOptions } from './price-chart.ts';
