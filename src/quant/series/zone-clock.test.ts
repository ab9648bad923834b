import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf, offsetMinutesOf } from './test-clock.ts';
import { localDay, makeZoneClock, offsetAt, toLocal, toMoment, utcClock } from './index.ts';

const at = (text: string): number => Date.parse(text);
const show = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const zones = ['America/New_York', 'Europe/Berlin', 'America/Sao_Paulo'];

describe('the clock of a zone', () => {
  it('has the offset of its zone at every moment, changes found to the second', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: at('2013-01-01'), max: at('2014-05-31') }), (zone, ms) => {
      expect(offsetAt(clockOf(zone), ms)).toBe(offsetMinutesOf(zone, ms) * 60_000);
    }));
    const clock = clockOf('America/New_York');
    expect([offsetAt(clock, at('2013-03-10T06:59:59Z')), offsetAt(clock, at('2013-03-10T07:00:00Z'))]).toEqual([-5 * 3_600_000, -4 * 3_600_000]);
  });
  it('gives back the moment of every time that it shows once', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: at('2013-01-02'), max: at('2014-05-30') }), (zone, ms) => {
      const clock = clockOf(zone);
      const moment = toMoment(clock, toLocal(clock, ms));
      // An hour shown twice is read as its first showing.
      expect([0, 3_600_000]).toContain(ms - moment);
      expect(toLocal(clock, moment)).toBe(toLocal(clock, ms));
    }));
  });
  it('reads the repeated hour as its first showing and the missing one with the offset from before', () => {
    const clock = clockOf('America/New_York');
    expect(show(toMoment(clock, at('2013-11-03T01:30Z')))).toBe('2013-11-03T05:30');
    expect(show(toMoment(clock, at('2013-11-03T02:30Z')))).toBe('2013-11-03T07:30');
    expect(show(toMoment(clock, at('2013-03-10T02:30Z')))).toBe('2013-03-10T07:30');
    expect(show(toLocal(clock, toMoment(clock, at('2013-03-10T02:30Z'))))).toBe('2013-03-10T03:30');
  });
  it('begins a day whose midnight is skipped at its first moment', () => {
    const clock = clockOf('America/Sao_Paulo');
    expect(show(toMoment(clock, at('2013-10-20T00:00Z')))).toBe('2013-10-20T03:00');
    expect(localDay(clock, at('2013-10-20T03:00Z')) - localDay(clock, at('2013-10-20T02:59Z'))).toBe(1);
  });
  it('of UTC never changes', () => {
    expect(toMoment(utcClock, 123)).toBe(123);
  });
  it('refuses a span that is none', () => {
    expect(() => makeZoneClock('X', () => 0, 1, 0)).toThrow('give a span');
    expect(() => makeZoneClock('X', () => 0, Number.NaN, 0)).toThrow('give a span');
  });
});
