import { QuantError } from '../../../quant/error.ts';
import { checkPossible, type ReturnSeries } from '../../../quant/stats/index.ts';
import { AppError } from '../kernel/index.ts';
import type { ReturnsRequest } from './return-statistics.ts';

/** Refuses a list that does not go with the returns period by period. */
export function requireLength(list: readonly unknown[] | null, wanted: number, what: string): void {
  if (list === null || list.length === wanted) return;
  throw new AppError('INVALID_INPUT', `There are ${wanted} returns and ${list.length} ${what}; each return needs one.`, { returns: wanted, given: list.length });
}

/** Refuses a return that cannot be, by its number among those given: what is left out below would shift it. */
export function requirePossible(values: readonly (number | null)[] | null, what: string): void {
  try {
    checkPossible(values ?? [], what);
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}

/**
 * The periods that have a return, and one of the benchmark where there is a benchmark, as columns. INVALID_INPUT where lengths differ, a
 * return is below −1 or no period is left.
 */
export function toReturnSeries({ returns, benchmark, time, riskFree, periodsPerYear }: ReturnsRequest): { readonly series: ReturnSeries; readonly leftOut: number } {
  requireLength(benchmark, returns.length, 'returns of the benchmark');
  requireLength(time, returns.length, 'moments');
  requirePossible(returns, 'return');
  requirePossible(benchmark, 'return of the benchmark');
  const own = new Float64Array(returns.length);
  const market = benchmark === null ? null : new Float64Array(returns.length);
  const moments = time === null ? null : new Float64Array(returns.length);
  let count = 0;
  for (let i = 0; i < returns.length; i++) {
    const [value, other] = [returns[i] ?? null, benchmark === null ? 0 : (benchmark[i] ?? null)];
    if (value === null || other === null) continue;
    own[count] = value;
    if (market !== null) market[count] = other;
    if (moments !== null) moments[count] = time?.[i] ?? Number.NaN;
    count += 1;
  }
  if (count === 0) throw new AppError('INVALID_INPUT', `None of the ${returns.length} periods has a return${benchmark === null ? '' : ' of both series'}; at least one is needed.`);
  return {
    series: { returns: own.slice(0, count), benchmark: market?.slice(0, count) ?? null, time: moments?.slice(0, count) ?? null, riskFree, periodsPerYear },
    leftOut: returns.length - count,
  };
}
