import { describe, expect, it } from 'vitest';
import type { Param } from '../../../contract/model/param.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { choiceOf, countValues, firstChoice, readSearch, usualWhere } from './read-search.ts';
import type { ParamChoice, Search } from './search-store.ts';

const whole = (name: string, byDefault: number): Param => ({ name, title: name, default: byDefault, min: 1, max: 10_000, isInteger: true });
const real: Param = { name: 'deviations', title: 'Deviations', default: 2, min: 0, max: 10, isInteger: false };
const strategyOf = (...params: readonly Param[]): StrategyInfo => ({ name: 's', title: 'S', family: 'f', params: [...params], vectorised: true, description: '' });
const cross = strategyOf(whole('fast', 10), whole('slow', 20), real);
const textOf = (param: Param): string => String(param.default);
const range = (from: string, to: string, step: string): ParamChoice => ({ isVaried: true, kind: 'range', from, to, step, list: '' });
const list = (text: string): ParamChoice => ({ isVaried: true, kind: 'list', from: '', to: '', step: '', list: text });
const faultOf = (choice: ParamChoice): string | undefined => readSearch(strategyOf(whole('fast', 10)), { params: { fast: choice } }, textOf).faults['vary:fast'];

describe('what a search varies', () => {
  it('is at first a range around what is set, of the first two parameters', () => {
    const { space, faults, where } = readSearch(cross, undefined, textOf);
    expect(faults).toEqual({});
    expect(Object.keys(space)).toEqual(['fast', 'slow']);
    expect(where).toBe('fast < slow');
    for (const [name, axis] of Object.entries(space)) {
      if (Array.isArray(axis)) throw new Error('A range was expected.');
      const set = name === 'fast' ? 10 : 20;
      expect(axis.from).toBeLessThan(set);
      expect(axis.to).toBeGreaterThan(set);
      expect(countValues(axis)).toBeGreaterThanOrEqual(5);
      expect(countValues(axis)).toBeLessThanOrEqual(20);
    }
  });
  it('stays inside what the parameter takes, and is whole where it must be', () => {
    expect(firstChoice({ ...whole('n', 1), max: 3 }, '1', true)).toMatchObject({ from: '1', to: '2', step: '1' });
    expect(firstChoice(real, '0.4', true)).toMatchObject({ from: '0.2', to: '0.8', step: '0.05' });
    expect(firstChoice({ ...real, choices: [{ value: 0, title: 'a' }, { value: 1, title: 'b' }] }, '0', true)).toMatchObject({ kind: 'list', list: '0, 1' });
  });
  it('is what was typed once it was', () => {
    const search: Search = { params: { fast: list('5, 10 20') }, where: ' ' };
    const { space, where } = readSearch(cross, search, textOf);
    expect(space['fast']).toEqual([5, 10, 20]);
    expect(where).toBeUndefined();
    expect(choiceOf(search, cross, real, '2').isVaried).toBe(false);
  });
  it.each([
    [list(''), 'Write values'], [list('5, x'), 'x does not fit'], [list('0'), '0 does not fit'], [list('5, 5'), 'stands twice'], [range('', '5', '1'), 'takes whole numbers'], [range('1.5', '5', '1'), 'takes whole numbers'],
    [range('5', '20000', '1'), 'takes whole numbers'], [range('1', '5', '0'), 'more than 0'], [range('1', '5', '0.5'), 'whole number'], [range('9', '5', '1'), 'end before it begins'],
  ])('says what is wrong with %j', (choice, words) => {
    expect(faultOf(choice)).toContain(words);
  });
  it('is nothing only with a sentence that says so', () => {
    expect(readSearch(cross, { params: { fast: { ...range('1', '2', '1'), isVaried: false }, slow: { ...range('1', '2', '1'), isVaried: false } } }, textOf).faults).toEqual({ vary: 'Nothing varies. Switch a parameter on.' });
  });
  it('is held to a condition only where both of a pair vary', () => {
    expect(usualWhere(cross, (name) => name === 'fast')).toBe('');
    expect(usualWhere(cross, () => true)).toBe('fast < slow');
  });
});
