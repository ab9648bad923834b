import type { RunFall } from '../../../contract/model/run-analysis.ts';
import type { EpochMs } from '../../../contract/model/units.ts';

const dayMs = 86_400_000;

type Fall = { readonly peak: number; readonly bottom: number; readonly back: number | null; readonly depth: number };

/** The deepest falls of a value, deepest first, each with what another value made from its peak to its bottom. */
export function listFalls(time: ArrayLike<number>, value: ArrayLike<number>, other: ArrayLike<number> | null, most: number): RunFall[] {
  const deepest = findFalls(value).sort((a, b) => a.depth - b.depth).slice(0, most);
  return deepest.map(({ peak, bottom, back, depth }) => ({
    depth, fromMs: time[peak] as EpochMs, bottomMs: time[bottom] as EpochMs, toMs: back === null ? null : (time[back] as EpochMs),
    daysDown: (time[bottom]! - time[peak]!) / dayMs, daysBack: back === null ? null : (time[back]! - time[bottom]!) / dayMs,
    other: other === null ? null : other[bottom]! / other[peak]! - 1,
  }));
}

/** Every time below a former peak: the last bar at the peak, the deepest one, and the first back at it. */
function findFalls(value: ArrayLike<number>): Fall[] {
  const falls: Fall[] = [];
  let [peak, bottom] = [0, 0];
  const close = (back: number | null): void => {
    if (bottom > peak) falls.push({ peak, bottom, back, depth: value[bottom]! / value[peak]! - 1 });
  };
  for (let bar = 1; bar < value.length; bar++) {
    if (value[bar]! >= value[peak]!) {
      close(bar);
      peak = bottom = bar;
    } else if (bottom === peak || value[bar]! < value[bottom]!) bottom = bar;
  }
  close(null);
  return falls;
}
