/** Falls below a former peak, each from the last bar at a peak to the first bar at a new one (or the last bar). */
export type Drawdowns = {
  /** Deepest fall as a share of the peak, 0 or more. */
  readonly deepest: number;
  /** Highest value of all. */
  readonly peak: number;
  /** Depth and length in milliseconds of each fall of at least one bar in between. */
  readonly depths: readonly number[];
  readonly durationsMs: readonly number[];
};

/**
 * Drawdowns of a value over time. A fall on the very last bar alone has no length yet and is counted in `deepest` only,
 * as in backtesting.py.
 */
export function computeDrawdowns(time: Float64Array, value: Float64Array): Drawdowns {
  const depths: number[] = [];
  const durationsMs: number[] = [];
  let peak = Number.NEGATIVE_INFINITY;
  let peakBar = 0;
  let deepest = 0;
  let depth = 0;
  const last = value.length - 1;
  for (let i = 0; i <= last; i++) {
    const isPeak = value[i]! >= peak;
    if (!isPeak) {
      depth = Math.max(depth, 1 - value[i]! / peak);
      deepest = Math.max(deepest, depth);
    }
    if (!isPeak && i !== last) continue;
    if (i > peakBar + 1) {
      depths.push(depth);
      durationsMs.push(time[i]! - time[peakBar]!);
    }
    peak = Math.max(peak, value[i]!);
    peakBar = i;
    depth = 0;
  }
  return { deepest, peak, depths, durationsMs };
}
