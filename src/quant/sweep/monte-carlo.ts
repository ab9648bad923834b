import { QuantError } from '../error.ts';
import { streamKey, uniform } from '../random/index.ts';
import { drawPlaces, usualBlock } from '../stats/significance/bootstrap.ts';
import { quantileOfSorted } from '../stats/returns/quantile.ts';

/** `shuffle`: the returns in another order; `bootstrap`: drawn again in blocks, with replacement. */
export type PathMethod = 'shuffle' | 'bootstrap';

export type PathOptions = {
  readonly method: PathMethod;
  readonly paths: number;
  /** Mean length of a block of the bootstrap; null: the cube root of the number of returns. 1 draws each by itself, as trades that follow no other. */
  readonly meanBlock: number | null;
  readonly seed: number;
  readonly progress?: (share: number) => void;
};

/** What a figure comes to over the paths. */
export type Spread = { readonly p5: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number };

export type PathOutcome = {
  readonly paths: number;
  /** Growth over all returns, as a share; under `shuffle` every path has the same. */
  readonly return: Spread;
  /** Deepest fall below a peak: −0.3 is 30 %. */
  readonly maxDrawdown: Spread;
  /** Of the returns as they came. */
  readonly actual: { readonly return: number; readonly maxDrawdown: number };
  /** Share of the paths that lose. */
  readonly lossProbability: number;
  /** Share of the paths whose deepest fall is at most as deep as the actual one: near 0, the order in which they came was lucky. */
  readonly drawdownPercentile: number;
};

function check(returns: Float64Array, { paths, seed, meanBlock }: PathOptions): void {
  if (returns.length < 2) throw new QuantError('TOO_FEW', `There are ${returns.length} returns; paths need at least 2.`);
  for (let i = 0; i < returns.length; i++) if (!(returns[i] >= -1 && returns[i] < Infinity)) throw new QuantError('NOT_FINITE', `Return ${i} is ${returns[i]}; a share of −1 or more is needed.`);
  if (!Number.isInteger(paths) || paths < 1 || paths > 1_000_000) throw new QuantError('RANGE', `The number of paths must be a whole number from 1 to 1,000,000, not ${paths}.`);
  if (!Number.isInteger(seed) || seed < 0) throw new QuantError('RANGE', `The seed must be a whole number of 0 or more, not ${seed}.`);
  if (meanBlock !== null && !(meanBlock >= 1)) throw new QuantError('RANGE', `The mean block must be at least 1 return long, not ${meanBlock}.`);
}

/** Puts places into a random order (Fisher and Yates), from the order in which they lie. */
function shuffle(places: Int32Array, key: number): void {
  for (let i = places.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i) * (i + 1));
    const kept = places[i];
    places[i] = places[j];
    places[j] = kept;
  }
}

/** Growth and deepest fall of returns in the order of the places, into the k-th entries. */
function walk(returns: Float64Array, places: Int32Array, k: number, growths: Float64Array, falls: Float64Array): void {
  let [growth, peak, worst] = [1, 1, 1];
  for (let i = 0; i < places.length; i++) {
    growth *= 1 + returns[places[i]];
    if (growth > peak) peak = growth;
    else if (growth < worst * peak) worst = growth / peak;
  }
  growths[k] = growth - 1;
  falls[k] = worst - 1;
}

function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort();
  const at = (share: number): number => quantileOfSorted(sorted, share);
  return { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

/**
 * What the same returns — of trades, or of periods — come to in other orders. The same seed gives the same paths.
 * Errors: TOO_FEW, NOT_FINITE, RANGE.
 */
export function drawPaths(returns: Float64Array, options: PathOptions): PathOutcome {
  check(returns, options);
  const { method, paths, seed, progress } = options;
  const places = Int32Array.from(returns, (_, i) => i);
  const [growths, falls] = [new Float64Array(paths), new Float64Array(paths)];
  const [actualGrowth, actualFall] = [new Float64Array(1), new Float64Array(1)];
  walk(returns, places, 0, actualGrowth, actualFall);
  for (let k = 0; k < paths; k++) {
    if (method === 'shuffle') shuffle(places, streamKey(seed, k));
    else drawPlaces(places, seed, k, options.meanBlock ?? usualBlock(returns.length));
    walk(returns, places, k, growths, falls);
    if (k % 64 === 0) progress?.(k / paths);
  }
  return {
    paths, return: spreadOf(growths), maxDrawdown: spreadOf(falls), actual: { return: actualGrowth[0], maxDrawdown: actualFall[0] },
    lossProbability: growths.filter((growth) => growth < 0).length / paths, drawdownPercentile: falls.filter((fall) => fall >= actualFall[0]).length / paths,
  };
}
