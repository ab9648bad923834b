import type { SeriesTestReport } from '../../../contract/model/series-test.ts';
import type { VolatilityReport } from '../../../contract/model/volatility.ts';
import type { SeriesTestRequest } from '../../../quant/econometrics/index.ts';
import type { VolatilityRequest } from '../../../quant/volatility/index.ts';
import type { PriceSource } from './regimes.ts';

/** Returns in percent, or prices that have them. */
export type ReturnSource = PriceSource | { readonly kind: 'returns'; readonly returns: readonly number[] };

export type NamedSeries = { readonly name: string; readonly values: readonly (number | null)[] };

/** Models and tests of series, computed in the pool. NOT_FOUND for an unknown instrument, INVALID_INPUT with the reason where values do not do. */
export interface Econometrics {
  /** A model of volatility with its forecasts. */
  fitVolatility(source: ReturnSource, request: Omit<VolatilityRequest, 'source'>, signal?: AbortSignal): Promise<VolatilityReport>;
  /** Tests of one series, or of several together. Rows in which one has no value are left out and counted. */
  testSeries(series: readonly NamedSeries[], options: Pick<SeriesTestRequest, 'trend' | 'lags'>, signal?: AbortSignal): Promise<SeriesTestReport>;
}
