import type { RegimeLabel } from '../../contract/model/regime.ts';
import { QuantError } from '../error.ts';

/** The rules, each a number that a person can check by hand. */
export type RegimeRules = {
  /** Bars over which the trend is judged. */
  readonly trendBars: number;
  /** Size of the trend, in standard errors of the move over those bars, from which it counts. */
  readonly trendThreshold: number;
  /** Bars of the volatility of now. */
  readonly fastBars: number;
  /** Bars of the volatility that is usual. */
  readonly slowBars: number;
  /** Ratio of the two from which a time is volatile. */
  readonly volatilityThreshold: number;
};

/** A quarter, a month and a year of days. */
export const usualRules: RegimeRules = { trendBars: 63, trendThreshold: 1, fastBars: 21, slowBars: 252, volatilityThreshold: 1.25 };

/** What the rules say of a bar, and the two numbers that they go by. */
export type RuleRegime = {
  readonly regime: RegimeLabel;
  /** Log return over `trendBars`, divided by the deviation of the single ones and the root of their number: about normal where there is no trend. */
  readonly trend: number;
  /** Deviation of the last `fastBars` log returns as a multiple of that of the last `slowBars`. */
  readonly volatilityRatio: number;
};

export interface RuleModel {
  /** Takes the close of the next bar in; null until there are `warmup` bars before it. Errors: NOT_FINITE, NOT_POSITIVE, which change nothing. */
  add(close: number): RuleRegime | null;
  /** The same in place of the last one, for a bar that still forms. Before the first it adds. */
  replace(close: number): RuleRegime | null;
}

/** Bars before the first that has a regime. */
export const ruleWarmup = ({ trendBars, fastBars, slowBars }: RegimeRules): number => Math.max(trendBars, fastBars, slowBars);

function checkRules(rules: RegimeRules): void {
  const { trendBars, fastBars, slowBars, trendThreshold, volatilityThreshold } = rules;
  for (const [name, bars, least] of [['trendBars', trendBars, 2], ['fastBars', fastBars, 2], ['slowBars', slowBars, 3]] as const) {
    if (!Number.isInteger(bars) || bars < least || bars > 5_000) throw new QuantError('RANGE', `${name} must be a whole number from ${least} to 5,000, not ${bars}.`);
  }
  if (fastBars >= slowBars) throw new QuantError('RANGE', `fastBars (${fastBars}) must be fewer than slowBars (${slowBars}).`);
  if (!(trendThreshold > 0 && trendThreshold <= 10)) throw new QuantError('RANGE', `trendThreshold must be above 0 and at most 10, not ${trendThreshold}.`);
  if (!(volatilityThreshold >= 1 && volatilityThreshold <= 10)) throw new QuantError('RANGE', `volatilityThreshold must be from 1 to 10, not ${volatilityThreshold}.`);
}

/** Refuses a price of which there is no logarithm. */
export function checkPrice(price: number, place: string): void {
  if (!Number.isFinite(price)) throw new QuantError('NOT_FINITE', `The price ${place} is not a finite number; leave the bar out or mend it.`);
  if (price <= 0) throw new QuantError('NOT_POSITIVE', `The price ${place} is ${price}; log returns need prices above 0.`);
}

/**
 * Regimes by two rules, for who wants to see why. Bull: the trend is at least `trendThreshold` standard errors up; bear: as far down.
 * Without such a trend the time is volatile where the deviation of now is at least `volatilityThreshold` times the usual one, else
 * stable. Deviations are sample deviations of log returns, computed anew for each bar so that nothing accumulates. Only this bar and
 * those before it are read. Errors: RANGE.
 */
export function createRuleModel(rules: RegimeRules = usualRules): RuleModel {
  checkRules(rules);
  const warmup = ruleWarmup(rules);
  /** Log returns, the newest at `(seen − 2) % size`. */
  const ring = new Float64Array(warmup);
  const recent = new Float64Array(warmup);
  let seen = 0;
  let [last, before] = [Number.NaN, Number.NaN];

  /** The last `count` returns, oldest first. */
  function takeRecent(count: number): Float64Array {
    for (let i = 0; i < count; i++) recent[i] = ring[(seen - 1 - count + i) % warmup]!;
    return recent.subarray(0, count);
  }

  function judge(): RuleRegime | null {
    if (seen > 1) ring[(seen - 2) % warmup] = Math.log(last / before);
    if (seen <= warmup) return null;
    const trend = measureTrend(takeRecent(rules.trendBars));
    const volatilityRatio = divide(deviationOf(takeRecent(rules.fastBars)), deviationOf(takeRecent(rules.slowBars)));
    return { regime: nameRegime(trend, volatilityRatio, rules), trend, volatilityRatio };
  }

  return {
    add(close) {
      checkPrice(close, `of bar ${seen + 1}`);
      [before, last] = [last, close];
      seen += 1;
      return judge();
    },
    replace(close) {
      if (seen === 0) return this.add(close);
      checkPrice(close, `of bar ${seen}`);
      last = close;
      return judge();
    },
  };
}

function nameRegime(trend: number, volatilityRatio: number, { trendThreshold, volatilityThreshold }: RegimeRules): RegimeLabel {
  if (trend >= trendThreshold) return 'bull';
  if (trend <= -trendThreshold) return 'bear';
  return volatilityRatio >= volatilityThreshold ? 'volatile' : 'stable';
}

/** A flat time has no trend and no more volatility than usual; a straight line is all trend. */
const divide = (numerator: number, denominator: number): number => (denominator > 0 ? numerator / denominator : numerator === 0 ? 0 : Math.sign(numerator) * 1e9);

function measureTrend(returns: Float64Array): number {
  const sum = returns.reduce((total, value) => total + value, 0);
  return divide(sum, deviationOf(returns) * Math.sqrt(returns.length));
}

/** Sample deviation about the mean; rounding of equal values counts as none. */
function deviationOf(returns: Float64Array): number {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  let squares = 0;
  for (let i = 0; i < returns.length; i++) squares += (returns[i]! - mean) ** 2;
  const deviation = Math.sqrt(squares / (returns.length - 1));
  return deviation <= 1e-13 * Math.max(1, Math.abs(mean)) ? 0 : deviation;
}

/** The rules over a whole series, bar by bar with the model that serves live; null in the warm-up. */
export function computeRuleRegimes(close: ArrayLike<number>, rules: RegimeRules = usualRules): (RuleRegime | null)[] {
  const model = createRuleModel(rules);
  return Array.from({ length: close.length }, (_, i) => model.add(close[i]!));
}
