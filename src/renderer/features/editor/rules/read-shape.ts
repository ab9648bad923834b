import type { RuleAction, RuleCondition, Rules } from '../../../../contract/model/rule.ts';

/**
 * Rules from their JSON where blocks can show them; null where it has another shape. Whether names and ranges fit is the application's to
 * judge: rules that are half done are shown, too.
 */
export function readRulesShape(json: string): Rules | null {
  let found: unknown;
  try {
    found = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isRecord(found)) return null;
  const { name, params = [], indicators = [], rules } = found;
  const isRules = isText(name) && isList(params, isParam) && isList(indicators, isIndicator) && isList(rules, isRule) && rules.length > 0;
  return isRules ? ({ name, params, indicators, rules } as Rules) : null;
}

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isList = (value: unknown, check: Check): value is readonly unknown[] => Array.isArray(value) && value.every(check);
const isLeft = (value: unknown, check: Check): boolean => value === undefined || check(value);
const isOneOf = (...words: readonly string[]): Check => (value) => isText(value) && words.includes(value);

const isPrice = isOneOf('open', 'high', 'low', 'close', 'volume');
const isScalar: Check = (value) => isNumber(value) || (isRecord(value) && isText(value['param']));
const isSource: Check = (value) => isRecord(value) && (isPrice(value['price']) || isText(value['indicator']));
const isOperand: Check = (value) => isScalar(value) || (isRecord(value) && isSource(value) && isLeft(value['ago'], isNumber));
const isDistance: Check = (value) => isRecord(value) && (isScalar(value['percent']) || (isScalar(value['atr']) && isNumber(value['period'])));

const isParam: Check = (value) =>
  isRecord(value) && isText(value['name']) && ['default', 'min', 'max'].every((key) => isNumber(value[key])) && typeof value['isInteger'] === 'boolean';

const isIndicator: Check = (value) =>
  isRecord(value) && isText(value['as']) && isText(value['name']) && isLeft(value['of'], isSource) && isLeft(value['output'], isText) &&
  isLeft(value['params'], (params) => isRecord(params) && Object.values(params).every(isScalar));

const isRule: Check = (value) => isRecord(value) && isCondition(value['when']) && isList(value['act'], isAction) && value['act'].length > 0;

const conditions: Readonly<Record<RuleCondition['kind'], (value: Fields) => boolean>> = {
  compare: ({ left, is, right }) => isOperand(left) && isOneOf('below', 'at or below', 'above', 'at or above')(is) && isOperand(right),
  cross: ({ left, to, right }) => isOperand(left) && isOneOf('above', 'below')(to) && isOperand(right),
  position: ({ is }) => isOneOf('flat', 'held', 'long', 'short')(is),
  all: ({ of }) => isList(of, isCondition) && of.length > 0,
  any: ({ of }) => isList(of, isCondition) && of.length > 0,
  not: ({ of }) => isCondition(of),
  for: ({ bars, of }) => isNumber(bars) && isCondition(of),
};

function isCondition(value: unknown): boolean {
  if (!isRecord(value) || !isText(value['kind'])) return false;
  const check = Object.entries(conditions).find(([kind]) => kind === value['kind'])?.[1];
  return check?.(value) ?? false;
}

const isOrder = ({ size, stopLoss, takeProfit, trail }: Fields): boolean => isLeft(size, isScalar) && [stopLoss, takeProfit, trail].every((one) => isLeft(one, isDistance));

const actions: Readonly<Record<RuleAction['do'], (value: Fields) => boolean>> = {
  buy: isOrder,
  sell: isOrder,
  close: ({ share }) => isLeft(share, isNumber),
  cancel: () => true,
};

function isAction(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(actions).find(([what]) => what === value['do'])?.[1](value) ?? false;
}
