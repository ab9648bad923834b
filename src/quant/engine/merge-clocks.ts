/** The moments of several series as one: every time at which any has a bar, and for each series the place of each of its bars in it. */
export type MergedClock = { readonly time: Float64Array; readonly places: readonly Int32Array[] };

/** Merges the ascending times of several series. */
export function mergeClocks(times: readonly Float64Array[]): MergedClock {
  const places = times.map((time) => new Int32Array(time.length));
  const next = new Int32Array(times.length);
  const merged = new Float64Array(times.reduce((sum, time) => sum + time.length, 0));
  let count = 0;
  for (;;) {
    let now = Infinity;
    for (let k = 0; k < times.length; k++) if (next[k] < times[k].length) now = Math.min(now, times[k][next[k]]);
    if (now === Infinity) return { time: merged.slice(0, count), places };
    for (let k = 0; k < times.length; k++) {
      if (times[k][next[k]] !== now) continue;
      places[k][next[k]] = count;
      next[k] += 1;
    }
    merged[count] = now;
    count += 1;
  }
}
