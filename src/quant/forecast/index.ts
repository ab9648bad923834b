export { fitArima, type ArimaFit, type ArimaOptions } from './fit-arima.ts';
export { fitSmoothing, forecastSmoothing, type SmoothingFit, type SmoothingOptions } from './fit-smoothing.ts';
export { forecastArima, type SeriesForecast, type SeriesForecastOptions } from './forecast-arima.ts';
