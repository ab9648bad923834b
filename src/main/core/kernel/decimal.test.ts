import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalTextSchema } from '../../../contract/model/units.ts';
import { canonicalDecimal, decimal, roundMoney, toDecimalText, toExactText } from './decimal.ts';

describe('decimal text', () => {
  it.each([
    ['007.50', '7.5'], ['-0', '0'], ['-0.00', '0'], ['100', '100'], ['0.00000001', '0.00000001'],
    ['1234567890123456789012345678.12345678', '1234567890123456789012345678.12345678'],
  ])('%s is written %s', (input, text) => {
    expect(canonicalDecimal(input)).toBe(text);
  });

  it('a float is the decimal a person would write for it', () => {
    expect(toDecimalText(decimal(0.1).plus(decimal(0.2)))).toBe('0.3');
  });

  it.each([['0.000000005', '0'], ['0.000000015', '0.00000002'], ['-0.000000005', '0'], ['2.000000025', '2.00000002']])(
    'half of the last digit goes to the even neighbour: %s becomes %s',
    (input, text) => {
      expect(toDecimalText(roundMoney(decimal(input)))).toBe(text);
    },
  );

  it('whatever the contract admits, the canonical text names the same number and is admitted again', () => {
    const text = fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 28n - 1n }), fc.integer({ min: 0, max: 99_999_999 })).map(
      ([isNegative, whole, fraction]) => `${isNegative ? '-' : ''}${whole}.${String(fraction).padStart(8, '0')}`,
    );
    fc.assert(
      fc.property(text, (input) => {
        const canonical = canonicalDecimal(input);
        expect(decimalTextSchema.safeParse(canonical).success).toBe(true);
        expect(decimal(canonical).eq(decimal(input))).toBe(true);
        expect(canonicalDecimal(canonical)).toBe(canonical);
      }),
    );
  });

  it('a product of the longest decimals loses no digit', () => {
    const product = decimal('1234567890123456789012345678.12345678').times(decimal('8765432109876543210987654321.87654321'));
    expect(toExactText(product)).toBe(
      ((123456789012345678901234567812345678n * 876543210987654321098765432187654321n).toString()).replace(/(\d{16})$/, '.$1').replace(/0+$/, ''),
    );
  });
});
