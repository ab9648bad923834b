export { adjustBars, factorsOn, makeFactors, makeFactorTable, type CorporateActions, type FactorRequest, type FactorTable, type Factors, type MadeFactors, type PriceMode } from './adjust-bars.ts';
export { alignSeries, type Aligned, type AlignOptions, type TimedColumns } from './align-series.ts';
export { classifyGaps, type Gap, type GapOptions, type Gaps } from './classify-gaps.ts';
export { resampleBars, type BarLength, type Resampled } from './resample-bars.ts';
export { createSessionFinder, findSession, nextSession, type TradingSession } from './sessions.ts';
export { findCalendar, tradingCalendars, type DayHours, type TradingCalendar } from './trading-calendar.ts';
export { localDay, makeZoneClock, offsetAt, toLocal, toMoment, utcClock, type ZoneClock } from './zone-clock.ts';
export { reportGaps, resample, type CalendarChoice, type GapRequest, type ResampleRequest } from './series-tasks.ts';
