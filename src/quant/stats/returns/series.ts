import { QuantError } from '../../error.ts';

/** Simple returns of equal periods and what belongs to them. */
export type ReturnSeries = {
  /** 0.01 is 1 %. In order of time. */
  readonly returns: Float64Array;
  /** Moment of each return, epoch milliseconds, ascending; null where only the order is known. */
  readonly time: Float64Array | null;
  /** Returns of a benchmark over the same periods. */
  readonly benchmark: Float64Array | null;
  /** Annual risk-free rate, as a share. */
  readonly riskFree: number;
  /** Periods that make a year; null: 252, and what each library takes by itself where it derives them from the dates. */
  readonly periodsPerYear: number | null;
};

/** Trading days of a year. */
export const usualPeriods = 252;

function checkFinite(values: Float64Array, what: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) throw new QuantError('NOT_FINITE', `The ${what} number ${i + 1} is not a finite number; leave the period out or mend it.`);
  }
}

/**
 * Refuses a return below −1 (BELOW_TOTAL_LOSS): nobody loses more than there is, so these are percents, prices or no simple returns.
 * Periods without one (null) count in the number that is named.
 */
export function checkPossible(values: ArrayLike<number | null>, what: string): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < -1) throw new QuantError('BELOW_TOTAL_LOSS', `The ${what} number ${i + 1} is ${value}: ${belowTotalLoss}`);
  }
}

/** What a return below −1 means, and what to do. */
export const belowTotalLoss = 'a simple return is never below -1, the loss of everything. 0.01 is 1 %: give shares, not percents or prices.';

function checkAscending(time: Float64Array): void {
  for (let i = 0; i < time.length; i++) {
    if (!Number.isFinite(time[i]!)) throw new QuantError('NOT_FINITE', `The moment of return number ${i + 1} is not a finite number.`);
    if (i > 0 && time[i]! <= time[i - 1]!) throw new QuantError('NOT_ASCENDING', `The moment of return number ${i + 1} is not after the one before it; sort the returns by time and keep one of each moment.`);
  }
}

function checkLength(values: Float64Array | null, wanted: number, what: string): void {
  if (values !== null && values.length !== wanted) {
    throw new QuantError('LENGTHS_DIFFER', `There are ${wanted} returns and ${values.length} ${what}; each return needs one.`);
  }
}

/**
 * Refuses what no statistic can be taken from: no return at all (NO_RETURNS), a value that is not finite (NOT_FINITE) or below −1
 * (BELOW_TOTAL_LOSS), a benchmark or moments of another length (LENGTHS_DIFFER), moments out of order (NOT_ASCENDING), a rate or a
 * number of periods outside its range (RANGE).
 */
export function checkReturnSeries(series: ReturnSeries): void {
  const { returns, time, benchmark, riskFree, periodsPerYear } = series;
  if (returns.length === 0) throw new QuantError('NO_RETURNS', 'There are no returns; at least one is needed.');
  checkLength(benchmark, returns.length, 'returns of the benchmark');
  checkLength(time, returns.length, 'moments');
  checkFinite(returns, 'return');
  checkPossible(returns, 'return');
  if (benchmark !== null) {
    checkFinite(benchmark, 'return of the benchmark');
    checkPossible(benchmark, 'return of the benchmark');
  }
  if (time !== null) checkAscending(time);
  if (!(riskFree > -1 && riskFree <= 10)) throw new QuantError('RANGE', `The annual risk-free rate must be more than -1 and at most 10 (1,000 %), not ${riskFree}.`);
  if (periodsPerYear !== null && !(periodsPerYear > 0 && periodsPerYear <= 1e6)) throw new QuantError('RANGE', `The periods of a year must be more than 0 and at most 1,000,000, not ${periodsPerYear}.`);
}
