import type { BarColumns } from '../../contract/model/bar.ts';
import type { GapReport } from '../../contract/model/gap-report.ts';
import { QuantError } from '../error.ts';
import { classifyGaps, type Gap } from './classify-gaps.ts';
import { resampleBars, type BarLength, type Resampled } from './resample-bars.ts';
import { findCalendar, tradingCalendars, type TradingCalendar } from './trading-calendar.ts';
import type { ZoneClock } from './zone-clock.ts';

/** A calendar by its name and the clock of its zone: what a job can be given. */
export type CalendarChoice = { readonly name: string; readonly clock: ZoneClock };

export type GapRequest = {
  readonly bars: BarColumns;
  readonly calendar: CalendarChoice;
  /** Length of a bar; null: the most common distance. */
  readonly barMs: number | null;
  /** Leaves out what lies while the market is closed. */
  readonly openOnly: boolean;
  /** How many gaps are told, the last ones. */
  readonly limit: number;
};

export type ResampleRequest = { readonly bars: BarColumns; readonly calendar: CalendarChoice; readonly length: BarLength };

function requireCalendar(name: string): TradingCalendar {
  const found = findCalendar(name);
  if (found === null) throw new QuantError('UNKNOWN_CALENDAR', `There is no trading calendar ${name}; there are ${tradingCalendars.map((one) => one.name).join(', ')}.`);
  return found;
}

const isClosed = ({ kind }: Gap): boolean => kind === 'overnight' || kind === 'weekend' || kind === 'holiday';

/** The gaps of bars, counted by kind. Errors: UNKNOWN_CALENDAR and those of `classifyGaps`. */
export function reportGaps({ bars, calendar, barMs, openOnly, limit }: GapRequest): GapReport {
  const found = classifyGaps(bars, requireCalendar(calendar.name), calendar.clock, { barMs, halts: [] });
  const asked = openOnly ? found.gaps.filter((gap) => !isClosed(gap)) : found.gaps;
  const count = (kind: Gap['kind']): number => found.gaps.filter((gap) => gap.kind === kind).length;
  return {
    calendar: calendar.name, timezone: calendar.clock.zone, bars: bars.time.length, barMs: found.barMs, outside: found.outside,
    missingBars: found.gaps.reduce((sum, gap) => sum + gap.missingBars, 0),
    counts: { overnight: count('overnight'), weekend: count('weekend'), holiday: count('holiday'), halt: count('halt'), untraded: count('untraded'), missing: count('missing') },
    gapCount: asked.length, gaps: asked.slice(-limit),
  };
}

/** Bars of a longer length. Errors: UNKNOWN_CALENDAR and those of `resampleBars`. */
export const resample = ({ bars, calendar, length }: ResampleRequest): Resampled => resampleBars(bars, length, requireCalendar(calendar.name), calendar.clock);
