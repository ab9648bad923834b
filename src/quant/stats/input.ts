/** A trade as statistics see it. */
export type RunStatsTrade = {
  readonly entryBar: number;
  readonly exitBar: number;
  /** Units, negative for short. */
  readonly size: number;
  /** Profit or loss net of commission, in the currency of the data. */
  readonly pnl: number;
  /** Profit or loss as a share of the entry value, net of commission. */
  readonly returnShare: number;
  readonly commission: number;
  readonly isLong: boolean;
};

/** Everything that the statistics of a run are computed from. */
export type RunStatsInput = {
  /** Start of each bar, epoch milliseconds. */
  readonly time: Float64Array;
  readonly close: Float64Array;
  /** Cash and open positions at each bar's close; the starting cash before the first tradable bar. */
  readonly equity: Float64Array;
  /** First bar after the longest warm-up: buying and holding begins there. */
  readonly firstTradableBar: number;
  /** Closed trades in order of closing. */
  readonly trades: readonly RunStatsTrade[];
  /** Still open at the end; their exit bar is the last bar. */
  readonly openTrades: readonly RunStatsTrade[];
  /** Annual risk-free rate, as a share. */
  readonly riskFree: number;
};

/** The same input, under the name of the engine whose statistics are reproduced from it. */
export type BacktestingPyStatsInput = RunStatsInput;
