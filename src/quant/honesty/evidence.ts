import type { BacktestSettings, BacktestTrade, ResultInterval } from '../../contract/model/backtest.ts';
import type { DataGrade, LookAhead, TrialCount, Verdict } from '../../contract/model/verdict.ts';

/** Sharpe ratios and what they are held against; annual, NaN where not defined. */
export type SharpeEvidence = {
  readonly returns: number;
  readonly periodsPerYear: number;
  readonly sharpe: number;
  readonly sharpeError: number;
  readonly probabilistic: number;
  readonly expectedBest: number;
  readonly deflated: number;
  /** Periods; Infinity: never. */
  readonly minimumTrackRecord: number;
};

/** All that is known of a run when it is judged. */
export type Evidence = {
  readonly sharpe: SharpeEvidence;
  readonly totalReturn: number;
  readonly isRuined: boolean;
  readonly trades: readonly BacktestTrade[];
  readonly settings: BacktestSettings;
  readonly interval: ResultInterval | null;
  readonly trials: TrialCount;
  /** The bars of the run are at hand. */
  readonly hasBars: boolean;
  readonly overfitting: Verdict['overfitting'];
  readonly randomEntry: Verdict['randomEntry'];
  readonly monteCarlo: Verdict['monteCarlo'];
  readonly lookAhead: LookAhead | null;
  readonly data: DataGrade | null;
};

/** What needs the bars of a run, and is kept for when they are gone. */
export type BarEvidence = Pick<Verdict, 'overfitting' | 'randomEntry' | 'lookAhead' | 'data'>;
