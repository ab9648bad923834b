import { normal, streamKey, uniform } from '../../src/quant/random/index.ts';

const draws = (stream: number, count: number): number[] => Array.from({ length: count }, (_, i) => normal(streamKey(11, stream), i));

/** A random walk with a little drift, from 100 on. */
export function makeWalk(count: number, stream = 1): Float64Array {
  let level = 100;
  return Float64Array.from(draws(stream, count), (draw) => (level += 0.02 + draw));
}

/** An autoregression of order 1 round 5. */
export function makeReverting(count: number, stays = 0.7, stream = 2): Float64Array {
  let off = 0;
  return Float64Array.from(draws(stream, count), (draw) => 5 + (off = stays * off + draw));
}

/** Two series that keep their distance and a third that goes its own way. */
export function makeTogether(count: number): Float64Array[] {
  const walk = makeWalk(count, 3);
  const spread = makeReverting(count, 0.8, 4);
  return [Float64Array.from(walk, (value, i) => 2 + 1.5 * value + (spread[i] ?? 0)), walk, makeWalk(count, 5)];
}

/** Returns in percent whose volatility clusters, rises more after losses, and has fat tails. */
export function makeReturns(count: number, seed = 1): Float64Array {
  let [variance, shock] = [1.2, 0];
  return Float64Array.from({ length: count }, (_, i) => {
    variance = 0.03 + (0.04 + (shock < 0 ? 0.1 : 0)) * shock * shock + 0.89 * variance;
    // Bailey's polar method: Student's t with 7 degrees of freedom, brought to variance 1.
    const key = streamKey(seed, 6);
    const t = Math.cos(2 * Math.PI * uniform(key, i)) * Math.sqrt(7 * (uniform(key, i, 1) ** (-2 / 7) - 1));
    shock = Math.sqrt(variance * (5 / 7)) * t;
    return 0.05 + shock;
  });
}
