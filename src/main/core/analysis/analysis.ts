import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import type { IndicatorInfo, IndicatorInput, IndicatorPoint } from '../../../contract/model/indicator.ts';
import type { BarsByInstrument } from '../../../quant/indicators/index.ts';
import type { EpochMs } from '../../../contract/model/units.ts';

export type ColumnName = keyof BarColumns;

export type IndicatorRequest = {
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  /** Inputs in order, where not the usual ones: columns, columns of another instrument, or other indicators. */
  readonly columns: readonly IndicatorInput[] | null;
};

/** Values of an indicator, one per bar; null where there is none yet. */
export type IndicatorResult = {
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly bars: number;
  readonly warmup: number;
  readonly time: readonly number[];
  readonly outputs: Readonly<Record<string, readonly (number | null)[]>>;
};

/** Computations over bars. INVALID_INPUT names an unknown indicator's nearest name or a parameter's range. */
export interface Analysis {
  indicators(): readonly IndicatorInfo[];
  /** @param others bars of the other instruments that the request names, at moments of their own. */
  computeIndicator(bars: BarColumns, request: IndicatorRequest, others?: BarsByInstrument): IndicatorResult;
  /** The same over a stored series; its last `limit` values, computed with the warm-up before them. */
  computeSeriesIndicator(
    key: SeriesKey, request: IndicatorRequest, options: { readonly beforeMs: EpochMs | null; readonly limit: number },
  ): Promise<IndicatorResult>;
  /**
   * The newest values, of the last finished bar and the forming one; then values as they change, until the signal aborts.
   * Those of a finished bar are what `computeSeriesIndicator` gives for it. NOT_FOUND for an unknown instrument,
   * be it the one that is watched or one that is read.
   */
  watchIndicator(key: SeriesKey, request: IndicatorRequest, signal: AbortSignal): AsyncGenerator<readonly IndicatorPoint[], void, void>;
  /** Indicators kept up to date now; zero when nobody watches any. */
  readonly liveIndicators: number;
}
