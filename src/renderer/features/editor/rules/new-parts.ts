import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { RuleAction, RuleCondition, RuleOperand, Rules } from '../../../../contract/model/rule.ts';
import { freshName, type Rule } from './change-rules.ts';

const close: RuleOperand = { price: 'close' };

type Known = ReadonlyMap<string, Pick<IndicatorInfo, 'outputs' | 'levels'>>;

/** The newest indicator is what one most likely wants to compare: the price with one that lies on it, any other with a height that readers know. */
function usual(rules: Rules, known: Known): { readonly left: RuleOperand; readonly right: RuleOperand } {
  const last = rules.indicators.at(-1);
  if (last === undefined) return { left: close, right: 100 };
  const info = known.get(last.name);
  const output = info?.outputs.find(({ name }) => name === last.output) ?? info?.outputs[0];
  return output?.pane === 'own' ? { left: { indicator: last.as }, right: info?.levels?.[0] ?? 0 } : { left: close, right: { indicator: last.as } };
}

/** A condition of a kind, with the usual words in it. */
export function newCondition(kind: RuleCondition['kind'], rules: Rules, known: Known = new Map()): RuleCondition {
  switch (kind) {
    case 'compare': return { kind, is: 'above', ...usual(rules, known) };
    case 'cross': return { kind, to: 'above', ...usual(rules, known) };
    case 'position': return { kind, is: 'flat' };
    case 'all':
    case 'any': return { kind, of: [newCondition('compare', rules, known), newCondition('position', rules)] };
    case 'not': return { kind, of: newCondition('compare', rules, known) };
    case 'for': return { kind, bars: 3, of: newCondition('compare', rules, known) };
  }
}

export const newAction = (what: RuleAction['do']): RuleAction => (what === 'buy' || what === 'sell' ? { do: what } : { do: what });

/** A rule to begin with: the first one enters, later ones leave. */
export function newRule(rules: Rules, known: Known = new Map()): Rule {
  const isFirst = !rules.rules.some(({ act }) => act.some((one) => one.do === 'buy' || one.do === 'sell'));
  return isFirst
    ? { when: { kind: 'all', of: [{ kind: 'position', is: 'flat' }, newCondition('compare', rules, known)] }, act: [{ do: 'buy' }] }
    : { when: { kind: 'all', of: [{ kind: 'position', is: 'held' }, newCondition('compare', rules, known)] }, act: [{ do: 'close' }] };
}

export const newParam = (rules: Rules): Rules['params'][number] =>
  ({ name: freshName('bars', [...rules.params.map((one) => one.name), ...rules.indicators.map((one) => one.as)]), default: 20, min: 2, max: 200, isInteger: true });

/** A moving average to begin with, under a name that is free. */
export const newIndicator = (rules: Rules): Rules['indicators'][number] =>
  ({ as: freshName('average', [...rules.indicators.map((one) => one.as), ...rules.params.map((one) => one.name)]), name: 'sma', params: { timePeriod: 20 } });
