import type { RuleAction, RuleCondition, RuleOperand, Rules } from '../../../../contract/model/rule.ts';
import { freshName, type Rule } from './change-rules.ts';

const close: RuleOperand = { price: 'close' };

/** The newest indicator is what one most likely wants to compare with. */
const usual = (rules: Rules): RuleOperand => {
  const last = rules.indicators.at(-1);
  return last === undefined ? 100 : { indicator: last.as };
};

/** A condition of a kind, with the usual words in it. */
export function newCondition(kind: RuleCondition['kind'], rules: Rules): RuleCondition {
  switch (kind) {
    case 'compare': return { kind, left: close, is: 'above', right: usual(rules) };
    case 'cross': return { kind, left: close, to: 'above', right: usual(rules) };
    case 'position': return { kind, is: 'flat' };
    case 'all':
    case 'any': return { kind, of: [newCondition('compare', rules), newCondition('position', rules)] };
    case 'not': return { kind, of: newCondition('compare', rules) };
    case 'for': return { kind, bars: 3, of: newCondition('compare', rules) };
  }
}

export const newAction = (what: RuleAction['do']): RuleAction => (what === 'buy' || what === 'sell' ? { do: what } : { do: what });

/** A rule to begin with: the first one enters, later ones leave. */
export function newRule(rules: Rules): Rule {
  const isFirst = !rules.rules.some(({ act }) => act.some((one) => one.do === 'buy' || one.do === 'sell'));
  return isFirst
    ? { when: { kind: 'all', of: [{ kind: 'position', is: 'flat' }, newCondition('compare', rules)] }, act: [{ do: 'buy' }] }
    : { when: { kind: 'all', of: [{ kind: 'position', is: 'held' }, newCondition('compare', rules)] }, act: [{ do: 'close' }] };
}

export const newParam = (rules: Rules): Rules['params'][number] =>
  ({ name: freshName('bars', [...rules.params.map((one) => one.name), ...rules.indicators.map((one) => one.as)]), default: 20, min: 2, max: 200, isInteger: true });

/** A moving average to begin with, under a name that is free. */
export const newIndicator = (rules: Rules): Rules['indicators'][number] =>
  ({ as: freshName('average', [...rules.indicators.map((one) => one.as), ...rules.params.map((one) => one.name)]), name: 'sma', params: { timePeriod: 20 } });
