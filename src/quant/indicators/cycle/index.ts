import type { IndicatorDefinition } from '../define-indicator.ts';
import { htDcperiod, htDcphase, htPhasor, htSine, htTrendline, htTrendmode } from './hilbert-indicators.ts';

/** The dominant cycle of a price and where in it the price is. */
export const cycles: readonly IndicatorDefinition[] = [
  htDcperiod, htDcphase, htPhasor, htSine, htTrendline, htTrendmode,
];
