import type { RuleAction, RuleCondition, RuleDistance, RuleIndicator, RuleOperand, Rules, RuleScalar } from '../../contract/model/rule.ts';

/** Rules as sentences, one a line; {@link parseRules} reads the same rules from them. */
export function explainRules({ name, params, indicators, rules }: Rules): string {
  return [
    `Strategy "${name}".`,
    ...params.map((one) => `Parameter ${one.name} is ${one.default}, a ${one.isInteger ? 'whole number' : 'number'} from ${one.min} to ${one.max}.`),
    ...indicators.map(sayIndicator),
    ...rules.map(({ when, act }) => `When ${sayCondition(when)}, ${act.map(sayAction).join(', then ')}.`),
    '',
  ].join('\n');
}

function sayIndicator({ as, name, params, of, output }: RuleIndicator): string {
  const given = Object.entries(params).map(([key, value]) => `${key} ${sayScalar(value)}`);
  const source = of === undefined ? '' : ` of ${'price' in of ? `the ${of.price}` : of.indicator}`;
  return `Let ${as} be ${name}${given.length === 0 ? '' : ` (${given.join(', ')})`}${source}${output === undefined ? '' : `, output ${output}`}.`;
}

const sayScalar = (value: RuleScalar): string => (typeof value === 'number' ? String(value) : `parameter ${value.param}`);

function sayOperand(operand: RuleOperand): string {
  if (typeof operand !== 'object' || 'param' in operand) return sayScalar(operand);
  const ago = operand.ago === undefined ? '' : ` ${operand.ago} bars ago`;
  return `${'price' in operand ? `the ${operand.price}` : operand.indicator}${ago}`;
}

const positions = { flat: 'nothing is held', held: 'something is held', long: 'a long position is held', short: 'a short position is held' } as const;

/** A condition; lists within lists stand in brackets. */
function sayCondition(condition: RuleCondition): string {
  switch (condition.kind) {
    case 'compare': return `${sayOperand(condition.left)} is ${condition.is} ${sayOperand(condition.right)}`;
    case 'cross': return `${sayOperand(condition.left)} crosses ${condition.to} ${sayOperand(condition.right)}`;
    case 'position': return positions[condition.is];
    case 'not': return `not (${sayCondition(condition.of)})`;
    case 'for': return `for ${condition.bars} bars (${sayCondition(condition.of)})`;
    case 'all':
    case 'any': {
      if (condition.of.length === 1) return `${condition.kind} of (${condition.of.map(sayCondition).join('')})`;
      return condition.of.map(sayPart).join(condition.kind === 'all' ? ' and ' : ' or ');
    }
  }
}

const sayPart = (part: RuleCondition): string => ((part.kind === 'all' || part.kind === 'any') && part.of.length > 1 ? `(${sayCondition(part)})` : sayCondition(part));

function sayAction(action: RuleAction): string {
  if (action.do === 'cancel') return 'cancel what is pending';
  if (action.do === 'close') return action.share === undefined ? 'close' : `close ${action.share} of it`;
  const { size, stopLoss, takeProfit, trail } = action;
  const terms = [
    ...(size === undefined ? [] : [`size ${sayScalar(size)}`]),
    ...(stopLoss === undefined ? [] : [`stop loss ${sayDistance(stopLoss)}`]),
    ...(takeProfit === undefined ? [] : [`take profit ${sayDistance(takeProfit)}`]),
    ...(trail === undefined ? [] : [`trailing stop ${sayDistance(trail)}`]),
  ];
  return `${action.do}${terms.length === 0 ? '' : ` with ${terms.join(' and ')}`}`;
}

const sayDistance = (distance: RuleDistance): string =>
  'percent' in distance ? `${sayScalar(distance.percent)} percent` : `${sayScalar(distance.atr)} times the range of ${distance.period} bars`;
