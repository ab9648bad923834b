import type { RuleCondition, RuleIndicator, RuleOperand, Rules, RuleScalar } from '../../../../contract/model/rule.ts';

export type Rule = Rules['rules'][number];
export type RuleParam = Rules['params'][number];

/** The list with another member in the place of one. */
export const replaced = <T>(list: readonly T[], at: number, value: T): T[] => list.map((one, k) => (k === at ? value : one));
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, k) => k !== at);

/** The list with one member at another place; a place outside leaves it as it is. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length || from === to) return [...list];
  return without(list, from).toSpliced(to, 0, one);
}

/** A name that nothing of the list has: the wanted one, or it with a number. */
export function freshName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let k = 2; ; k++) if (!taken.includes(`${wanted}${k}`)) return `${wanted}${k}`;
}

/** Conditions as rows: what joins them, and each. A single one is a row that any word could join. */
export type Rows = { readonly join: 'all' | 'any'; readonly of: readonly RuleCondition[] };

export const toRows = (condition: RuleCondition): Rows =>
  condition.kind === 'all' || condition.kind === 'any' ? { join: condition.kind, of: condition.of } : { join: 'all', of: [condition] };

/** Rows as the one condition that says them: a single row stands alone. */
export function fromRows({ join, of }: Rows): RuleCondition {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: join, of };
}

/** The rules with a parameter under another name, wherever it is read. */
export function renameParam(rules: Rules, from: string, to: string): Rules {
  const scalar = (value: RuleScalar): RuleScalar => (typeof value === 'object' && value.param === from ? { param: to } : value);
  return mapRules({ ...rules, params: rules.params.map((one) => (one.name === from ? { ...one, name: to } : one)) }, {
    scalar,
    operand: (value) => (typeof value === 'object' && 'param' in value ? scalar(value) : value),
    source: (value) => value,
  });
}

/** The rules with an indicator under another name, wherever it is read. */
export function renameIndicator(rules: Rules, from: string, to: string): Rules {
  return mapRules({ ...rules, indicators: rules.indicators.map((one) => (one.as === from ? { ...one, as: to } : one)) }, {
    scalar: (value) => value,
    operand: (value) => (typeof value === 'object' && 'indicator' in value && value.indicator === from ? { ...value, indicator: to } : value),
    source: (value) => ('indicator' in value && value.indicator === from ? { indicator: to } : value),
  });
}

type Source = NonNullable<RuleIndicator['of']>;
type Changes = { readonly scalar: (value: RuleScalar) => RuleScalar; readonly operand: (value: RuleOperand) => RuleOperand; readonly source: (value: Source) => Source };

function mapRules(rules: Rules, { scalar, operand, source }: Changes): Rules {
  const condition = (one: RuleCondition): RuleCondition => {
    switch (one.kind) {
      case 'compare':
      case 'cross': return { ...one, left: operand(one.left), right: operand(one.right) };
      case 'all':
      case 'any': return { ...one, of: one.of.map(condition) };
      case 'not':
      case 'for': return { ...one, of: condition(one.of) };
      case 'position': return one;
    }
  };
  /** Everything below that is a number or a parameter: sizes, and how far stops and targets are away. */
  const scalarsIn = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null && 'param' in value && typeof value.param === 'string') return { ...value, ...Object(scalar({ param: value.param })) };
    if (typeof value !== 'object' || value === null) return value;
    return Object.assign({ ...value }, Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scalarsIn(inner)])));
  };
  return {
    ...rules,
    indicators: rules.indicators.map((one) => ({ ...one, params: scalarsIn(one.params), ...(one.of === undefined ? {} : { of: source(one.of) }) })),
    rules: rules.rules.map(({ when, act }) => ({ when: condition(when), act: act.map(scalarsIn) })),
  };
}
