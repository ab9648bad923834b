/** What a trial is judged by; NaN where a figure is not defined. Shares, not percents. */
export type TrialFigures = {
  /** Growth of the equity over the bars. */
  readonly return: number;
  /** Deepest fall below a peak: −0.3 is 30 %. */
  readonly maxDrawdown: number;
  /** Annual, arithmetic, without a risk-free rate, as the `sharpe` of a run. */
  readonly sharpe: number;
  /** Trades entered: those closed, and the one that is still open on the last bar. */
  readonly trades: number;
};

/** The figures in the order in which packed trials hold them. */
export const figureNames = ['return', 'maxDrawdown', 'sharpe', 'trades'] as const satisfies readonly (keyof TrialFigures)[];

export type FigureName = (typeof figureNames)[number];
