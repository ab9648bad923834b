import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import type { GapReport } from '../../../contract/model/gap-report.ts';
import type { AdjustedBars, AlignedCloses, CalendarInfo, CorporateAction, FactorRow, MadeFactors, ResampledBars } from '../../../contract/model/series-tools.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { AlignOptions, PriceMode } from '../../../quant/series/index.ts';

/** Where bars come from: a stretch of a series, or bars in hand. */
export type BarSource =
  | { readonly kind: 'series'; readonly key: SeriesKey; readonly beforeMs: EpochMs | null; readonly bars: number }
  | { readonly kind: 'bars'; readonly name: string; readonly bars: BarColumns };

/** A trading calendar by name (null: that of the instrument, `always` for bars in hand) and the zone of its days (null: its own, else UTC). */
export type CalendarAsked = { readonly calendar: string | null; readonly timezone: string | null };

/** Factors, or what they are made of. */
export type FactorSource = { readonly factors: readonly FactorRow[] } | { readonly actions: readonly CorporateAction[] };

/**
 * What can be made of bars and said of their gaps; computed in the pool. INVALID_INPUT names an unknown calendar or zone with those there
 * are, and what is wrong with bars or factors; NOT_FOUND an unknown instrument.
 */
export interface SeriesTools {
  calendars(): readonly CalendarInfo[];
  findGaps(source: BarSource, asked: CalendarAsked & { readonly openOnly: boolean; readonly limit: number }, signal?: AbortSignal): Promise<GapReport>;
  resample(source: BarSource, asked: CalendarAsked & { readonly to: Timeframe }, signal?: AbortSignal): Promise<ResampledBars>;
  /** By a factor table, or by the actions that one is made of, which need raw bars. */
  adjust(source: BarSource, asked: FactorSource & { readonly from: PriceMode; readonly to: PriceMode; readonly timezone: string | null }, signal?: AbortSignal): Promise<AdjustedBars>;
  /** The factor table of raw bars. */
  makeFactors(source: BarSource, asked: { readonly actions: readonly CorporateAction[]; readonly timezone: string | null }, signal?: AbortSignal): Promise<MadeFactors>;
  /** Sources with one name are told apart by their length of a bar. */
  align(sources: readonly BarSource[], options: AlignOptions, signal?: AbortSignal): Promise<AlignedCloses>;
}
