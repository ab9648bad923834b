import { expect, it } from 'vitest';
import { stepDecimal } from './field.tsx';

it.each([
  ['0.1', '0.2', 1, '0.3'],
  ['189.00', '0.01', 1, '189.01'],
  ['189', '0.01', -10, '188.90'],
  ['', '1', 1, '1'],
  ['3', '1', -10, '0'],
  ['41250.5', '0.5', 1, '41251.0'],
  ['abc', '1', 1, 'abc'],
])('moves %s by %s × %d to %s', (text, step, count, expected) => {
  expect(stepDecimal(text, step, count)).toBe(expected);
});
