export { percentReturns, requireWhole } from './check-returns.ts';
export { fitVolatility } from './fit-volatility.ts';
export { forecastVolatility, type ForecastOptions, type Interval, type VolatilityForecast } from './forecast.ts';
export { invertPositive } from './invert.ts';
export { minimise, type Minimum, type Objective } from './minimise.ts';
export { rangeMeasures, rangeVariances, type RangeMeasure } from './range-variance.ts';
export type { ErrorDistribution, Initialisation, VolatilityFit, VolatilityModelName, VolatilityOptions } from './types.ts';
export { reportVolatility, type VolatilityRequest, type VolatilitySource } from './report-volatility.ts';
