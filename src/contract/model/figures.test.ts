import { describe, expect, it } from 'vitest';
import { writeMoney, writePrice, writeQuantity } from './figures.ts';

describe('figures in sentences', () => {
  it.each([['0', '0'], ['999', '999'], ['1000', '1,000'], ['-1234567.00012345', '-1,234,567.00012345'], ['0.1', '0.1']])('the quantity %s is %s', (decimal, written) => {
    expect(writeQuantity(decimal)).toBe(written);
  });

  it.each([['189', '189.00'], ['42000.5', '42,000.50'], ['1.08525', '1.08525'], ['-5', '-5.00']])('the price %s is %s', (decimal, written) => {
    expect(writePrice(decimal)).toBe(written);
  });

  it.each([
    ['32420', '32,420.00', '32,420.00'], ['0', '0.00', '0.00'], ['10000.00000001', '10,000.01', '10,000.00'], ['99999.999', '100,000.00', '99,999.99'],
    ['-0.001', '0.00', '-0.01'], ['-1234.5', '-1,234.50', '-1,234.50'],
  ])('%s is at most %s and at least %s', (decimal, up, down) => {
    expect([writeMoney(decimal, 'up'), writeMoney(decimal, 'down')]).toEqual([up, down]);
  });
});
