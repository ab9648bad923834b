import { describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { NewsItem } from '../../../contract/model/news.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import type { FeedPort } from './ports.ts';
import { readNews, type NewsRequest } from './read-news.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = epochMs(Date.UTC(2026, 0, 5, 15));
const item = (timeMs: number, instrumentId: string | null = null): NewsItem =>
  ({ newsId: `n-${timeMs}-${instrumentId}`, timeMs: epochMs(timeMs), instrumentId: instrumentId as InstrumentId | null, headline: 'Acme gains' });

/** A feed with these headlines; it counts how often it is asked. */
function feedOf(items: readonly NewsItem[]) {
  let asked = 0;
  const feed = {
    news({ instrumentId, fromMs, toMs, limit }: Parameters<NonNullable<FeedPort['news']>>[0]) {
      asked += 1;
      return items.filter((one) => one.timeMs >= fromMs && one.timeMs < toMs && (instrumentId === null || one.instrumentId === instrumentId)).toSorted((a, b) => b.timeMs - a.timeMs).slice(0, limit);
    },
  } as unknown as FeedPort;
  return { feed, asked: () => asked };
}
const read = (feeds: readonly FeedPort[], request: Partial<NewsRequest> = {}): Promise<NewsItem[]> =>
  readNews(feeds, { instrumentId: null, fromMs: null, toMs: null, limit: 10, ...request }, nowMs, createManualClock());

describe('news', () => {
  const all = [0.5, 1, 30, 31, 200].map((hours) => item(nowMs - hours * hourMs));

  it('is of all feeds, newest first, a week back if nobody says how far', async () => {
    const other = item(nowMs - 2 * hourMs);
    expect(await read([feedOf(all).feed, feedOf([other]).feed, {} as FeedPort])).toEqual([all[0], all[1], other, all[2], all[3]]);
  });

  it('never tells what has not come out yet', async () => {
    const { feed } = feedOf([item(nowMs), item(nowMs + 1), item(nowMs + dayMs)]);
    expect(await read([feed])).toEqual([item(nowMs)]);
    expect(await read([feed], { fromMs: epochMs(nowMs - hourMs), toMs: epochMs(nowMs + 5 * dayMs) })).toEqual([item(nowMs)]);
    expect(await read([feed], { fromMs: epochMs(nowMs + 1), toMs: epochMs(nowMs + dayMs) })).toEqual([]);
  });

  it('stops asking when there is enough', async () => {
    const { feed, asked } = feedOf(all);
    expect(await read([feed], { limit: 2 })).toEqual(all.slice(0, 2));
    expect(asked()).toBe(1);
  });

  it('refuses a stretch that ends before it begins, or is longer than a month', async () => {
    const { feed } = feedOf(all);
    await expect(read([feed], { fromMs: nowMs, toMs: nowMs })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('toMs') });
    await expect(read([feed], { fromMs: epochMs(nowMs - 32 * dayMs) })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('31 days') });
  });
});
