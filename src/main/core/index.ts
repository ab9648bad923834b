import type { Analysis, Descriptions, Econometrics, Features, Regimes, ReturnStatistics } from './analysis/index.ts';
import type { Backtests, Capsules, CrossValidations, Honesty, Microscope, Robustness, RunReports, Sweeps, WalkForwards } from './backtests/index.ts';
import type { Data, SeriesTools } from './data/index.ts';
import type { Market } from './market/index.ts';
import type { Portfolio } from './portfolio/index.ts';
import type { Layouts, UserSettings } from './settings/index.ts';
import type { Strategies } from './strategies/index.ts';
import type { System } from './system/index.ts';
import type { Tape } from './tape/index.ts';
import type { Trading } from './trading/index.ts';

/** The application: everything that the doors may call. */
export type Core = {
  readonly market: Market;
  readonly tape: Tape;
  readonly data: Data;
  readonly seriesTools: SeriesTools;
  readonly analysis: Analysis;
  readonly features: Features;
  readonly returns: ReturnStatistics;
  readonly descriptions: Descriptions;
  readonly regimes: Regimes;
  readonly econometrics: Econometrics;
  readonly strategies: Strategies;
  readonly backtests: Backtests;
  readonly robustness: Robustness;
  readonly capsules: Capsules;
  readonly microscope: Microscope;
  readonly honesty: Honesty;
  readonly crossValidations: CrossValidations;
  readonly runReports: RunReports;
  readonly sweeps: Sweeps;
  readonly walkForwards: WalkForwards;
  readonly trading: Trading;
  readonly portfolio: Portfolio;
  readonly settings: UserSettings;
  readonly layouts: Layouts;
  readonly system: System;
};
