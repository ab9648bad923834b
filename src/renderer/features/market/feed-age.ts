import { useEffect } from 'react';
import { create } from 'zustand';
import type { Ticker } from '../../../contract/model/ticker.ts';
import type { Health } from '../../../contract/model/system.ts';
import type { Client } from '../../api/index.ts';
import { useClient } from '../../app/client-context.tsx';
import { tickers } from './market-store.ts';

/** Prices that do not come any more: since when and how long, in milliseconds on the wall; the market's own clock may stand still with them. */
export type Silence = { readonly fromMs: number; readonly ageMs: number };

/** null: prices come as they should, or nothing is known of them. */
const useFeed = create<{ readonly silence: Silence | null }>(() => ({ silence: null }));

/** The silence after what was known of it. A feed that works has none, however long its market is held. */
export function nextSilence(before: Silence | null, { marketTimeMs, parts }: Health, newest: Iterable<Pick<Ticker, 'timeMs'>>, nowMs: number): Silence | null {
  const feed = parts.find(({ isFeed }) => isFeed);
  if (feed === undefined || feed.status === 'ok' || marketTimeMs === null) return null;
  if (before !== null) return { fromMs: before.fromMs, ageMs: nowMs - before.fromMs };
  let lastMs = -Infinity;
  for (const { timeMs } of newest) lastMs = Math.max(lastMs, timeMs);
  const ageMs = Math.max(0, marketTimeMs - lastMs);
  return lastMs === -Infinity ? null : { fromMs: nowMs - ageMs, ageMs };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** An age in the largest unit that says enough: 14 s, 3 min, 2 h. */
export const sayAge = (ms: number): string => (ms < 2 * minuteMs ? `${Math.floor(ms / 1_000)} s` : ms < 2 * hourMs ? `${Math.floor(ms / minuteMs)} min` : `${Math.floor(ms / hourMs)} h`);

let readers = 0;
let health = { close() {} };

/** One stream for all that ask, for as long as anybody does. */
function followFeed(client: Client): () => void {
  readers += 1;
  if (readers === 1) {
    health = client.subscribe<Health>({
      kind: 'state',
      open: (api, signal) => api.system.watchHealth({}, { signal }),
      onValue: (value) => useFeed.setState(({ silence }) => ({ silence: nextSilence(silence, value, tickers.values().values(), performance.now()) })),
    });
  }
  return () => {
    readers -= 1;
    if (readers > 0) return;
    health.close();
    useFeed.setState({ silence: null });
  };
}

/** What `read` makes of the age of the prices, null while they come; drawn anew only when that has changed. */
function useFeedAge<Part extends string | boolean | null>(read: (ageMs: number | null) => Part): Part {
  const client = useClient();
  useEffect(() => followFeed(client), [client]);
  return useFeed(({ silence }) => read(silence?.ageMs ?? null));
}

/** Whether prices have stopped coming. */
export const useIsStale = (): boolean => useFeedAge((ageMs) => ageMs !== null);

/** How old prices are that have stopped coming, in words; null: they come. */
export const useStaleAge = (): string | null => useFeedAge((ageMs) => (ageMs === null ? null : sayAge(ageMs)));
