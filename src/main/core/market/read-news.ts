import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { NewsItem } from '../../../contract/model/news.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { AppError, type Clock } from '../kernel/index.ts';
import type { FeedPort } from './ports.ts';
import { Turn } from './turn.ts';

/** What news is asked for; moments are market time. */
export type NewsRequest = {
  /** null: about anything. */
  readonly instrumentId: InstrumentId | null;
  /** Included; null: a week before the end. */
  readonly fromMs: EpochMs | null;
  /** Excluded; null: up to now. */
  readonly toMs: EpochMs | null;
  readonly limit: number;
};

const dayMs = 86_400_000;
const usualSpanMs = 7 * dayMs;
const longestSpanMs = 31 * dayMs;

/**
 * Headlines of a stretch up to now, newest first. Asked of the feeds day by day from the newest back, with turns for others between:
 * a feed that makes them of its prices takes its time. INVALID_INPUT for a stretch that ends before it begins or is longer than a month.
 */
export async function readNews(feeds: readonly FeedPort[], { instrumentId, fromMs, toMs, limit }: NewsRequest, nowMs: EpochMs, pacer: Clock): Promise<NewsItem[]> {
  const endMs = toMs ?? nowMs + 1;
  const startMs = fromMs ?? Math.max(0, endMs - usualSpanMs);
  if (startMs >= endMs) throw new AppError('INVALID_INPUT', 'The stretch must end after it begins; give a later toMs or an earlier fromMs.', { fromMs, toMs });
  if (endMs - startMs > longestSpanMs) throw new AppError('INVALID_INPUT', 'News is given for at most 31 days; ask for a shorter stretch.', { fromMs, toMs });
  const turn = new Turn(pacer);
  const found: NewsItem[] = [];
  // Nobody reads tomorrow's news.
  for (let untilMs = Math.min(endMs, nowMs + 1); untilMs > startMs && found.length < limit;) {
    const sinceMs = Math.max(startMs, Math.floor((untilMs - 1) / dayMs) * dayMs);
    const query = { instrumentId, fromMs: epochMs(sinceMs), toMs: epochMs(untilMs), limit: limit - found.length };
    found.push(...feeds.flatMap((feed) => feed.news?.(query) ?? []).toSorted((a, b) => b.timeMs - a.timeMs));
    untilMs = sinceMs;
    await turn.next();
  }
  return found.slice(0, limit);
}
