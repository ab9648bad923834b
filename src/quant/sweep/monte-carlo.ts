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

/** How often a figure fell into each of some stretches of equal width. */
export type Histogram = { readonly from: number; readonly width: number; readonly counts: number[] };

/** Growth on the way, after so many returns each, from 0 on. */
export type Fan = {
  readonly at: number[];
  readonly p5: number[];
  readonly p25: number[];
  readonly p50: number[];
  readonly p75: number[];
  readonly p95: number[];
  readonly actual: number[];
};

/** What a figure comes to over the paths. */
export type Spread = { readonly p5: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number };

export type PathOutcome = {
  readonly paths: number;
  /** Growth over all returns, as a share; under `shuffle` every path has the same. */
  readonly return: Spread;
  /** Deepest fall below a peak: −0.3 is 30 %. */
  readonly maxDrawdown: Spread;
  /** null: every path comes to the same. */
  readonly histograms: { readonly return: Histogram | null; readonly maxDrawdown: Histogram | null };
  readonly fan: Fan;
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

/** Paths that were walked: growth and deepest fall of each, and its growth at the stops, path by path. */
class Paths {
  readonly growths: Float64Array;
  readonly falls: Float64Array;
  readonly #stops: Int32Array;
  readonly #onTheWay: Float64Array;

  /** `stops`: after how many returns a path is looked at on its way, ascending, the end the last. */
  constructor(count: number, stops: Int32Array) {
    this.growths = new Float64Array(count);
    this.falls = new Float64Array(count);
    this.#stops = stops;
    this.#onTheWay = new Float64Array(count * stops.length);
  }

  /** Walks the returns in the order of the places, as the k-th path. */
  walk(returns: Float64Array, places: Int32Array, k: number): void {
    const stops = this.#stops;
    let [growth, peak, worst] = [1, 1, 1];
    let i = 0;
    for (let s = 0; s < stops.length; s++) {
      for (; i < stops[s]; i++) {
        growth *= 1 + returns[places[i]];
        if (growth > peak) peak = growth;
        else if (growth < worst * peak) worst = growth / peak;
      }
      // Stop by stop, so that the paths at one stop lie side by side.
      this.#onTheWay[s * this.growths.length + k] = growth - 1;
    }
    this.growths[k] = growth - 1;
    this.falls[k] = worst - 1;
  }

  /** Growth of all paths at a stop. */
  at(stop: number): Float64Array {
    return this.#onTheWay.subarray(stop * this.growths.length, (stop + 1) * this.growths.length);
  }
}

/** As many places on the way are looked at, the end included. */
const mostStops = 60;

const stopsOf = (count: number): Int32Array => Int32Array.from({ length: Math.min(mostStops, count) }, (_, s) => Math.round(((s + 1) * count) / Math.min(mostStops, count)));

function fanOf(paths: Paths, actual: Paths, stops: Int32Array): Fan {
  const spreads = Array.from(stops, (_, s) => spreadOf(paths.at(s)));
  const line = (share: keyof Spread): number[] => [0, ...spreads.map((spread) => spread[share])];
  return { at: [0, ...stops], p5: line('p5'), p25: line('p25'), p50: line('p50'), p75: line('p75'), p95: line('p95'), actual: [0, ...Array.from(stops, (_, s) => actual.at(s)[0])] };
}

const mostBins = 40;

function histogramOf(values: Float64Array): Histogram | null {
  const [from, to] = [values.reduce((least, value) => Math.min(least, value), Infinity), values.reduce((most, value) => Math.max(most, value), -Infinity)];
  // Orders of the same returns differ in the last digits, and in nothing else.
  if (!(to - from > 1e-9 * Math.max(1, Math.abs(from))) || to === Infinity) return null;
  const width = (to - from) / mostBins;
  const counts = Array.from({ length: mostBins }, () => 0);
  for (const value of values) counts[Math.min(mostBins - 1, Math.floor((value - from) / width))] += 1;
  return { from, width, counts };
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
  const stops = stopsOf(returns.length);
  const [walked, actual] = [new Paths(paths, stops), new Paths(1, stops)];
  actual.walk(returns, places, 0);
  for (let k = 0; k < paths; k++) {
    if (method === 'shuffle') shuffle(places, streamKey(seed, k));
    else drawPlaces(places, seed, k, options.meanBlock ?? usualBlock(returns.length));
    walked.walk(returns, places, k);
    if (k % 64 === 0) progress?.(k / paths);
  }
  const { growths, falls } = walked;
  const [actualGrowth, actualFall] = [actual.growths[0], actual.falls[0]];
  return {
    paths, return: spreadOf(growths), maxDrawdown: spreadOf(falls), histograms: { return: histogramOf(growths), maxDrawdown: histogramOf(falls) }, fan: fanOf(walked, actual, stops),
    actual: { return: actualGrowth, maxDrawdown: actualFall },
    lossProbability: growths.filter((growth) => growth < 0).length / paths, drawdownPercentile: falls.filter((fall) => fall >= actualFall).length / paths,
  };
}
