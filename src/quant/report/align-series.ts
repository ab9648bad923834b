import type { BarColumns } from '../../contract/model/bar.ts';

/** Place of the last bar at or before each moment; −1 before the first. Both ascending. */
export function placesAt(moments: ArrayLike<number>, time: ArrayLike<number>): Int32Array {
  const places = new Int32Array(moments.length);
  let bar = -1;
  for (let i = 0; i < moments.length; i++) {
    while (bar + 1 < time.length && time[bar + 1]! <= moments[i]!) bar += 1;
    places[i] = bar;
  }
  return places;
}

/** Close of a series at each moment: the last one known; before its first bar it stands where it begins. */
export function closesAt(moments: ArrayLike<number>, { time, close }: Pick<BarColumns, 'time' | 'close'>): Float64Array {
  return Float64Array.from(placesAt(moments, time), (bar) => close[Math.max(0, bar)]!);
}

/** Place of the last bar at or before one moment; −1 before the first. */
export function placeAt(time: ArrayLike<number>, ms: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
