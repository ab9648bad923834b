import { QuantError } from '../error.ts';

/**
 * What the clocks of a zone show: stretches of time with one distance from UTC each. Plain data, so that it can go to a job; who knows
 * the zones of the world makes it with `makeZoneClock`.
 */
export type ZoneClock = {
  readonly zone: string;
  /** First moment of each stretch, ascending; the first has none and is −∞. */
  readonly fromMs: Float64Array;
  /** Local time minus UTC in each, in milliseconds. */
  readonly offsetMs: Float64Array;
};

const dayMs = 86_400_000;
const stepMs = 7 * dayMs;

/** The clock of UTC, which never changes. */
export const utcClock: ZoneClock = { zone: 'UTC', fromMs: Float64Array.of(Number.NEGATIVE_INFINITY), offsetMs: Float64Array.of(0) };

/**
 * Finds the stretches of a zone between two moments (and two days about them) by stepping week by week and halving where the offset has
 * changed, to the second; no zone has changed twice within a week since 1970. `offsetMinutes` knows the zone. Errors: RANGE for a span that is no span or longer than 300 years.
 */
export function makeZoneClock(zone: string, offsetMinutes: (ms: number) => number, fromMs: number, toMs: number): ZoneClock {
  if (!(fromMs <= toMs) || toMs - fromMs > 300 * 366 * dayMs) throw new QuantError('RANGE', `The clock of ${zone} is asked for from ${fromMs} to ${toMs}; give a span of at most 300 years.`);
  const [begins, offsets] = [[Number.NEGATIVE_INFINITY], [offsetMinutes(Math.floor(fromMs / dayMs) * dayMs - 2 * dayMs)]];
  for (let at = Math.floor(fromMs / dayMs) * dayMs - 2 * dayMs; at < toMs + 2 * dayMs; at += stepMs) {
    const next = offsetMinutes(at + stepMs);
    if (next === offsets.at(-1)) continue;
    let [low, high] = [at, at + stepMs];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (offsetMinutes(middle) === offsets.at(-1)) low = middle;
      else high = middle;
    }
    begins.push(high);
    offsets.push(next);
  }
  return { zone, fromMs: Float64Array.from(begins), offsetMs: Float64Array.from(offsets, (minutes) => minutes * 60_000) };
}

/** Local time minus UTC at a moment, in milliseconds. */
export function offsetAt({ fromMs, offsetMs }: ZoneClock, ms: number): number {
  let [low, high] = [0, fromMs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fromMs[middle]! <= ms) low = middle;
    else high = middle - 1;
  }
  return offsetMs[low]!;
}

/** What the clock shows at a moment, as if the zone were UTC. */
export const toLocal = (clock: ZoneClock, ms: number): number => ms + offsetAt(clock, ms);

/** The day that a clock shows at a moment, counted from 1970-01-01. */
export const localDay = (clock: ZoneClock, ms: number): number => Math.floor(toLocal(clock, ms) / dayMs);

/**
 * The moment at which the clock shows a time. Of an hour that it shows twice the first showing; an hour that it skips is read with the
 * offset from before, which is an hour later on the new clock.
 */
export function toMoment(clock: ZoneClock, localMs: number): number {
  const { fromMs, offsetMs } = clock;
  for (let i = 0; i < fromMs.length; i++) {
    const ms = localMs - offsetMs[i]!;
    if (ms >= fromMs[i]! && (i + 1 === fromMs.length || ms < fromMs[i + 1]!)) return ms;
    // Past the end of this stretch and before the start of the next: the clock never shows it.
    if (i + 1 < fromMs.length && ms >= fromMs[i + 1]! && localMs - offsetMs[i + 1]! < fromMs[i + 1]!) return ms;
  }
  return localMs - offsetMs.at(-1)!;
}
