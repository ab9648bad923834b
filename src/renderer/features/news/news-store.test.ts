import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { NewsItem } from '../../../contract/model/news.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { useDesk } from '../../app/desk-store.ts';
import { useLook } from '../../app/look-store.ts';
import { followNews, lookAtNews, useNews } from './news-store.ts';

const item = (id: number, instrumentId: string | null = 'SIM:VOLT'): NewsItem =>
  ({ newsId: `n-${id}`, timeMs: (1_000 * id) as EpochMs, instrumentId: instrumentId as InstrumentId | null, headline: 'Volta Grid gains 3.4%' });
type Follower = Parameters<typeof followNews>[0];
const answering = (news: () => Promise<NewsItem[]>): Follower => ({ api: { market: { news } } }) as unknown as Follower;

beforeEach(() => {
  vi.useFakeTimers();
  useNews.setState({ items: null, error: null, chosenId: null });
});
afterEach(() => vi.useRealTimers());

it('asks again and again, keeps what is the same, and stops when it is let go of', async () => {
  let answer = [item(1)];
  const news = vi.fn(async () => [...answer]);
  const stop = followNews(answering(news));
  await vi.advanceTimersByTimeAsync(0);
  const first = useNews.getState().items;
  expect(first).toEqual([item(1)]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(useNews.getState().items, 'nobody draws anew for nothing').toBe(first);
  answer = [item(2), item(1)];
  await vi.advanceTimersByTimeAsync(2_000);
  expect(useNews.getState().items).toEqual(answer);
  stop();
  const asked = news.mock.calls.length;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(news.mock.calls.length).toBe(asked);
});

it('keeps what it knew while it is not answered, and says why', async () => {
  let fails = false;
  const stop = followNews(answering(async () => (fails ? Promise.reject(new Error('The connection was lost.')) : [item(1)])));
  await vi.advanceTimersByTimeAsync(0);
  fails = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(useNews.getState()).toMatchObject({ items: [item(1)], error: 'The connection was lost.' });
  fails = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(useNews.getState().error).toBeNull();
  stop();
});

it('a headline brings its instrument and its moment into view; one about the market leaves the instrument', () => {
  const { count } = useLook.getState();
  lookAtNews(item(7));
  expect(useDesk.getState().instrumentId).toBe('SIM:VOLT');
  expect(useLook.getState()).toEqual({ atMs: 7_000, count: count + 1 });
  lookAtNews(item(9, null));
  expect(useDesk.getState().instrumentId).toBe('SIM:VOLT');
  expect(useLook.getState()).toEqual({ atMs: 9_000, count: count + 2 });
  expect(useNews.getState().chosenId).toBe('n-9');
});
