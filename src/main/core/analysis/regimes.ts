import type { BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import type { ChangePointReport, RegimeFit, RegimeFitProgress, RuleRegimes } from '../../../contract/model/regime.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { ChangePointRequest, RegimeFitRequest, RegimeRules } from '../../../quant/regimes/index.ts';

/** Where the closes come from: a stretch of a series, or bars in hand. */
export type PriceSource =
  | { readonly kind: 'series'; readonly key: SeriesKey; readonly beforeMs: EpochMs | null; readonly bars: number }
  | { readonly kind: 'bars'; readonly bars: BarColumns };

export type JobCall = { readonly signal?: AbortSignal; readonly onProgress?: (share: number) => void };

export type FitOptions = Omit<RegimeFitRequest, 'prices'>;
export type ChangeOptions = Omit<ChangePointRequest, 'prices'>;

/** Regimes of prices, computed in the pool. NOT_FOUND for an unknown instrument, INVALID_INPUT with the reason where prices do not do. */
export interface Regimes {
  /** A hidden Markov model of the log returns. */
  fit(source: PriceSource, options: FitOptions, call?: JobCall): Promise<RegimeFit>;
  /** How far it is, at most ten times a second, and at last the fit; ends then. Reading no further cancels it. */
  watchFit(source: PriceSource, options: FitOptions, signal: AbortSignal): AsyncGenerator<RegimeFitProgress, void, void>;
  /** Rules on trend and volatility. */
  judge(source: PriceSource, rules: RegimeRules, call?: JobCall): Promise<RuleRegimes>;
  /** The returns' segmentation of least cost. */
  findChanges(source: PriceSource, options: ChangeOptions, call?: JobCall): Promise<ChangePointReport>;
}
