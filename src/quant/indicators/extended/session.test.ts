import { describe, expect, it } from 'vitest';
import { anchor, sessionOf } from './session.ts';

const dayMs = 86_400_000;
const days = Array.from({ length: 30_000 }, (_, i) => (i - 10_000) * dayMs);
const changes = (kind: number): number[] => days.filter((time, i) => i > 0 && sessionOf(time, kind, 0) !== sessionOf(days[i - 1]!, kind, 0));
const where = (isStart: (date: Date) => boolean): number[] => days.slice(1).filter((time) => isStart(new Date(time)));

describe('sessions begin', () => {
  it('each day, each Monday, each first of a month, a quarter, a year', () => {
    expect(changes(anchor.day)).toHaveLength(29_999);
    expect(changes(anchor.week)).toEqual(where((date) => date.getUTCDay() === 1));
    expect(changes(anchor.month)).toEqual(where((date) => date.getUTCDate() === 1));
    expect(changes(anchor.quarter)).toEqual(where((date) => date.getUTCDate() === 1 && date.getUTCMonth() % 3 === 0));
    expect(changes(anchor.year)).toEqual(where((date) => date.getUTCDate() === 1 && date.getUTCMonth() === 0));
  });
  it('so many minutes after midnight, or before', () => {
    const at = (iso: string): number => Date.parse(iso);
    expect(sessionOf(at('2024-03-04T21:59:59Z'), anchor.day, 1_320)).toBe(sessionOf(at('2024-03-03T22:00:00Z'), anchor.day, 1_320));
    expect(sessionOf(at('2024-03-04T22:00:00Z'), anchor.day, 1_320)).toBe(sessionOf(at('2024-03-04T21:59:59Z'), anchor.day, 1_320) + 1);
    expect(sessionOf(at('2024-03-03T22:00:00Z'), anchor.week, -120)).toBe(sessionOf(at('2024-03-04T00:00:00Z'), anchor.week, -120));
    expect(sessionOf(Number.NaN, anchor.month, 0)).toBeNaN();
  });
});
