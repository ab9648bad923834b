import type { BarPage } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Timeline } from '../../../contract/model/tape.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { Market } from '../market/index.ts';
import type { TimelineRequest } from './tape.ts';

export type TimelineDeps = {
  readonly market: Pick<Market, 'history' | 'session'>;
  /** Lets others have a turn. */
  readonly rest: () => Promise<void>;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Lengths that people think in; days after that. */
const bucketLengths = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1_440].map((minutes) => minutes * minuteMs);
/** Bars asked for at once: few enough that nobody waits for the answer. */
const barsAtOnce = 1_440;

/** The shortest bucket of which at most so many cover the stretch, once it begins where a bucket begins. */
export function chooseBucketMs(fromMs: number, toMs: number, buckets: number): number {
  const suffices = (length: number): boolean => Math.ceil(toMs / length) - Math.floor(fromMs / length) <= buckets;
  const length = bucketLengths.find(suffices);
  if (length !== undefined) return length;
  let days = Math.ceil((toMs - fromMs) / dayMs / buckets);
  while (!suffices(days * dayMs)) days += 1;
  return days * dayMs;
}

/** Volume and price of what has happened by `nowMs`, in buckets. */
export async function makeTimeline(instrument: Instrument, request: TimelineRequest, nowMs: EpochMs, deps: TimelineDeps): Promise<Timeline> {
  const bucketMs = chooseBucketMs(request.fromMs, request.toMs, request.buckets);
  const fromMs = Math.floor(request.fromMs / bucketMs) * bucketMs;
  const count = Math.ceil(request.toMs / bucketMs) - fromMs / bucketMs;
  const toMs = fromMs + count * bucketMs;
  const volume = Array.from({ length: count }, () => 0);
  const close: (number | null)[] = Array.from({ length: count }, () => null);
  const addBars = (bars: BarPage): void =>
    bars.time.forEach((time, i) => {
      const bucket = Math.floor((time - fromMs) / bucketMs);
      if (bucket < 0 || bucket >= count) return;
      volume[bucket] = (volume[bucket] ?? 0) + (bars.volume[i] ?? 0);
      close[bucket] = bars.close[i] ?? null;
    });

  const untilMs = Math.min(toMs, nowMs);
  // Of a bucket of hours, the hour that still runs is made of its minutes.
  const wholeHoursMs = bucketMs < hourMs ? fromMs : Math.max(fromMs, Math.floor(untilMs / hourMs) * hourMs);
  for (const [text, stepMs, start, end] of [['1h', hourMs, fromMs, wholeHoursMs], ['1m', minuteMs, wholeHoursMs, untilMs]] as const) {
    for (let at = start; at < end; at += barsAtOnce * stepMs) {
      const beforeMs = Math.min(end, at + barsAtOnce * stepMs);
      const page = await deps.market.history({ instrumentId: instrument.id, timeframe: timeframe(text) }, { beforeMs: epochMs(beforeMs), limit: Math.ceil((beforeMs - at) / stepMs) });
      addBars(since(page, at));
      await deps.rest();
    }
  }
  return { fromMs: epochMs(fromMs), toMs: epochMs(toMs), bucketMs, volume, close, sessions: listSessions(instrument, fromMs, toMs, deps.market) };
}

/** The bars from a moment on: a closed market's last bars lie before it. */
function since(page: BarPage, fromMs: number): BarPage {
  const first = page.time.findIndex((time) => time >= fromMs);
  const cut = (column: number[]): number[] => (first === -1 ? [] : column.slice(first));
  return { ...page, time: cut(page.time), volume: cut(page.volume), close: cut(page.close) };
}

/** Sessions that touch a stretch, cut at its ends. */
function listSessions(instrument: Instrument, fromMs: number, toMs: number, market: TimelineDeps['market']): Timeline['sessions'] {
  const sessions: Timeline['sessions'] = [];
  for (let at: number | null = fromMs; at !== null && at < toMs; ) {
    const { isOpen, opensAtMs, closesAtMs } = market.session(instrument, epochMs(at));
    const closeMs = Math.min(closesAtMs ?? toMs, toMs);
    if (isOpen) sessions.push({ openMs: epochMs(at), closeMs: epochMs(closeMs) });
    at = isOpen ? closeMs : opensAtMs;
  }
  return sessions;
}
