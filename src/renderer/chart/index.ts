export type { ChartBar, ChartPage } from './bar-buffer.ts';
export { formatReading, isWholeOutput, placesOfReadings } from './format-reading.ts';
export type { IndicatorReading, IndicatorView } from './indicator-layer.ts';
export type { PanePlace } from './pane-stack.ts';
export { pricesPane, type IndicatorPlan, type PanePlan } from './plan.ts';
export type { ChartLevel } from './level-lines.ts';
export type { ChartSight } from './sight.ts';
export { PriceChart, type ChartMarker, type PriceChartOptions } from './price-chart.ts';
