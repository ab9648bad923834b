/** A curve and which of its extremes must not be lost. */
export type Curve = { readonly values: ArrayLike<number>; readonly keeps: 'lowest' | 'both' };

const perCurve = { lowest: 1, both: 2 } as const;

/**
 * Bars at which curves are drawn so that none loses an extreme: the bars are cut into stretches of equal length, of each are taken the
 * first bar and those of every curve's extremes; the last bar closes the list. Ascending, without repeats, at most `points`;
 * all bars where there are no more than that.
 */
export function pickBars(bars: number, points: number, curves: readonly Curve[]): Uint32Array {
  if (bars <= points) return Uint32Array.from({ length: bars }, (_, bar) => bar);
  const perStretch = curves.reduce((count, curve) => count + perCurve[curve.keeps], 1);
  const stretches = Math.max(1, Math.floor((points - 1) / perStretch));
  const picked: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * bars) / stretches);
    const to = Math.floor(((stretch + 1) * bars) / stretches);
    const mine = new Set([from]);
    for (const curve of curves) for (const bar of extremesOf(curve, from, to)) mine.add(bar);
    picked.push(...[...mine].sort((a, b) => a - b));
  }
  if (picked.at(-1) !== bars - 1) picked.push(bars - 1);
  return Uint32Array.from(picked);
}

function extremesOf({ values, keeps }: Curve, from: number, to: number): readonly number[] {
  let [low, high] = [from, from];
  for (let bar = from + 1; bar < to; bar++) {
    if (values[bar]! < values[low]!) low = bar;
    if (values[bar]! > values[high]!) high = bar;
  }
  return keeps === 'both' ? [low, high] : [low];
}
