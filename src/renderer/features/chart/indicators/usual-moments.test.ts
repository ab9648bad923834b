import { expect, it } from 'vitest';
import { usualMoments } from './usual-moments.ts';

const anchor = { name: 'anchorTime', title: 'Begins at', default: 0, min: 0, max: 8_640_000_000_000_000, isInteger: true };
const period = { name: 'timePeriod', title: 'Bars', default: 14, min: 2, max: 100_000, isInteger: true };
const bars = (...times: readonly string[]) => times.map((time) => ({ time: Date.parse(time) }));
const usual = (...times: readonly string[]): string[] => Object.entries(usualMoments([period, anchor], bars(...times))).map(([name, ms]) => `${name} ${new Date(ms).toISOString()}`);

it('begins with the newest day of bars of minutes', () => {
  expect(usual('2026-01-02T20:59Z', '2026-01-05T14:30Z', '2026-01-05T14:31Z')).toEqual(['anchorTime 2026-01-05T14:30:00.000Z']);
});

it('begins with the newest year of bars of days, and with the only bar there is', () => {
  expect(usual('2025-12-31', '2026-01-02', '2026-01-05')).toEqual(['anchorTime 2026-01-02T00:00:00.000Z']);
  expect(usual('2026-01-05T14:30Z')).toEqual(['anchorTime 2026-01-05T14:30:00.000Z']);
});

it('has nothing to say without bars, nor of what is no moment', () => {
  expect(usual()).toEqual([]);
  expect(usualMoments([period], bars('2026-01-05'))).toEqual({});
});
