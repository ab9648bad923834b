import { describe, expect, it } from 'vitest';
import { TimeReader, packDayMonth, unpackDayMonth } from './read-time.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, reader = new TimeReader()): number => reader.read(encode(text), 0, encode(text).length);
const utc = (iso: string): number => Date.parse(iso);

describe('TimeReader', () => {
  it.each([
    ['2020-01-03', '2020-01-03T00:00:00Z'],
    ['2020/1/3', '2020-01-03T00:00:00Z'],
    ['2020.02.29', '2020-02-29T00:00:00Z'],
    ['20200103', '2020-01-03T00:00:00Z'],
    ['20200103 093000', '2020-01-03T09:30:00Z'],
    ['20200103 0930', '2020-01-03T09:30:00Z'],
    ['2020-01-03 09:30', '2020-01-03T09:30:00Z'],
    ['2020-01-03 9:30:15', '2020-01-03T09:30:15Z'],
    ['2020-01-03T09:30:15.5', '2020-01-03T09:30:15.500Z'],
    ['2020-01-03T09:30:15.123999', '2020-01-03T09:30:15.123Z'],
    ['2020-01-03T09:30:15Z', '2020-01-03T09:30:15Z'],
    ['2020-01-03 09:30:15 UTC', '2020-01-03T09:30:15Z'],
    ['2020-01-03T00:30:00+05:30', '2020-01-02T19:00:00Z'],
    ['2020-01-03T20:30:00-0500', '2020-01-04T01:30:00Z'],
    ['2020-01-03T20:30:00-05', '2020-01-04T01:30:00Z'],
    ['2020-01-03 12:05 AM', '2020-01-03T00:05:00Z'],
    ['2020-01-03 12:05:00pm', '2020-01-03T12:05:00Z'],
    ['1578043800', '2020-01-03T09:30:00Z'],
    ['1578043800.25', '2020-01-03T09:30:00.250Z'],
    ['1578043800123', '2020-01-03T09:30:00.123Z'],
    ['1578043800123456', '2020-01-03T09:30:00.123Z'],
    ['1578043800123456789', '2020-01-03T09:30:00.123Z'],
    ['1900-03-01', '1900-03-01T00:00:00Z'],
    ['1600-02-29', '1600-02-29T00:00:00Z'],
  ])('reads %s as %s', (text, expected) => expect(read(text)).toBe(utc(expected)));

  it.each(['', 'x', '2020', '2020-01', '2020-1-3-4', '20-01-03', '1/2/20', '2020-01-03T', '2020-01-03 9', '2020-01-03 24:00', '2020-01-03 10:60', '2020-01-03 10:00:60',
    '2020-01-03 13:00 PM', '2020-01-03 10:00+15:00', '2020-01-03 10:00+5', '2020-01-03x', '2020-01-03 10:00 EST', '1', '12345', '2020-01-03 10:00Z1', '-1578043800'])('refuses %s', (text) => {
    const reader = new TimeReader();
    expect(read(text, reader)).toBeNaN();
    expect(reader.problem).toBe('syntax');
  });
  it.each(['2019-02-29', '20201301', '2020-00-10', '13/13/2020', '1900-02-29'])('says of %s that the calendar lacks it', (text) => {
    const reader = new TimeReader();
    expect(read(text, reader)).toBeNaN();
    expect(reader.problem).toBe('calendar');
  });
  it('refuses a second form in the same file', () => {
    const reader = new TimeReader();
    expect(read('2020-01-03', reader)).not.toBeNaN();
    expect(read('1/4/2020', reader)).toBeNaN();
    expect(reader.problem).toBe('form');
  });
  it('agrees with the calendar of the engine on every day of four centuries', () => {
    const reader = new TimeReader();
    for (let ms = utc('1800-01-01'); ms < utc('2200-01-01'); ms += 86_400_000) {
      const text = new Date(ms).toISOString().slice(0, 10);
      if (read(text, reader) !== ms) expect.fail(`${text} was read as ${new Date(read(text, reader)).toISOString()}`);
    }
  });
  it('packs a date of unknown order without losing its clock, also one moved by an offset', () => {
    for (const clockMs of [0, 86_399_999, -14 * 3_600_000, 37 * 3_600_000]) {
      const packed = packDayMonth(2020, 3, 4, clockMs);
      expect(unpackDayMonth(packed, false)).toBe(utc('2020-03-04') + clockMs);
      expect(unpackDayMonth(packed, true)).toBe(utc('2020-04-03') + clockMs);
    }
  });
  it('reads a day that repeats as it read it first, and nothing that only begins like it', () => {
    const reader = new TimeReader();
    const read = (text: string): number => {
      const bytes = new TextEncoder().encode(text);
      return reader.read(bytes, 0, bytes.length);
    };
    const day = Date.UTC(2020, 0, 12);
    expect(['2020-01-12', '2020-01-12', '2020-01-12 09:30', '2020-01-12T09:30:00Z', '2020-01-13 00:00', '2020-01-12T00:00+01:00'].map(read)).toEqual([
      day, day, day + 34_200_000, day + 34_200_000, day + 86_400_000, day - 3_600_000,
    ]);
    expect(['2020-01-123', '2020-01-12x', '2020-01-1', '2020-01-12 25:00'].map(read)).toEqual([Number.NaN, Number.NaN, Date.UTC(2020, 0, 1), Number.NaN]);
  });
});
