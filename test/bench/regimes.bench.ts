import { normal, streamKey, uniform } from '../../src/quant/random/index.ts';
import { createStateFilter, filterStates, findChangePoints, fitHmm } from '../../src/quant/regimes/index.ts';
import { medianMs, type Bench } from './bench.ts';

/** Returns in percent of a market that is calm for weeks and wild for days. */
function drawReturns(count: number): Float64Array {
  const key = streamKey(1, 0);
  let isWild = false;
  return Float64Array.from({ length: count }, (_, i) => {
    if (uniform(key, i) < (isWild ? 0.03 : 0.012)) isWild = !isWild;
    return (isWild ? -0.08 : 0.07) + (isWild ? 1.8 : 0.7) * normal(key, i, 1);
  });
}

/** What no step of expectation and maximisation can do without: a density of each state for each observation. */
function passOfDensities(values: Float64Array): number {
  let sum = 0;
  for (const value of values) for (let s = 0; s < 2; s++) sum += Math.exp(-0.5 * ((value - s) / (s + 1)) ** 2) / (s + 1);
  return sum;
}

export const bench: Bench = {
  name: 'regimes',
  run(report) {
    const values = drawReturns(3_000);
    const observations = { values, columns: 1 };
    const floorMs = medianMs(() => passOfDensities(values), { warmup: 200, runs: 101 });
    let steps = 0;
    const starts = 4;
    const fitMs = medianMs(() => {
      steps = fitHmm(observations, { states: 2, starts }).starts.reduce((sum, start) => sum + start.steps, 0);
    }, { warmup: 5, runs: 15 }) / starts;
    report({ figure: 'hidden Markov model of 2 states, 3,000 returns, a start', measured: `${fitMs.toFixed(2)} ms`, target: '≤ 20 ms', ok: fitMs <= 20, note: `to convergence, ${(steps / starts).toFixed(0)} steps a start` });
    const ratio = fitMs / (steps / starts) / floorMs;
    report({ figure: 'a step of it against one bare pass of its densities', measured: `${ratio.toFixed(1)} ×`, target: '≤ 10 ×', ok: ratio <= 10, note: 'forward, backward and new parameters' });

    const { model } = fitHmm(observations, { states: 2, starts: 1 });
    const batchMs = medianMs(() => filterStates(model, observations), { warmup: 50, runs: 51 });
    const streamMs = medianMs(() => {
      const filter = createStateFilter(model);
      const one = new Float64Array(1);
      for (const value of values) {
        one[0] = value;
        filter.add(one);
      }
    }, { warmup: 50, runs: 51 });
    report({ figure: 'live filter, an observation, against the batch', measured: `${(streamMs / batchMs).toFixed(1)} ×`, target: '≤ 5 ×', ok: streamMs <= 5 * batchMs, note: `${((streamMs * 1e6) / values.length).toFixed(0)} ns` });

    const pointsMs = medianMs(() => findChangePoints(values, { kind: 'mean-and-variance' }), { warmup: 5, runs: 15 });
    report({ figure: 'change points of 3,000 returns, exact', measured: `${pointsMs.toFixed(1)} ms`, target: '≤ 300 ms', ok: pointsMs <= 300 });
    return Promise.resolve();
  },
};
