import type { BarColumns } from '../../contract/model/bar.ts';
import type { VolatilityReport } from '../../contract/model/volatility.ts';
import { QuantError } from '../error.ts';
import { percentReturns } from './check-returns.ts';
import { fitVolatility } from './fit-volatility.ts';
import { forecastVolatility, type ForecastOptions } from './forecast.ts';
import { rangeVariances, type RangeMeasure } from './range-variance.ts';
import type { VolatilityOptions } from './types.ts';

/** Bars, whose returns are 100 · Δ ln close, or returns in percent. */
export type VolatilitySource = { readonly bars: BarColumns } | { readonly returns: Float64Array };

export type VolatilityRequest = {
  readonly source: VolatilitySource;
  readonly options: Omit<VolatilityOptions, 'measure'>;
  /** Of har: what measures the variance of a bar; squared returns where it is null. */
  readonly measure: RangeMeasure | null;
  readonly forecast: ForecastOptions;
};

/** Fits a model and forecasts with it, in the form in which it travels. Throws what {@link fitVolatility} and {@link forecastVolatility} throw. */
export function reportVolatility({ source, options, measure, forecast }: VolatilityRequest): VolatilityReport {
  const bars = 'bars' in source ? source.bars : null;
  if (measure !== null && bars === null) throw new QuantError('RANGE', `The measure ${measure} needs bars; returns alone have no highs and lows.`);
  const returns = 'bars' in source ? percentReturns(source.bars.close) : source.returns;
  const fit = fitVolatility(returns, { ...options, ...(measure === null || bars === null ? {} : { measure: rangeVariances(bars, measure).subarray(1) }) });
  const ahead = forecastVolatility(fit, forecast);
  const { residuals: _residuals, har: _har, sigma, order, standardErrors, robustErrors, params, limits, ...figures } = fit;
  return {
    ...figures, order: { ...order }, params: { ...params }, standardErrors: { ...standardErrors }, robustErrors: { ...robustErrors }, limits: [...limits],
    time: bars === null ? null : (Array.from(bars.time.subarray(1)) as NonNullable<VolatilityReport['time']>), sigma: Array.from(sigma, (value) => (Number.isNaN(value) ? null : value)),
    forecast: ahead.sigma, forecastVariance: ahead.variance, forecastMean: ahead.mean, level: ahead.level, sigmaInterval: ahead.sigmaInterval, returnInterval: ahead.returnInterval,
  };
}
