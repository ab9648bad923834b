import { describe, expect, it } from 'vitest';
import { rulesSchema, type Rules } from '../../../../contract/model/rule.ts';
import { explainRules, parseRules } from '../../../../quant/rules/index.ts';
import { freshName, fromRows, moved, renameIndicator, renameParam, toRows } from './change-rules.ts';
import { newAction, newCondition, newIndicator, newParam, newRule } from './new-parts.ts';
import { readRulesShape } from './read-shape.ts';
import { readScalar, scalarText } from './scalar-text.ts';

const text = `Strategy "dips".
Parameter bars is 50, a whole number from 5 to 300.
Parameter low is 45, a number from 5 to 95.
Let trend be sma (timePeriod parameter bars).
Let strength be rsi (timePeriod 5).
Let calm be sma (timePeriod 3) of strength.
When nothing is held and the close is above trend and calm crosses above parameter low, buy with size 0.5 and stop loss 2 times the range of 14 bars and trailing stop parameter low percent.
When something is held and (for 3 bars (the close 2 bars ago is below trend) or not (calm is above 70)), close 0.5 of it, then cancel what is pending.
`;
const rules = rulesSchema.parse(parseRules(text));

describe('readRulesShape', () => {
  it('reads what the application writes, and what it would refuse for its names only', () => {
    expect(readRulesShape(JSON.stringify(rules))).toEqual(rules);
    const unknown = { ...rules, indicators: [] };
    expect(readRulesShape(JSON.stringify(unknown))).toEqual(unknown);
    expect(readRulesShape('{"name":"x","rules":[{"when":{"kind":"position","is":"flat"},"act":[{"do":"buy"}]}]}')).toMatchObject({ params: [], indicators: [] });
  });

  it.each([
    ['no JSON', '{'], ['a list', '[]'], ['no rules', '{"name":"x","rules":[]}'],
    ['an unknown condition', JSON.stringify({ ...rules, rules: [{ when: { kind: 'moon' }, act: [{ do: 'buy' }] }] })],
    ['an unknown action', JSON.stringify({ ...rules, rules: [{ when: { kind: 'position', is: 'flat' }, act: [{ do: 'pray' }] }] })],
    ['a stop that is no distance', JSON.stringify({ ...rules, rules: [{ when: { kind: 'position', is: 'flat' }, act: [{ do: 'buy', stopLoss: 3 }] }] })],
    ['a name of the prototype', JSON.stringify({ ...rules, rules: [{ when: { kind: 'constructor' }, act: [{ do: 'toString' }] }] })],
  ])('refuses %s', (_, json) => expect(readRulesShape(json)).toBeNull());
});

describe('changing rules', () => {
  it('renames an indicator and a parameter wherever they are read', () => {
    const renamed = renameParam(renameIndicator(renameIndicator(rules, 'calm', 'smooth'), 'strength', 'power'), 'low', 'level');
    expect(explainRules(renamed)).toBe(text.replaceAll('calm', 'smooth').replaceAll('strength', 'power').replaceAll(/\blow\b/g, 'level'));
    expect(explainRules(renameParam(rules, 'bars', 'days'))).toBe(text.replace('Parameter bars', 'Parameter days').replace('parameter bars', 'parameter days'));
  });

  it('moves a member of a list, and leaves the list alone where there is no such place', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    for (const [from, to] of [[0, -1], [0, 3], [5, 0]] as const) expect(moved(['a', 'b', 'c'], from, to)).toEqual(['a', 'b', 'c']);
  });

  it('says several rows as one condition and a single row as itself', () => {
    const [first, second] = rules.rules.map(({ when }) => when);
    for (const when of [first, second]) if (when !== undefined) expect(fromRows(toRows(when))).toEqual(when);
    expect(fromRows({ join: 'any', of: [{ kind: 'position', is: 'flat' }] })).toEqual({ kind: 'position', is: 'flat' });
  });

  it('finds a name that is free', () => {
    expect(freshName('average', [])).toBe('average');
    expect(freshName('average', ['average', 'average2'])).toBe('average3');
  });

  it('adds parts that the application understands, each by itself', () => {
    const empty: Rules = { name: 'x', params: [], indicators: [], rules: [] };
    const first = { ...empty, rules: [newRule(empty)] };
    expect(rulesSchema.parse(first)).toEqual(first);
    const whole: Rules = {
      ...first, params: [newParam(first)], indicators: [newIndicator(first)],
      rules: [...first.rules, newRule(first), ...(['compare', 'cross', 'position', 'all', 'any', 'not', 'for'] as const).map((kind) => ({ when: newCondition(kind, first), act: [newAction('sell'), newAction('close'), newAction('cancel')] }))],
    };
    expect(parseRules(explainRules(whole))).toEqual(rulesSchema.parse(whole));
  });
});

describe('a new condition', () => {
  const known = new Map([['sma', { outputs: [{ name: 'sma', pane: 'price', style: 'line' } as const] }], ['rsi', { outputs: [{ name: 'rsi', pane: 'own', style: 'line' } as const], levels: [30, 70] }]]);

  it('compares the price with what lies on it, and anything else with a height that readers know', () => {
    const read = (name: string): Rules => ({ name: 'x', params: [], indicators: [{ as: 'it', name, params: {} }], rules: [] });
    expect(newCondition('compare', read('sma'), known)).toMatchObject({ left: { price: 'close' }, right: { indicator: 'it' } });
    expect(newCondition('cross', read('rsi'), known)).toMatchObject({ left: { indicator: 'it' }, right: 30 });
  });
});

describe('numbers and parameters in one field', () => {
  it('reads numbers and names of parameters, and nothing else', () => {
    expect(['20', ' 0.5 ', '-3', '\u22123', '.5', '1e3', 'low', 'lo', '', '2x', 'Infinity'].map((one) => readScalar(one, ['low']))).toEqual([20, 0.5, -3, -3, 0.5, 1_000, { param: 'low' }, null, null, null, null]);
    expect([0.5, { param: 'low' }, undefined].map(scalarText)).toEqual(['0.5', 'low', '']);
  });
});
