import { testAdf, testEngleGranger } from '../../src/quant/econometrics/index.ts';
import { fitVolatility, forecastVolatility, type VolatilityOptions } from '../../src/quant/volatility/index.ts';
import { makeReturns, makeTogether, makeWalk } from '../golden/econometric-series.ts';
import { medianMs, type Bench } from './bench.ts';

const count = 3_000;

/** The log-likelihood of GARCH(1,1) as anybody would write it: what a search evaluates again and again. */
function evaluateStraight(returns: Float64Array, [mu, omega, alpha, beta]: readonly [number, number, number, number]): number {
  let variance = omega / (1 - alpha - beta);
  let sum = 0;
  for (let t = 0; t < returns.length; t++) {
    const shock = (returns[t] ?? 0) - mu;
    sum -= 0.5 * (Math.log(2 * Math.PI) + Math.log(variance) + (shock * shock) / variance);
    variance = omega + alpha * shock * shock + beta * variance;
  }
  return sum;
}

export const bench: Bench = {
  name: 'volatility',
  run(report) {
    const returns = makeReturns(count);
    let sink = 0;
    // Many at a time, so that whatever else the machine does falls on both sides of the ratio.
    const evaluations = 100;
    const straightMs = medianMs(() => {
      for (let i = 0; i < evaluations; i++) sink += evaluateStraight(returns, [0.05, 0.05, 0.12, 0.84]);
    }, { warmup: 5, runs: 41 }) / evaluations;
    const measure = (figure: string, run: () => unknown, targetMs: number | null, runs = 41): void => {
      const ms = medianMs(run, { warmup: 20, runs });
      report({ figure, measured: `${ms.toFixed(2)} ms`, target: targetMs === null ? '' : `≤ ${targetMs} ms`, ok: targetMs === null ? null : ms <= targetMs, note: `${(ms / straightMs).toFixed(0)} times one straight evaluation of the likelihood (${(straightMs * 1_000).toFixed(0)} µs)` });
    };
    const models: [string, VolatilityOptions, number | null][] = [
      ['GARCH(1,1)', { model: 'garch' }, 5], ['GARCH(1,1), Student\'s errors', { model: 'garch', distribution: 't' }, null], ['GJR', { model: 'gjr' }, null], ['EGARCH', { model: 'egarch' }, null], ['HAR', { model: 'har' }, null],
    ];
    for (const [name, options, targetMs] of models) measure(`${name} on ${count.toLocaleString('en')} returns, standard errors included`, () => fitVolatility(returns, options), targetMs);
    const fit = fitVolatility(returns, { model: 'garch' });
    measure('forecast of 10 periods with intervals from 2,000 futures', () => forecastVolatility(fit), null);
    const walk = makeWalk(count);
    measure('augmented Dickey-Fuller of 3,000 values, lags chosen', () => testAdf(walk), null, 11);
    const [first, second] = makeTogether(count) as [Float64Array, Float64Array, Float64Array];
    measure('Engle-Granger of two series of 3,000 values', () => testEngleGranger([first, second]), null, 11);
    if (!Number.isFinite(sink)) throw new Error('The straight evaluation went wrong.');
    return Promise.resolve();
  },
};
