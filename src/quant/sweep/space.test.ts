import { describe, expect, it } from 'vitest';
import type { Param } from '../../contract/model/param.ts';
import { parseCondition } from './condition.ts';
import { countCombinations, expandSpace, placeOf, valueAt, writeCombination } from './space.ts';

const params: readonly Param[] = [
  { name: 'fast', title: '', default: 5, min: 2, max: 200, isInteger: true }, { name: 'slow', title: '', default: 20, min: 2, max: 200, isInteger: true },
  { name: 'share', title: '', default: 0.5, min: 0, max: 1, isInteger: false },
];
const expand = (space: Parameters<typeof expandSpace>[2], isGrid = true) => expandSpace('Strategy test', params, space, isGrid);

describe('a space of parameters', () => {
  it('has every combination once, the last parameter varying fastest', () => {
    const axes = expand({ fast: [5, 10], share: { from: 0.1, to: 0.3, step: 0.1 } });
    const out = new Float64Array(2);
    const all = Array.from({ length: countCombinations(axes) }, (_, ordinal) => {
      writeCombination(axes, ordinal, out);
      return [...out];
    });
    expect(all).toEqual([[5, 0.1], [5, 0.2], [5, 0.3], [10, 0.1], [10, 0.2], [10, 0.3]]);
  });

  it('has every whole number of a range without a step, and any number where a search may take one', () => {
    expect(expand({ fast: { from: 2, to: 5 } })[0]?.values).toEqual([2, 3, 4, 5]);
    const [share] = expand({ share: { from: 0.2, to: 0.6 } }, false);
    expect(share!.values).toEqual([]);
    expect(valueAt(share!, 0.25)).toBeCloseTo(0.3, 12);
    expect(placeOf(share!, 0.3)).toBeCloseTo(0.25, 12);
  });

  it.each([
    [{}, 'nothing to vary'], [{ fast: [] }, 'fast is empty'], [{ fats: [3] }, 'did you mean fast'], [{ fast: [1, 5] }, 'from 2 to 200'], [{ fast: [2.5] }, 'whole number'],
    [{ fast: [5, 5] }, 'twice'], [{ fast: { from: 9, to: 3 } }, 'must not end before'], [{ share: { from: 0, to: 1 } }, 'needs a step'], [{ share: { from: 0, to: 1, step: 1e-7 } }, 'at most'],
  ])('says in a sentence what is wrong with %j', (space, words) => {
    expect(() => expand(space)).toThrow(words);
  });
});

describe('a condition', () => {
  const holds = (text: string, fast: number, slow: number): boolean => parseCondition(text, ['fast', 'slow'])(Float64Array.of(fast, slow));

  it.each([
    ['fast<slow', 5, 20, true], ['fast<slow', 20, 5, false], ['2*fast <= slow', 10, 20, true], ['slow - fast >= 5 and fast > 3', 4, 8, false], ['slow/fast>2&&fast!=7', 8, 20, true],
    ['2 < fast < slow', 2, 9, false], ['2 < fast < slow', 3, 9, true], ['(slow-fast)*2 == 10', 5, 10, true], ['-fast<-slow', 5, 2, true], ['fast = 5, slow > 1', 5, 2, true], ['slow > 1 + 2 * 3', 1, 7, false],
  ])('%s of %d and %d is %s', (text, fast, slow, expected) => {
    expect(holds(text, fast, slow)).toBe(expected);
  });

  it.each([
    ['', 'ends too early'], ['fast', 'comparison is missing'], ['fast<', 'ends too early'], ['fats<slow', 'did you mean fast? Write'], ['fast<slow)', 'not expected'], ['(fast<slow', 'not closed'],
    ['fast;slow', 'not expected'], ['fast<slow slow', 'not expected'], ['fast<constructor', 'not varied'], [`${'('.repeat(200)}fast${')'.repeat(200)}<slow`, 'too deep'], ['fast<(slow<3)', 'not closed'],
  ])('"%s" is refused in a sentence', (text, words) => {
    expect(() => parseCondition(text, ['fast', 'slow'])).toThrow(words);
  });
});
