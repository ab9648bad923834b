import type { RuleCondition, RuleDistance, RuleOperand, Rules, RuleScalar } from '../../contract/model/rule.ts';
import { QuantError } from '../error.ts';
import { nearestName } from '../text/nearest-name.ts';

const mostDepth = 8;
/** Words of the sentences that rules are read from; nothing can be called so. */
const reserved: ReadonlySet<string> = new Set(['the', 'nothing', 'something', 'a', 'all', 'any', 'not', 'for', 'parameter', 'of', 'and', 'or', 'is', 'crosses']);

/** Refuses rules that name what is not there, name two things alike, or lie too deep in one another. QuantError in one sentence. */
export function checkRules({ params, indicators, rules }: Rules): void {
  const paramNames = params.map((one) => one.name);
  requireDifferent(paramNames, 'parameter');
  requireDifferent(indicators.map((one) => one.as), 'indicator');
  for (const { name, default: byDefault, min, max } of params) if (!(min <= byDefault && byDefault <= max)) throw refuse(`Parameter ${name} is ${byDefault}; it must lie from ${min} to ${max}.`);
  const scalar = (value: RuleScalar | undefined): void => {
    if (typeof value === 'object') requireKnown(value.param, paramNames, 'parameter');
  };
  const known: string[] = [];
  for (const one of indicators) {
    for (const value of Object.values(one.params)) scalar(value);
    if (one.of !== undefined && 'indicator' in one.of) requireKnown(one.of.indicator, known, 'indicator before it');
    known.push(one.as);
  }
  const operand = (value: RuleOperand): void => {
    if (typeof value !== 'object' || 'price' in value) return;
    if ('indicator' in value) requireKnown(value.indicator, known, 'indicator');
    else scalar(value);
  };
  const condition = (one: RuleCondition, depth: number): void => {
    if (depth > mostDepth) throw refuse(`Conditions lie at most ${mostDepth} deep in one another.`);
    if (one.kind === 'compare' || one.kind === 'cross') {
      operand(one.left);
      operand(one.right);
    } else if (one.kind === 'all' || one.kind === 'any') {
      for (const part of one.of) condition(part, depth + 1);
    } else if (one.kind === 'not' || one.kind === 'for') condition(one.of, depth + 1);
  };
  const distance = (one: RuleDistance | undefined): void => {
    if (one !== undefined) scalar('percent' in one ? one.percent : one.atr);
  };
  for (const { when, act } of rules) {
    condition(when, 1);
    for (const action of act) {
      if (action.do !== 'buy' && action.do !== 'sell') continue;
      scalar(action.size);
      distance(action.stopLoss);
      distance(action.takeProfit);
      distance(action.trail);
    }
  }
}

function requireDifferent(names: readonly string[], what: string): void {
  for (const [k, name] of names.entries()) {
    if (reserved.has(name)) throw refuse(`No ${what} can be called ${name}; rules are sentences in which that is a word.`);
    if (names.indexOf(name) !== k) throw refuse(`There are two ${what}s called ${name}; each needs a name of its own.`);
  }
}

function requireKnown(name: string, names: readonly string[], what: string): void {
  if (names.includes(name)) return;
  const nearest = nearestName(name, names);
  throw refuse(`There is no ${what} called ${name}${nearest === null ? '' : `; did you mean ${nearest}?`}${nearest === null ? '.' : ''}`);
}

const refuse = (message: string): QuantError => new QuantError('RULES_INVALID', message);
