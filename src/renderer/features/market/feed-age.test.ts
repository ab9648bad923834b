import { expect, it } from 'vitest';
import type { Health } from '../../../contract/model/system.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { nextSilence, sayAge } from './feed-age.ts';

const health = (status: Health['parts'][number]['status'], isFeed = true): Health => ({ status: 'degraded', marketTimeMs: epochMs(20_000), parts: [{ name: 'storage', isFeed: false, status: 'failed', detail: '' }, { name: 'any market', isFeed, status, detail: '' }] });
const newest = [4_000, 6_000, 5_000].map((timeMs) => ({ timeMs: epochMs(timeMs) }));

it('prices of a feed that is not well are as old as the newest of them, and age with the clock on the wall while the market stands still', () => {
  const first = nextSilence(null, health('warning'), newest, 100_000);
  expect([first, nextSilence(first, health('failed'), newest, 103_000)]).toEqual([{ fromMs: 86_000, ageMs: 14_000 }, { fromMs: 86_000, ageMs: 17_000 }]);
});

it('a silence is over when the feed works again; there is none of prices that never came, or for the trouble of another part', () => {
  const before = { fromMs: 0, ageMs: 1 };
  expect([
    nextSilence(before, health('ok'), newest, 2), nextSilence(null, health('warning'), [], 2), nextSilence(null, health('failed', false), newest, 2),
    nextSilence(null, { ...health('warning'), marketTimeMs: null }, newest, 2),
  ]).toEqual([null, null, null, null]);
});

it('says an age in the unit that says enough', () => {
  expect([0, 14_900, 119_000, 180_000, 7_100_000, 7_200_000].map(sayAge)).toEqual(['0 s', '14 s', '119 s', '3 min', '118 min', '2 h']);
});
