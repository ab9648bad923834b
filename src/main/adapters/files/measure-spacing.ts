import type { BarSpacing } from '../../core/data/ports.ts';

/** Distances that are told apart; a file with more of them has no rhythm, and memory stays bounded. */
const maxDistances = 10_000;

/**
 * How far apart the bars of a file lie: the most common distance, the shorter of two that are equally common. Nights, weekends,
 * holidays, gaps and changes of the clock make other distances, but fewer of them. Null where there is but one bar.
 */
export function measureSpacing(time: Float64Array): BarSpacing | null {
  const distances = time.length - 1;
  if (distances < 1) return null;
  const counts = countDistances(time);
  let [typicalMs, count] = [0, 0];
  for (const [ms, occurrences] of counts) {
    if (occurrences > count || (occurrences === count && ms < typicalMs)) [typicalMs, count] = [ms, occurrences];
  }
  const meanMs = ((time[distances] as number) - (time[0] as number)) / distances;
  return { typicalMs, share: count / distances, meanMs, distances };
}

/** Equal distances in a row are counted together, which they mostly are. */
function countDistances(time: Float64Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let [current, run] = [(time[1] as number) - (time[0] as number), 0];
  const add = (): void => {
    const before = counts.get(current);
    if (before !== undefined || counts.size < maxDistances) counts.set(current, (before ?? 0) + run);
  };
  for (let row = 1; row < time.length; row++) {
    const distance = (time[row] as number) - (time[row - 1] as number);
    if (distance !== current) {
      add();
      [current, run] = [distance, 0];
    }
    run += 1;
  }
  add();
  return counts;
}
