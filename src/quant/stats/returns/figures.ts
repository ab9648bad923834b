import { compoundMonths, type Month } from './calendar.ts';
import { computeMoments, sampleVarianceOf, type Moments } from './distribution.ts';
import { compound, computeDepths, findFalls, type Fall } from './falls.ts';
import { computeGains, type Gains } from './gains.ts';
import { computePair, type Pair } from './pair.ts';
import { checkReturnSeries, usualPeriods, type ReturnSeries } from './series.ts';

/** Growth of a unit over some years as a yearly rate; −1 of nothing left, NaN of less than nothing. */
export const annualise = (growth: number, years: number): number => (growth < 0 ? Number.NaN : growth ** (1 / years) - 1);

function subtract(own: Float64Array, other: Float64Array): Float64Array {
  const difference = new Float64Array(own.length);
  for (let i = 0; i < own.length; i++) difference[i] = own[i]! - other[i]!;
  return difference;
}

/**
 * What every table of metrics is made from, each computed once and only when it is asked for. A library's convention that deviates
 * from what stands here is written in that library's dialect.
 */
export class ReturnFigures {
  readonly series: ReturnSeries;
  readonly returns: Float64Array;
  readonly count: number;
  /** Periods a year: those given, else 252. */
  readonly periods: number;
  /** Annual risk-free rate, and the same a period by division. */
  readonly riskFree: number;
  readonly riskFreePeriod: number;
  /** Moments of the returns, and their sample deviation (n − 1). */
  readonly moments: Moments;
  readonly deviation: number;
  #sorted: Float64Array | null = null;
  #wealth: Float64Array | null = null;
  #depths: Float64Array | null = null;
  #falls: readonly Fall[] | null = null;
  #gains: Gains | null = null;
  #market: ReturnFigures | null = null;
  #pair: Pair | null = null;
  #active: Moments | null = null;
  #months: readonly Month[] | null = null;

  constructor(series: ReturnSeries) {
    checkReturnSeries(series);
    this.series = series;
    this.returns = series.returns;
    this.count = series.returns.length;
    this.periods = series.periodsPerYear ?? usualPeriods;
    this.riskFree = series.riskFree;
    this.riskFreePeriod = series.riskFree / this.periods;
    this.moments = computeMoments(series.returns);
    this.deviation = Math.sqrt(sampleVarianceOf(this.moments));
  }

  get mean(): number {
    return this.moments.mean;
  }

  /** The returns from the worst to the best. */
  get sorted(): Float64Array {
    return (this.#sorted ??= Float64Array.from(this.returns).sort());
  }

  /** Value of one unit after each return. */
  get wealth(): Float64Array {
    return (this.#wealth ??= compound(this.returns));
  }

  /** What one unit has become. */
  get growth(): number {
    return this.wealth[this.count - 1]!;
  }

  get totalReturn(): number {
    return this.growth - 1;
  }

  get years(): number {
    return this.count / this.periods;
  }

  /** Compounded return of a year: growth to the power of periods a year over periods. */
  get annualReturn(): number {
    return annualise(this.growth, this.years);
  }

  /** Shares below the peak so far, 0 or less; the start is a peak. */
  get depths(): Float64Array {
    return (this.#depths ??= computeDepths(this.wealth));
  }

  get falls(): readonly Fall[] {
    return (this.#falls ??= findFalls(this.depths));
  }

  /** The deepest fall, 0 or less. */
  get maxDrawdown(): number {
    return this.falls.reduce((deepest, fall) => Math.min(deepest, fall.depth), 0);
  }

  get gains(): Gains {
    return (this.#gains ??= computeGains(this.returns));
  }

  /** The same of the benchmark; null where there is none. */
  get market(): ReturnFigures | null {
    if (this.series.benchmark === null) return null;
    return (this.#market ??= new ReturnFigures({ ...this.series, returns: this.series.benchmark, benchmark: null }));
  }

  /** How the returns move with the benchmark's; null where there is none. */
  get pair(): Pair | null {
    const { market } = this;
    if (market === null) return null;
    return (this.#pair ??= computePair(this.returns, market.returns, this.moments, market.moments));
  }
  /** Returns by calendar month; none where the series has no moments. */
  get months(): readonly Month[] {
    const { time } = this.series;
    return (this.#months ??= time === null ? [] : compoundMonths(time, this.returns));
  }

  /** Moments of the returns over the benchmark's; null where there is none. */
  get active(): Moments | null {
    const { benchmark } = this.series;
    if (benchmark === null) return null;
    return (this.#active ??= computeMoments(subtract(this.returns, benchmark)));
  }
}
