import { IANAZone } from 'luxon';
import { dayMs } from './civil-date.ts';

/** A stretch of time in which a zone keeps one distance from UTC. */
type Stretch = { readonly fromMs: number; readonly toMs: number; readonly offsetMs: number };

/** Whether the name is a zone of the IANA database, such as `America/New_York`. */
export const isZone = (name: string): boolean => IANAZone.isValidZone(name);

/** A clock reading as a moment; `isSkipped` where the zone's clock jumped over it. */
export type ZonedTime = { readonly timeMs: number; readonly isSkipped: boolean };

/**
 * Turns what a clock in a zone showed into moments, row after row.
 * An hour that the clock showed twice is read as its first showing, unless the row before has already reached that moment: then as
 * its second. An hour that the clock skipped is read with the offset from before the change, which is an hour later on the new clock.
 */
export class ZoneClock {
  readonly #stretches: readonly Stretch[];
  #current = 0;

  /** `fromMs` and `toMs` bound the clock readings to come, as if the zone were UTC. */
  constructor(zone: string, fromMs: number, toMs: number) {
    this.#stretches = findStretches(IANAZone.create(zone), fromMs - 2 * dayMs, toMs + 2 * dayMs);
  }

  /** `previousMs` is the moment of the row before. */
  toMoment(localMs: number, previousMs: number): ZonedTime {
    const here = this.#stretches[this.#current] as Stretch;
    const quick = localMs - here.offsetMs;
    // A day inside its stretch no neighbour can claim the reading: no zone has ever changed by more at once.
    if (quick - here.fromMs > dayMs && here.toMs - quick > dayMs) return { timeMs: quick, isSkipped: false };
    return this.#search(localMs, previousMs);
  }

  #search(localMs: number, previousMs: number): ZonedTime {
    let first: number | null = null;
    for (const [index, stretch] of this.#stretches.entries()) {
      const timeMs = localMs - stretch.offsetMs;
      if (timeMs < stretch.fromMs || timeMs >= stretch.toMs) continue;
      this.#current = index;
      if (timeMs > previousMs) return { timeMs, isSkipped: false };
      first ??= timeMs;
    }
    if (first !== null) return { timeMs: first, isSkipped: false };
    const before = this.#stretches.findLast((stretch) => localMs - stretch.offsetMs >= stretch.fromMs) as Stretch;
    return { timeMs: localMs - before.offsetMs, isSkipped: true };
  }
}

/** Steps through the zone day by day and halves the interval where the offset has changed, down to the second. */
function findStretches(zone: IANAZone, fromMs: number, toMs: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let start = Number.NEGATIVE_INFINITY;
  let offset = zone.offset(fromMs);
  for (let at = fromMs; at < toMs; at += dayMs) {
    const next = zone.offset(at + dayMs);
    if (next === offset) continue;
    let [low, high] = [at, at + dayMs];
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (zone.offset(middle) === offset) low = middle;
      else high = middle;
    }
    high = Math.floor(high / 1_000) * 1_000;
    stretches.push({ fromMs: start, toMs: high, offsetMs: offset * 60_000 });
    start = high;
    offset = next;
  }
  stretches.push({ fromMs: start, toMs: Number.POSITIVE_INFINITY, offsetMs: offset * 60_000 });
  return stretches;
}
