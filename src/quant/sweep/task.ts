import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { StrategyCode } from '../../contract/model/strategy.ts';
import type { SweepSpace } from '../../contract/model/sweep.ts';
import type { SeriesInput } from '../engine/task.ts';

/** What all trials of a sweep share. */
export type TrialPlan = {
  readonly strategy: string;
  /** The strategy where somebody wrote it; left out for a ready-made one. */
  readonly code?: StrategyCode;
  /** Parameters that stay as they are. */
  readonly params: Readonly<Record<string, number>>;
  readonly settings: BacktestSettings;
  readonly space: SweepSpace;
  readonly where: string | null;
  /** Every combination; else some that a search proposes. */
  readonly isGrid: boolean;
  /** Without anything that varies it is one combination, and no mistake. */
  readonly mayVaryNothing?: boolean;
};

/** How large a plan is. */
export type PlanSize = {
  /** Combinations without regard to the condition; Infinity where a parameter may take any number. */
  readonly combinations: number;
  /** Combinations that meet the condition; null where they cannot be counted. */
  readonly allowed: number | null;
  /** Why trials run bar by bar whatever the series; null where they run over whole columns of a series that has nothing but bars. */
  readonly eventPath: string | null;
};

/** Combinations to try: places of the grid from the first to before the second but those marked in `skip`, or rows of values. */
export type TrialBatch =
  | { readonly kind: 'grid'; readonly from: number; readonly to: number; readonly skip: Uint8Array | null }
  | { readonly kind: 'list'; readonly places: Int32Array; readonly values: Float64Array };

export type SweepRunInput = {
  readonly plan: TrialPlan;
  readonly series: SeriesInput;
  readonly batch: TrialBatch;
};

/** Trials as packed columns, in the order in which they were asked for. */
export type SweepRunOutput = {
  /** Place of each trial: in the grid or as given. */
  readonly places: Int32Array;
  /** Values of what varies, trial by trial. */
  readonly values: Float64Array;
  /** Figures in the order of `figureNames`, trial by trial; NaN: not defined, all of them where the trial failed. */
  readonly figures: Float64Array;
  /** 1 for each trial that ran bar by bar. */
  readonly eventPlaces: Uint8Array;
  readonly firstFailure: string | null;
};

/** Asks for the next combinations of a search, knowing what came of all earlier ones. */
export type ProposeInput = {
  readonly plan: TrialPlan;
  readonly search: 'random' | 'tpe';
  readonly seed: number;
  /** Values of finished trials from the first on, and their scores (more is better; NaN: failed). Empty for random. */
  readonly values: Float64Array;
  readonly scores: Float64Array;
  /** How many are wanted. */
  readonly count: number;
};

/** Values, combination by combination; fewer than asked for where there are no more. */
export type ProposeOutput = Float64Array;
