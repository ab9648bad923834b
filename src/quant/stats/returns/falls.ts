/** A time under water of a series of returns, in places of that series. */
export type Fall = {
  /** First return below the former peak. */
  readonly start: number;
  /** Return at the deepest point. */
  readonly valley: number;
  /** First return at or above the former peak again; null: not yet. */
  readonly recovery: number | null;
  /** Deepest loss from the peak, negative: −0.3 is 30 % below. */
  readonly depth: number;
};

/** Value of one unit after each return, compounded: the start, 1, is not in it. */
export function compound(returns: Float64Array): Float64Array {
  const wealth = new Float64Array(returns.length);
  let value = 1;
  for (let i = 0; i < returns.length; i++) wealth[i] = value *= 1 + returns[i]!;
  return wealth;
}

/**
 * Distance below the highest value so far after each return, as a share: 0 or less. The start, 1, counts as a peak, so that a loss
 * in the first return is a fall.
 */
export function computeDepths(wealth: Float64Array): Float64Array {
  const depths = new Float64Array(wealth.length);
  let peak = 1;
  for (let i = 0; i < wealth.length; i++) {
    const value = wealth[i]!;
    if (value > peak) peak = value;
    depths[i] = value / peak - 1;
  }
  return depths;
}

/** Every time under water in order. */
export function findFalls(depths: Float64Array): Fall[] {
  const falls: Fall[] = [];
  for (let i = 0; i < depths.length; i++) {
    if (depths[i]! >= 0) continue;
    const start = i;
    let valley = i;
    for (; i < depths.length && depths[i]! < 0; i++) if (depths[i]! < depths[valley]!) valley = i;
    falls.push({ start, valley, recovery: i < depths.length ? i : null, depth: depths[valley]! });
  }
  return falls;
}

/** The deepest falls first; of equal depth, the earlier first. */
export const worstFalls = (falls: readonly Fall[], count: number): Fall[] => [...falls].sort((a, b) => a.depth - b.depth).slice(0, count);
