import type { BarColumns } from '../../contract/model/bar.ts';
import type { GapKind } from '../../contract/model/gap-report.ts';
import { QuantError } from '../error.ts';
import { areDates, checkBars } from './check-bars.ts';
import { classifyHole, type Hole } from './classify-hole.ts';
import { createSessionFinder, nextSession, type TradingSession } from './sessions.ts';
import type { TradingCalendar } from './trading-calendar.ts';
import { weekdayOf } from './us-holidays.ts';
import { localDay, type ZoneClock } from './zone-clock.ts';

const dayMs = 86_400_000;

/** A stretch without bars: from the end of what was there to the start of what comes next. */
export type Gap = {
  readonly kind: GapKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** Bars that the calendar would have there; 0 while it is closed. */
  readonly missingBars: number;
};

export type GapOptions = {
  /** Length of a bar in milliseconds; null: the most common distance between two. */
  readonly barMs: number | null;
  /** Stretches in which trading was known to stand still. */
  readonly halts: readonly { readonly fromMs: number; readonly toMs: number }[];
};

export type Gaps = { readonly gaps: readonly Gap[]; readonly barMs: number; readonly outside: number };

/** The most common distance, the shorter of equally common ones. */
function commonSpacing(time: Float64Array): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < time.length; i++) counts.set(time[i]! - time[i - 1]!, (counts.get(time[i]! - time[i - 1]!) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b)[0]?.[0] ?? dayMs;
}

/** What the calendar calls the time between two sessions. */
function nameClosed(before: number, after: number): GapKind {
  if (after - before <= 1) return 'overnight';
  for (let day = before + 1; day < after; day++) if (weekdayOf(day) < 5) return 'holiday';
  return 'weekend';
}

/**
 * Every stretch between bars, by kind. While the calendar is closed: overnight (between the sessions of two days that follow one
 * another), weekend, holiday (a weekday without a session lies between). While it is open: halt, untraded and missing, see
 * `classifyHole`. A stretch that covers both is told in its parts, whole sessions without a bar in one. Bars outside sessions are
 * counted and end no gap. Bars known by their date are held against the days of the calendar. Errors: BAD_BARS, LENGTHS_DIFFER, RANGE.
 */
export function classifyGaps(bars: BarColumns, calendar: TradingCalendar, clock: ZoneClock, { barMs, halts }: GapOptions): Gaps {
  checkBars(bars);
  const length = barMs ?? commonSpacing(bars.time);
  if (!(length >= 1 && Number.isFinite(length))) throw new QuantError('RANGE', `A bar lasts at least a millisecond, not ${length}.`);
  if (areDates(bars.time) && length >= dayMs) return classifyDates(bars.time, calendar, length);
  const inside = selectInside(bars, calendar, clock);
  const gaps: Gap[] = [];
  for (let i = 1; i < inside.time.length; i++) {
    if (inside.time[i]! <= inside.time[i - 1]! + length) continue;
    for (const { gap, session, isWhole } of splitGap(inside.time[i - 1]! + length, inside.time[i]!, length, calendar, clock)) {
      gaps.push(session === null ? gap : { ...gap, kind: nameHole(gap, session, isWhole, inside, i, length, halts) });
    }
  }
  return { gaps: gaps.filter(({ kind, missingBars }) => !isHole(kind) || missingBars > 0), barMs: length, outside: bars.time.length - inside.time.length };
}

/** The bars that start in a session. */
function selectInside(bars: BarColumns, calendar: TradingCalendar, clock: ZoneClock): BarColumns {
  const find = createSessionFinder(calendar, clock);
  const isInside = bars.time.map((ms) => (find(ms) === null ? 0 : 1));
  const select = (column: Float64Array): Float64Array => column.filter((_, i) => isInside[i] === 1);
  return { time: select(bars.time), open: select(bars.open), high: select(bars.high), low: select(bars.low), close: select(bars.close), volume: select(bars.volume) };
}

const isHole = (kind: GapKind): boolean => kind === 'halt' || kind === 'untraded' || kind === 'missing';

