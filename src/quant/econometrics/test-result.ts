/** What is left in a series before its test: nothing, a constant, or a constant and a straight line of time. */
export type Trend = 'none' | 'constant' | 'trend';

/** Values of a statistic that are passed by chance with that probability. */
export type CriticalValues = Readonly<Record<string, number>>;

/** The outcome of a statistical test. */
export type TestResult = {
  readonly statistic: number;
  /** Probability of a statistic as far out if the null hypothesis is true. */
  readonly pValue: number;
  /** Values that the test used. */
  readonly observations: number;
};
