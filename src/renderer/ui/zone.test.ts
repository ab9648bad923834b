import { describe, expect, it } from 'vitest';
import { formatDate, formatMinute, formatTenths, formatTime, formatWallTime } from './format.ts';
import { isRepeated, nameZone, offsetOf, toWallTime } from './zone.ts';

const newYork = 'America/New_York';
const berlin = 'Europe/Berlin';
const hourMs = 3_600_000;
/** In 2025 New York's clocks went forward on 9 March at 7:00 UTC and back on 2 November at 6:00 UTC. */
const autumn = Date.UTC(2025, 10, 2, 6);
const spring = Date.UTC(2025, 2, 9, 7);

describe('the hour that comes twice in autumn', () => {
  it('is told apart by the name of its time, and no other hour is', () => {
    const times = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5].map((hours) => formatMinute(autumn + hours * hourMs, newYork));
    expect(times).toEqual(['00:30', '01:00 EDT', '01:30 EDT', '01:00 EST', '01:30 EST', '02:00', '02:30']);
    expect([formatTime(autumn, newYork), formatTenths(autumn + 300, newYork), formatWallTime(autumn, newYork)]).toEqual(['01:00:00 EST', '01:00:00.3 EST', '01:00:00']);
  });

  it('begins and ends to the second', () => {
    const isAt = (ms: number): boolean => isRepeated(autumn + ms, newYork);
    expect([-hourMs - 1, -hourMs, -1, 0, hourMs - 1, hourMs].map(isAt)).toEqual([false, true, true, true, true, false]);
  });

  it('has European names in Europe, and is half an hour on Lord Howe Island', () => {
    const end = Date.UTC(2025, 9, 26, 1);
    expect([-0.5, 0.5, 1].map((hours) => formatMinute(end + hours * hourMs, berlin))).toEqual(['02:30 CEST', '02:30 CET', '03:00']);
    const lordHowe = Date.UTC(2025, 3, 5, 15);
    expect([-45, -15, 15, 45].map((minutes) => isRepeated(lordHowe + minutes * 60_000, 'Australia/Lord_Howe'))).toEqual([false, true, true, false]);
  });
});

it('the hour that is missing in spring is not shown', () => {
  const times = [-0.5, -1 / 3_600, 0, 0.5].map((hours) => formatTime(spring + hours * hourMs, newYork));
  expect(times).toEqual(['01:30:00', '01:59:59', '03:00:00', '03:30:00']);
});

it('UTC has no such hours, whatever the season', () => {
  for (let ms = autumn - 3 * hourMs; ms <= autumn + 3 * hourMs; ms += 600_000) expect(isRepeated(ms, 'utc')).toBe(false);
  expect([formatMinute(autumn), nameZone(autumn, 'utc')]).toEqual(['06:00', 'UTC']);
});

it('a zone is known by its name, its distance and its day', () => {
  expect([nameZone(Date.UTC(2026, 0, 5), newYork), nameZone(Date.UTC(2026, 6, 5), newYork), nameZone(Date.UTC(2026, 6, 5), berlin), nameZone(autumn, 'Asia/Kolkata')]).toEqual(['EST', 'EDT', 'CEST', 'GMT+5:30']);
  expect([offsetOf(autumn, newYork), offsetOf(autumn - 1, newYork), offsetOf(autumn, 'Asia/Kolkata')]).toEqual([-5 * hourMs, -4 * hourMs, 5.5 * hourMs]);
  expect(formatDate(Date.UTC(2026, 0, 5, 2), newYork)).toBe('Sun 4 Jan 2026');
  expect(toWallTime(Date.UTC(2026, 0, 5, 2), newYork).getUTCHours()).toBe(21);
});

it('agrees with this computer about its own clock', () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!own.includes('/')) return expect(offsetOf(autumn, 'local')).toBe(-new Date(autumn).getTimezoneOffset() * 60_000);
  for (let month = 0; month < 12; month++) expect(offsetOf(Date.UTC(2025, month, 3), own as 'A/B')).toBe(offsetOf(Date.UTC(2025, month, 3), 'local'));
});
