import { QuantError } from '../error.ts';
import { normalQuantile } from '../stats/index.ts';
import { requireWhole } from '../volatility/index.ts';
import { advance, filterArma, stateSize } from './arma-filter.ts';
import { armaOf, differenceTimes, type ArimaFit } from './fit-arima.ts';

export type SeriesForecastOptions = {
  /** Periods ahead; 10 where nothing is said. */
  readonly horizon?: number;
  /** Share of futures that the interval holds; 0.95 where nothing is said. */
  readonly level?: number;
};

/** The values after the last, one a period, in the unit of the series. */
export type SeriesForecast = {
  readonly mean: number[];
  /** Deviation of what comes from what was expected, given the parameters: it leaves out that they are estimates. */
  readonly deviation: number[];
  readonly level: number;
  readonly low: number[];
  readonly high: number[];
};

const mostHorizon = 1_000;

/** Refuses what cannot be forecast. RANGE. */
export function requireForecast(horizon: number, level: number): void {
  requireWhole('The horizon', horizon, 1, mostHorizon);
  if (!(level > 0 && level < 1)) throw new QuantError('RANGE', `The level must be above 0 and below 1, such as 0.95, not ${level}.`);
}

/** Expected values with the interval of normal errors. */
export function withInterval(mean: number[], deviation: number[], level: number): SeriesForecast {
  const reach = normalQuantile(0.5 + level / 2);
  return { mean, deviation, level, low: mean.map((value, h) => value - reach * deviation[h]!), high: mean.map((value, h) => value + reach * deviation[h]!) };
}

/** Forecasts of a fitted ARIMA: exact for normal errors and its parameters, those of the last states of the filter included. Throws RANGE. */
export function forecastArima(fit: ArimaFit, { horizon = 10, level = 0.95 }: SeriesForecastOptions = {}): SeriesForecast {
  requireForecast(horizon, level);
  const { d } = fit.order;
  const arma = armaOf(fit);
  const size = stateSize(arma);
  const centre = fit.params['mean'] ?? 0;
  const { states, covariance } = filterArma(arma, [differenceTimes(fit.values, d).map((value) => value - centre)]);
  // How each element of the state after the last value moves the values to come.
  const paths = Array.from({ length: size }, (_, i) => sumTimes(pathOf(arma, Float64Array.from({ length: size }, (_value, j) => (i === j ? 1 : 0)), horizon), d));
  // And an error of the next period, which enters as it will in each one after it.
  const weights = sumTimes(pathOf(arma, Float64Array.from({ length: size }, (_, i) => (i === 0 ? 1 : (arma.ma[i - 1] ?? 0))), horizon), d);
  const mean = integrate(pathOf(arma, states[0]!, horizon).map((value) => value + centre), fit.values, d);
  let later = 0;
  const deviation = mean.map((_, h) => {
    let open = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) open += paths[i]![h]! * covariance[i * size + j]! * paths[j]![h]!;
    if (h > 0) later += weights[h - 1]! ** 2;
    return Math.sqrt(fit.variance * (open + later));
  });
  return withInterval(mean, deviation, level);
}

/** What a state lets expect, period by period. */
function pathOf(arma: { readonly ar: Float64Array; readonly ma: Float64Array }, start: Float64Array, horizon: number): number[] {
  let state = start;
  return Array.from({ length: horizon }, (_, h) => {
    if (h > 0) state = advance(arma, state);
    return state[0]!;
  });
}

/** Running sums, so many times, from 0. */
function sumTimes(values: number[], times: number): number[] {
  for (let k = 0; k < times; k++) {
    let sum = 0;
    values = values.map((value) => (sum += value));
  }
  return values;
}

/** Changes of changes as values that go on from the last. */
function integrate(changes: number[], values: Float64Array, d: number): number[] {
  for (let k = d - 1; k >= 0; k--) {
    let level = differenceTimes(values, k).at(-1)!;
    changes = changes.map((value) => (level += value));
  }
  return changes;
}
