/**
 * The clock of a time zone as steps: from each moment on it is ahead of UTC by an offset, both in milliseconds; moments ascend. What
 * lies before the first has the first offset. Quant knows no time zones, so whoever calls says it.
 */
export type ZoneSteps = { readonly fromMs: readonly number[]; readonly offsetMs: readonly number[] };

/** Offset at a moment; 0 without a zone. */
export function offsetAt(zone: ZoneSteps | null, timeMs: number): number {
  if (zone === null) return 0;
  let step = zone.fromMs.length - 1;
  while (step > 0 && zone.fromMs[step]! > timeMs) step -= 1;
  return zone.offsetMs[step] ?? 0;
}

/** What the clock on the wall shows at each moment, as milliseconds of a day count without offsets; the times themselves without a zone. */
export function localTimes(time: Float64Array, zone: ZoneSteps | null): Float64Array {
  if (zone === null || zone.fromMs.length === 0) return time;
  const local = new Float64Array(time.length);
  let step = 0;
  for (let i = 0; i < time.length; i++) {
    while (step + 1 < zone.fromMs.length && zone.fromMs[step + 1]! <= time[i]!) step += 1;
    local[i] = time[i]! + zone.offsetMs[step]!;
  }
  return local;
}
