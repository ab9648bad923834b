import type { Regression } from '../econometrics/index.ts';

export type VolatilityModelName = 'garch' | 'gjr' | 'egarch' | 'ewma' | 'har';
export type ErrorDistribution = 'normal' | 't';

/**
 * What stands for the values before the first return. `backcast`, as in arch: Σ 0.94ⁱ (rᵢ − r̄)² over the first 75, weights summing to 1.
 * `mean-square`, as in fGarch: the mean of (rᵢ − μ)², with the μ of the moment. `conditional`, as in tseries: the same, and the first
 * max(p, o, q) returns do not count in the likelihood.
 */
export type Initialisation = 'backcast' | 'mean-square' | 'conditional';

export type VolatilityOptions = {
  readonly model: VolatilityModelName;
  /** Lags of shocks, of shocks below zero (gjr, egarch), and of variances. 1 each where nothing is said. */
  readonly p?: number;
  readonly o?: number;
  readonly q?: number;
  /** Normal where nothing is said. */
  readonly distribution?: ErrorDistribution;
  /** A constant mean where nothing is said. */
  readonly mean?: 'constant' | 'zero';
  readonly initialisation?: Initialisation;
  /** Of ewma: how much of yesterday's variance stays; 0.94 (RiskMetrics) where nothing is said. */
  readonly lambda?: number | 'estimate';
  /** Of har: the variance of each return's period, measured from the period's own prices; squared returns where nothing is said. */
  readonly measure?: ArrayLike<number>;
};

/** A model of volatility with the parameters that are most likely for a series of returns. */
export type VolatilityFit = {
  readonly model: VolatilityModelName;
  readonly distribution: ErrorDistribution;
  readonly order: Order;
  readonly params: Readonly<Record<string, number>>;
  /** From the curvature of the likelihood. null for a parameter at its limit, and for all where the curvature is not that of a maximum. */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** Right even where the errors have another distribution: Bollerslev and Wooldridge (1992); for har Newey and West (1987). */
  readonly robustErrors: Readonly<Record<string, number | null>>;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  /** Returns that the likelihood is of. */
  readonly observations: number;
  /** What stays of a shock to the variance after one period; below 1 it fades. */
  readonly persistence: number;
  /** Periods until half of such a shock is gone; null where it does not fade. */
  readonly halfLife: number | null;
  /** Variance that forecasts end at; null where there is none. */
  readonly unconditionalVariance: number | null;
  /** In words. */
  readonly initialisation: string;
  /** Whether the likelihood has reached a maximum. */
  readonly converged: boolean;
  /** In words, with what is to be kept in mind. */
  readonly convergence: string;
  /** Parameters at the end of what they may be. */
  readonly limits: readonly string[];
  readonly iterations: number;
  /** Standard deviation of each return as of the period before it, in the unit of the returns. har has NaN for its first 22. */
  readonly sigma: Float64Array;
  /** Returns less their mean. */
  readonly residuals: Float64Array;
  readonly har: HarState | null;
};

export type Order = { readonly p: number; readonly o: number; readonly q: number };

/** What forecasts of har go on from. */
export type HarState = { readonly measure: Float64Array; readonly regression: Regression };
