import type { IndicatorInput, IndicatorSource } from '../../contract/model/indicator.ts';
import type { RuleAction, RuleDistance, RuleIndicator, Rules } from '../../contract/model/rule.ts';
import type { StrategyParams } from '../engine/strategy.ts';
import { QuantError } from '../error.ts';
import { scalarOf } from './evaluate.ts';

/** What the average true range of so many bars is called; no name of the rules' own begins so. */
export const rangeName = (period: number): string => `_atr${period}`;

/** Periods of the average true ranges that stops and targets of the rules measure by; trailing stops have the engine's own. */
export function rangePeriods({ rules }: Rules): readonly number[] {
  const periods = rules.flatMap(({ act }) => act.flatMap(distancesOf)).flatMap((one) => ('atr' in one ? [one.period] : []));
  return [...new Set(periods)].toSorted((a, b) => a - b);
}

const distancesOf = (action: RuleAction): readonly RuleDistance[] =>
  action.do === 'buy' || action.do === 'sell' ? [action.stopLoss, action.takeProfit].filter((one) => one !== undefined) : [];

/** The indicators of rules under the names by which they are read. */
export function listRuleIndicators(rules: Rules, params: StrategyParams): readonly (readonly [name: string, source: IndicatorSource])[] {
  const own = rules.indicators.map((one): [string, IndicatorSource] => [one.as, toSource(rules, one, params)]);
  return [...own, ...rangePeriods(rules).map((period): [string, IndicatorSource] => [rangeName(period), { name: 'atr', params: { timePeriod: period } }])];
}

function toSource(rules: Rules, { name, params: given, of, output }: RuleIndicator, params: StrategyParams): IndicatorSource {
  const resolved = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, scalarOf(value, (param) => params[param])]));
  return {
    name, params: resolved,
    ...(of === undefined ? {} : { columns: [toInput(rules, of, params)] }),
    ...(output === undefined ? {} : { output }),
  };
}

function toInput(rules: Rules, of: NonNullable<RuleIndicator['of']>, params: StrategyParams): IndicatorInput {
  if ('price' in of) return of.price;
  const below = rules.indicators.find((one) => one.as === of.indicator);
  if (below === undefined) throw new QuantError('RULES_INVALID', `There is no indicator called ${of.indicator}.`);
  return toSource(rules, below, params);
}
