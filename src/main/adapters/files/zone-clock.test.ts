import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { isZone, ZoneClock } from './zone-clock.ts';

const local = (text: string): number => Date.parse(`${text}Z`);
const moment = (text: string): number => Date.parse(text);
const newYork = (): ZoneClock => new ZoneClock('America/New_York', local('2020-01-01T00:00'), local('2020-12-31T00:00'));

function readAll(clock: ZoneClock, texts: readonly string[]): string[] {
  let previousMs = Number.NEGATIVE_INFINITY;
  return texts.map((text) => {
    previousMs = clock.toMoment(local(text), previousMs).timeMs;
    return new Date(previousMs).toISOString().slice(0, 16);
  });
}

describe('ZoneClock', () => {
  it('reads winter and summer with their own offsets', () => {
    expect(newYork().toMoment(local('2020-02-03T09:30'), 0)).toEqual({ timeMs: moment('2020-02-03T14:30Z'), isSkipped: false });
    expect(newYork().toMoment(local('2020-07-03T09:30'), 0)).toEqual({ timeMs: moment('2020-07-03T13:30Z'), isSkipped: false });
  });
  it('reads an hour that came twice as its first showing, then as its second', () => {
    expect(readAll(newYork(), ['2020-11-01T00:30', '2020-11-01T01:00', '2020-11-01T01:30', '2020-11-01T01:00', '2020-11-01T01:30', '2020-11-01T02:00'])).toEqual([
      '2020-11-01T04:30', '2020-11-01T05:00', '2020-11-01T05:30', '2020-11-01T06:00', '2020-11-01T06:30', '2020-11-01T07:00',
    ]);
  });
  it('reads a skipped hour with the offset from before the change, and says so', () => {
    expect(newYork().toMoment(local('2020-03-08T02:30'), 0)).toEqual({ timeMs: moment('2020-03-08T07:30Z'), isSkipped: true });
    expect(newYork().toMoment(local('2020-03-08T01:59'), 0)).toEqual({ timeMs: moment('2020-03-08T06:59Z'), isSkipped: false });
    expect(newYork().toMoment(local('2020-03-08T03:00'), 0)).toEqual({ timeMs: moment('2020-03-08T07:00Z'), isSkipped: false });
  });
  it('undoes what the zone does to any moment, for rows in order', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia');
    const [from, to] = [moment('2008-01-01T00:00Z'), moment('2013-01-01T00:00Z')];
    fc.assert(fc.property(zones, fc.integer({ min: from / 900_000, max: to / 900_000 }), (zone, quarter) => {
      const clock = new ZoneClock(zone, from, to);
      // A day of quarter hours: every showing of every clock reading occurs, so each must come out as itself.
      const moments = Array.from({ length: 96 }, (_, i) => (quarter + i) * 900_000);
      let previousMs = (moments[0] as number) - 1;
      for (const timeMs of moments) {
        const at = DateTime.fromMillis(timeMs, { zone });
        previousMs = clock.toMoment(timeMs + at.offset * 60_000, previousMs).timeMs;
        expect(previousMs, `${zone} ${at.toISO()}`).toBe(timeMs);
      }
    }), { numRuns: 60 });
  });
  it('knows the zones there are', () => {
    expect(isZone('America/New_York')).toBe(true);
    expect(isZone('UTC')).toBe(true);
    expect(isZone('America/Gotham')).toBe(false);
  });
});
