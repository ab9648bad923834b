import { makeZoneClock, type ZoneClock } from './zone-clock.ts';

const at = (text: string): number => Date.parse(text);

/** Moments at which zones changed their clocks, by hand from the tables of the IANA: minutes from UTC after each. */
const changes: Readonly<Record<string, readonly (readonly [from: string, minutes: number])[]>> = {
  'America/New_York': [['2012-11-04T06:00Z', -300], ['2013-03-10T07:00Z', -240], ['2013-11-03T06:00Z', -300], ['2014-03-09T07:00Z', -240], ['2014-11-02T06:00Z', -300]],
  'Europe/Berlin': [['2012-10-28T01:00Z', 60], ['2013-03-31T01:00Z', 120], ['2013-10-27T01:00Z', 60], ['2014-03-30T01:00Z', 120]],
  // Its clock skips from 00:00 to 01:00 and repeats the hour from 23:00.
  'America/Sao_Paulo': [['2013-02-17T02:00Z', -180], ['2013-10-20T03:00Z', -120], ['2014-02-16T02:00Z', -180]],
};

/** Offset of a zone in the years about 2013, independent of any library. */
export function offsetMinutesOf(zone: string, ms: number): number {
  const list = changes[zone] ?? [];
  return list.findLast(([from]) => at(from) <= ms)?.[1] ?? (list[1]?.[1] ?? 0);
}

const made = new Map<string, ZoneClock>();

/** A clock for the years 2013 and about. */
export function clockOf(zone: string): ZoneClock {
  const clock = made.get(zone) ?? makeZoneClock(zone, (ms) => offsetMinutesOf(zone, ms), at('2013-01-01T00:00Z'), at('2014-06-01T00:00Z'));
  made.set(zone, clock);
  return clock;
}