const nameHole = (gap: Gap, session: TradingSession, isWhole: boolean, bars: BarColumns, next: number, barMs: number, halts: GapOptions['halts']): GapKind => {
  if (halts.some(({ fromMs, toMs }) => fromMs < gap.toMs && toMs > gap.fromMs)) return 'halt';
  return isWhole ? 'missing' : classifyHole({ ...gap, session, next, barMs } satisfies Hole, bars);
};

type Part = { readonly gap: Gap; readonly session: TradingSession | null; readonly isWhole: boolean };

/** The open and closed parts of a stretch in turn, whole sessions on end joined into one. */
function splitGap(fromMs: number, toMs: number, barMs: number, calendar: TradingCalendar, clock: ZoneClock): Part[] {
  const parts: Part[] = [];
  const find = createSessionFinder(calendar, clock);
  for (let at = fromMs; at < toMs;) {
    const session = find(at);
    const next = session === null ? followingSession(calendar, clock, at) : null;
    const end = Math.min(toMs, session?.closeMs ?? next?.openMs ?? toMs);
    if (session === null) parts.push({ session, isWhole: false, gap: { kind: nameClosedBefore(calendar, next), fromMs: at, toMs: end, missingBars: 0 } });
    else parts.push({ session, isWhole: at === session.openMs && end === session.closeMs, gap: { kind: 'missing', fromMs: at, toMs: end, missingBars: Math.floor((end - at) / barMs) } });
    at = end;
  }
  return joinWhole(parts);
}

function joinWhole(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const [before, last] = [joined.at(-2), joined.at(-1)];
    const isOnEnd = part.session !== null && last !== undefined && last.session !== null;
    if (isOnEnd) joined.splice(-1, 1, join(last, part));
    else if (part.isWhole && last?.session === null && before?.isWhole === true) joined.splice(-2, 2, join(before, part));
    else joined.push(part);
  }
  return joined;
}

/** Two open parts and what lies between them as one. */
const join = (first: Part, last: Part): Part => ({
  isWhole: first.isWhole || last.isWhole,
  session: first.session === null || last.session === null ? null : { ...first.session, closeMs: last.session.closeMs },
  gap: { ...last.gap, fromMs: first.gap.fromMs, missingBars: first.gap.missingBars + last.gap.missingBars },
});

/** The first session that opens after a moment outside all of them. */
function followingSession(calendar: TradingCalendar, clock: ZoneClock, ms: number): TradingSession | null {
  let session = nextSession(calendar, clock, localDay(clock, ms) - 2);
  while (session !== null && session.openMs <= ms) session = nextSession(calendar, clock, session.day);
  return session;
}

function nameClosedBefore(calendar: TradingCalendar, next: TradingSession | null): GapKind {
  if (next === null) return 'holiday';
  let before = next.day - 1;
  while (before > next.day - 30 && calendar.hoursOn(before) === null) before -= 1;
  return nameClosed(before, next.day);
}

/** Bars known by their date: days of the calendar without one are missing, other days are closed. */
function classifyDates(time: Float64Array, calendar: TradingCalendar, barMs: number): Gaps {
  const gaps: Gap[] = [];
  const step = Math.round(barMs / dayMs);
  let outside = 0;
  for (let i = 0; i < time.length; i++) {
    const day = time[i]! / dayMs;
    if (step === 1 && calendar.hoursOn(day) === null) outside += 1;
    if (i === 0 || time[i]! <= time[i - 1]! + barMs) continue;
    const [first, fromMs] = [time[i - 1]! / dayMs + step, time[i - 1]! + barMs];
    let missingBars = step === 1 ? 0 : Math.round((day - first) / step);
    if (step === 1) for (let between = first; between < day; between++) if (calendar.hoursOn(between) !== null) missingBars += 1;
    gaps.push({ kind: missingBars > 0 ? 'missing' : nameClosed(first - 1, day), fromMs, toMs: time[i]!, missingBars });
  }
  return { gaps, barMs, outside };
}
