import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';
import { areDates, checkBars, shortestSpacing } from './check-bars.ts';
import { createSessionFinder } from './sessions.ts';
import type { TradingCalendar } from './trading-calendar.ts';
import { weekdayOf } from './us-holidays.ts';
import type { ZoneClock } from './zone-clock.ts';

const dayMs = 86_400_000;

/** Length of the bars to make: so many milliseconds inside each session, a session, or the sessions of a week from Monday. */
export type BarLength = { readonly kind: 'intraday'; readonly lengthMs: number } | { readonly kind: 'day' } | { readonly kind: 'week' };

export type Resampled = {
  readonly bars: BarColumns;
  /** Bars that start outside every session; they are in no bar of the result. */
  readonly outside: number;
};

/** Where each bar's period starts, which names it; NaN outside sessions. */
type PeriodOf = (ms: number) => number;

const dateOfWeek = (day: number): number => (day - weekdayOf(day)) * dayMs;

function choosePeriod(time: Float64Array, length: BarLength, calendar: TradingCalendar, clock: ZoneClock): PeriodOf {
  if (areDates(time) && length.kind !== 'intraday') return (ms) => (length.kind === 'week' ? dateOfWeek(ms / dayMs) : ms);
  const find = createSessionFinder(calendar, clock);
  return (ms) => {
    const session = find(ms);
    if (session === null) return Number.NaN;
    if (length.kind === 'intraday') return session.openMs + Math.floor((ms - session.openMs) / length.lengthMs) * length.lengthMs;
    return length.kind === 'week' ? dateOfWeek(session.day) : session.day * dayMs;
  };
}

function checkLength(time: Float64Array, length: BarLength): void {
  if (length.kind !== 'intraday') return;
  const { lengthMs } = length;
  if (!(lengthMs >= 1_000 && lengthMs < dayMs)) throw new QuantError('RANGE', `Bars inside a session last from a second to less than a day, not ${lengthMs} ms.`);
  const spacing = shortestSpacing(time);
  if (!Number.isFinite(spacing)) return;
  if (spacing > lengthMs) throw new QuantError('FINER_THAN_SOURCE', `The bars are ${spacing / 60_000} minutes apart; shorter ones of ${lengthMs / 60_000} minutes cannot be made of them.`);
  if (spacing >= 60_000 && lengthMs % spacing !== 0) throw new QuantError('NOT_A_MULTIPLE', `The bars are ${spacing / 60_000} minutes apart, of which ${lengthMs / 60_000} minutes are no multiple; some would fall into two.`);
}

/**
 * Bars of a longer length, cut where sessions are: first open, highest high, lowest low, last close, sum of volumes.
 *
 * Inside a session bars are counted from its opening in time that has passed, so a session is never joined with another, and a day of
 * which the clock repeats an hour has 25 hourly bars, one that skips an hour 23; where the length does not divide the session the last
 * bar is short. Bars of a day and a week start at 00:00 UTC of the session's date or its Monday, as bars known by their date do. A bar
 * belongs to where it starts; what starts outside sessions is counted and left out. Bars already known by their date keep it and are
 * never outside. Errors: BAD_BARS, LENGTHS_DIFFER, RANGE, FINER_THAN_SOURCE, NOT_A_MULTIPLE.
 */
export function resampleBars(bars: BarColumns, length: BarLength, calendar: TradingCalendar, clock: ZoneClock): Resampled {
  checkBars(bars);
  checkLength(bars.time, length);
  const periodOf = choosePeriod(bars.time, length, calendar, clock);
  const rows: [number, number, number, number, number, number][] = [];
  let outside = 0;
  for (let i = 0; i < bars.time.length; i++) {
    const period = periodOf(bars.time[i]!);
    const last = rows.at(-1);
    if (Number.isNaN(period)) outside += 1;
    else if (last?.[0] === period) {
      last[2] = Math.max(last[2], bars.high[i]!);
      last[3] = Math.min(last[3], bars.low[i]!);
      last[4] = bars.close[i]!;
      last[5] += bars.volume[i]!;
    } else rows.push([period, bars.open[i]!, bars.high[i]!, bars.low[i]!, bars.close[i]!, bars.volume[i]!]);
  }
  const column = (at: 0 | 1 | 2 | 3 | 4 | 5): Float64Array => Float64Array.from(rows, (row) => row[at]);
  return { outside, bars: { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) } };
}
