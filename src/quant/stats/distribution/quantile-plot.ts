import { normalQuantile } from '../returns/normal.ts';

/** Points of a quantile–quantile plot against the standard normal distribution. */
export type QuantilePlot = {
  /** Share of the values at or below each point: (i − ½) / n. */
  readonly share: number[];
  /** Where a standard normal value of that share lies. */
  readonly normal: number[];
  readonly sample: number[];
};

/** Values at either end that are always shown: that is where the plot is read. */
const endPoints = 25;

/**
 * Pairs the ordered values with normal quantiles at Hazen's positions (i − ½) / n. A long series is thinned in the middle, evenly along
 * the normal axis; its lowest and highest values are all there. `sorted` ascending.
 */
export function plotQuantiles(sorted: Float64Array, mostPoints = 200): QuantilePlot {
  const count = sorted.length;
  const places = new Set<number>();
  if (count <= mostPoints) for (let i = 0; i < count; i++) places.add(i);
  else {
    for (let i = 0; i < endPoints; i++) places.add(i).add(count - 1 - i);
    const end = -normalQuantile((endPoints + 0.5) / count);
    const middle = mostPoints - 2 * endPoints;
    for (let i = 0; i < middle; i++) places.add(placeOf(-end + (2 * end * i) / (middle - 1), count));
  }
  const chosen = [...places].sort((a, b) => a - b);
  const share = chosen.map((place) => (place + 0.5) / count);
  return { share, normal: share.map(normalQuantile), sample: chosen.map((place) => sorted[place]!) };
}

/** The value whose normal quantile lies nearest below z, by bisection over the places. */
function placeOf(z: number, count: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (normalQuantile((middle + 0.5) / count) <= z) low = middle;
    else high = middle - 1;
  }
  return low;
}
