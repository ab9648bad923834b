import { create } from 'zustand';
import type { NewsItem } from '../../../contract/model/news.ts';
import type { Client } from '../../api/index.ts';
import { chooseInstrument } from '../../app/desk-store.ts';
import { useLook } from '../../app/look-store.ts';
import { sentenceOf } from '../../app/use-call.ts';

export type News = {
  /** Newest first; null: not heard yet. */
  readonly items: readonly NewsItem[] | null;
  /** Why the last question was not answered; what was known stays. */
  readonly error: string | null;
  /** The headline that was looked at last. */
  readonly chosenId: string | null;
};

/** Headlines of the last week of market time. Written by `followNews`, and by who chooses one. */
export const useNews = create<News>(() => ({ items: null, error: null, chosenId: null }));

const askEveryMs = 2_000;
const shown = 200;

/** Asks for news again and again until it is let go of; one for all who show it. */
export function followNews({ api }: Pick<Client, 'api'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFollowed = true;
  const ask = async (): Promise<void> => {
    try {
      const items = await api.market.news({ limit: shown });
      if (isFollowed) useNews.setState((before) => ({ error: null, items: isSame(before.items, items) ? before.items : items }));
    } catch (error) {
      if (isFollowed) useNews.setState({ error: sentenceOf(error) });
    }
    if (isFollowed) timer = setTimeout(() => void ask(), askEveryMs);
  };
  void ask();
  return () => {
    isFollowed = false;
    clearTimeout(timer);
  };
}

/** Headlines never change, so that the newest and the number say whether there is anything new. */
const isSame = (before: readonly NewsItem[] | null, items: readonly NewsItem[]): boolean =>
  before !== null && before.length === items.length && before[0]?.newsId === items[0]?.newsId && before.at(-1)?.newsId === items.at(-1)?.newsId;

/** Brings a headline's instrument and its moment into view. One about the whole market leaves the instrument as it is. */
export function lookAtNews({ newsId, instrumentId, timeMs }: NewsItem): void {
  useNews.setState({ chosenId: newsId });
  if (instrumentId !== null) chooseInstrument(instrumentId);
  useLook.setState(({ count }) => ({ atMs: timeMs, count: count + 1 }));
}
