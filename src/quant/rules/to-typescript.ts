import type { RuleAction, RuleCondition, RuleDistance, RuleIndicator, RuleOperand, Rules, RuleScalar } from '../../contract/model/rule.ts';
import { checkRules } from './check-rules.ts';
import { rangeName, rangePeriods } from './rule-indicators.ts';

/** Rules as a strategy in TypeScript that trades the same. Hand-written code is not turned back into rules. */
export function toTypeScript(rules: Rules): string {
  checkRules(rules);
  const usesFor = rules.rules.some(({ when }) => hasFor(when));
  const usesClose = rules.rules.some(({ act }) => act.some(usesDistance));
  const indicators = [...rules.indicators.map((one) => `${one.as}: ${writeIndicator(rules, one)}`), ...rangePeriods(rules).map((period) => `${rangeName(period)}: ['atr', { timePeriod: ${period} }]`)];
  const branches = rules.rules.map(({ when, act }) => `if (${writeCondition(when, '', 0)}) {\n${act.map((action) => `      ${writeAction(action)}\n`).join('')}    }`);
  return [
    "import { defineStrategy } from 'tapedeck';",
    '',
    ...(usesFor ? ['const lasts = (bars, holds) => {', '  for (let ago = 0; ago < bars; ago++) if (!holds(ago)) return false;', '  return true;', '};', ''] : []),
    'export const strategy = defineStrategy({',
    `  name: ${JSON.stringify(rules.name)},`,
    ...(rules.params.length === 0 ? [] : ['  params: {', ...rules.params.map((one) => `    ${one.name}: { default: ${one.default}, min: ${one.min}, max: ${one.max}, integer: ${one.isInteger} },`), '  },']),
    ...(indicators.length === 0 ? [] : ['  indicators: (p) => ({', ...indicators.map((one) => `    ${one},`), '  }),']),
    '  onBar(c, p) {',
    ...(usesClose ? ['    const { close } = c.bar();'] : []),
    `    ${branches.join(' else ')}`,
    '  },',
    '});',
    '',
  ].join('\n');
}

function hasFor(condition: RuleCondition): boolean {
  if (condition.kind === 'for') return true;
  if (condition.kind === 'not') return hasFor(condition.of);
  return condition.kind === 'all' || condition.kind === 'any' ? condition.of.some(hasFor) : false;
}

const usesDistance = (action: RuleAction): boolean => (action.do === 'buy' || action.do === 'sell') && (action.stopLoss !== undefined || action.takeProfit !== undefined);

const writeScalar = (value: RuleScalar): string => (typeof value === 'number' ? String(value) : `p.${value.param}`);

function writeIndicator(rules: Rules, { name, params, of, output }: RuleIndicator): string {
  const given = Object.entries(params).map(([key, value]) => `${key}: ${writeScalar(value)}`).join(', ');
  const below = of === undefined || 'price' in of ? undefined : rules.indicators.find((one) => one.as === of.indicator);
  const source = of === undefined ? [] : [`of: ${'price' in of ? JSON.stringify(of.price) : below === undefined ? '[]' : writeIndicator(rules, below)}`];
  const options = [...source, ...(output === undefined ? [] : [`output: ${JSON.stringify(output)}`])];
  return `[${JSON.stringify(name)}, ${given === '' ? '{}' : `{ ${given} }`}${options.length === 0 ? '' : `, { ${options.join(', ')} }`}]`;
}

/** An offset back in time: bars that are known now, and those that loops count. */
function writeOffset(loops: string, ago: number): string {
  if (loops === '') return ago === 0 ? '' : `-${ago}`;
  return `-(${loops}${ago === 0 ? '' : ` + ${ago}`})`;
}

function writeOperand(operand: RuleOperand, loops: string, ago: number): string {
  if (typeof operand !== 'object' || 'param' in operand) return typeof operand === 'number' && operand < 0 ? `(${operand})` : writeScalar(operand);
  const offset = writeOffset(loops, ago + (operand.ago ?? 0));
  if ('price' in operand) return `c.bar(${offset}).${operand.price}`;
  return `c.ind.${operand.indicator}${offset === '' ? '.value' : `.at(${offset})`}`;
}

const signs = { below: '<', 'at or below': '<=', above: '>', 'at or above': '>=' } as const;
const positions = { flat: 'c.position.size === 0', held: 'c.position.size !== 0', long: 'c.position.size > 0', short: 'c.position.size < 0' } as const;

function writeCondition(condition: RuleCondition, loops: string, depth: number): string {
  switch (condition.kind) {
    case 'compare': return `${writeOperand(condition.left, loops, 0)} ${signs[condition.is]} ${writeOperand(condition.right, loops, 0)}`;
    case 'cross': {
      const [before, now] = condition.to === 'above' ? ['<', '>'] : ['>', '<'];
      const at = (ago: number, sign: string): string => `${writeOperand(condition.left, loops, ago)} ${sign} ${writeOperand(condition.right, loops, ago)}`;
      return `(${at(1, before)} && ${at(0, now)})`;
    }
    case 'position': return positions[condition.is];
    case 'not': return `!(${writeCondition(condition.of, loops, depth)})`;
    case 'for': {
      const loop = `ago${depth}`;
      return `lasts(${condition.bars}, (${loop}) => ${writeCondition(condition.of, loops === '' ? loop : `${loops} + ${loop}`, depth + 1)})`;
    }
    case 'all':
    case 'any': return `(${condition.of.map((part) => writeCondition(part, loops, depth)).join(condition.kind === 'all' ? ' && ' : ' || ')})`;
  }
}

function writeAction(action: RuleAction): string {
  if (action.do === 'cancel') return 'c.cancelAll();';
  if (action.do === 'close') return `c.close(${action.share ?? ''});`;
  const { size, stopLoss, takeProfit, trail } = action;
  const [against, along] = action.do === 'buy' ? ['-', '+'] : ['+', '-'];
  const terms = [
    ...(size === undefined ? [] : [`size: ${writeScalar(size)}`]),
    ...(stopLoss === undefined ? [] : [`stopLoss: close ${against} ${writeAway(stopLoss)}`]),
    ...(takeProfit === undefined ? [] : [`takeProfit: close ${along} ${writeAway(takeProfit)}`]),
    ...(trail === undefined ? [] : [`trail: ${'percent' in trail ? `{ percent: ${writeScalar(trail.percent)} }` : `{ atr: ${writeScalar(trail.atr)}, period: ${trail.period} }`}`]),
  ];
  return `c.${action.do}(${terms.length === 0 ? '' : `{ ${terms.join(', ')} }`});`;
}

const writeAway = (distance: RuleDistance): string =>
  'percent' in distance ? `close * (${writeScalar(distance.percent)} / 100)` : `(${writeScalar(distance.atr)}) * c.ind.${rangeName(distance.period)}.value`;
