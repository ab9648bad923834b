import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { FeatureInfo } from '../../../contract/model/feature.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { FeatureColumns, JoinedSeries } from '../../../quant/features/index.ts';
import type { JobCall } from './regimes.ts';

export type FeatureRequest = {
  readonly set: string;
  /** Instead of the set. */
  readonly names: readonly string[] | null;
  /** IANA zone of the clock of calendar and session; null: UTC. */
  readonly timezone: string | null;
};

/** Bars in hand. */
export type FeatureSource = {
  readonly columns: FeatureColumns;
  /** Bars of other instruments, for the cross-sectional features. */
  readonly peers: readonly FeatureColumns[];
  /** The bars are known by their date alone, which is the same in every zone. */
  readonly isDated: boolean;
  /** Series from elsewhere, joined as they were known at the end of each bar. */
  readonly joins?: readonly JoinedSeries[];
  /** Length of a bar; null: the least distance of two. */
  readonly barMs?: number | null;
};

/** Features of bars: a value for each, NaN where there is none. After those asked for come two columns of each joined series. */
export type FeatureResult = {
  readonly bars: number;
  readonly names: readonly string[];
  readonly warmups: readonly number[];
  readonly time: Float64Array;
  readonly columns: Readonly<Record<string, Float64Array>>;
};

/**
 * Features for learning, computed in the pool. INVALID_INPUT names an unknown feature's nearest name, a number's range, an unknown
 * zone or what is wrong with the bars or a joined series.
 */
export interface Features {
  list(): readonly FeatureInfo[];
  compute(source: FeatureSource, request: FeatureRequest, call?: JobCall): Promise<FeatureResult>;
  /** The same over a stored series: its last `limit` values, computed with what must settle before them. NOT_FOUND for an unknown instrument. */
  computeSeries(
    key: SeriesKey, request: FeatureRequest, options: { readonly beforeMs: EpochMs | null; readonly limit: number; readonly peers: readonly InstrumentId[]; readonly joins?: readonly JoinedSeries[] }, call?: JobCall,
  ): Promise<FeatureResult>;
}
