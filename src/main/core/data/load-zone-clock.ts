import { IANAZone } from 'luxon';
import { makeZoneClock, utcClock, type ZoneClock } from '../../../quant/series/index.ts';
import { AppError } from '../kernel/index.ts';

/** Clocks that were asked for, each for whole years: finding the changes of twenty years takes some milliseconds. */
const known = new Map<string, { readonly clock: ZoneClock; readonly fromMs: number; readonly toMs: number }>();

const yearOf = (ms: number): number => new Date(ms).getUTCFullYear();

/** The clock of a zone for the moments of bars. INVALID_INPUT for a name that is no zone. */
export function loadZoneClock(zone: string, time: Float64Array): ZoneClock {
  if (zone === 'UTC') return utcClock;
  const [first, last] = [time[0] ?? 0, time.at(-1) ?? 0];
  const found = known.get(zone);
  if (found !== undefined && first >= found.fromMs && last < found.toMs) return found.clock;
  const source = IANAZone.create(zone);
  if (!source.isValid) throw new AppError('INVALID_INPUT', `"${zone}" is no time zone; give a name of the IANA database, such as America/New_York.`, { timezone: zone });
  const [fromMs, toMs] = [Date.UTC(yearOf(first), 0), Date.UTC(yearOf(last) + 1, 0)];
  const clock = makeZoneClock(zone, (ms) => source.offset(ms), fromMs, toMs);
  known.set(zone, { clock, fromMs, toMs });
  return clock;
}
