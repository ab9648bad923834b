import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../src/main/adapters/files/read-number.ts';

const read = (text: string): number => {
  const bytes = new TextEncoder().encode(`x${text}x`);
  return readNumber(bytes, 1, bytes.length - 1);
};
const sameBits = (text: string): void => {
  const [actual, expected] = [read(text), Number(text)];
  expect(Object.is(actual, expected), `${text}: ${actual} instead of ${expected}`).toBe(true);
};
const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((list) => list.join(''));

describe('readNumber', () => {
  it('gives the bits that Number gives, for decimals of any length', () => {
    fc.assert(fc.property(fc.constantFrom('', '-'), digits(1, 25), digits(0, 30), (sign, whole, part) => sameBits(`${sign}${whole}${part === '' ? '' : `.${part}`}`)), { numRuns: 20_000 });
  });
  it('gives the bits that Number gives, for every finite float64 as it is printed', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => sameBits(String(value))), { numRuns: 20_000 });
  });
  it('gives the bits that Number gives round the border of exact integers and at halfway cases', () => {
    const border = ['9007199254740991', '9007199254740992', '9007199254740993', '9007199254740994', '900719925474099.3', '0.9007199254740993', '1.00000000000000011102230246251565',
      '0.1000000000000000000000', '0.10000000000000000000000', '0.0000000000000000000001', '0.00000000000000000000001', '0.0000000000000000000000000123', '5e-324', '1.7976931348623157e308', '-0', '-0.0', '.5', '5.', '+1.25', '00012.50', '1E3', '2.5e+2'];
    for (const text of border) sameBits(text);
  });
  it('refuses what is not a finite number', () => {
    for (const text of ['', '-', '.', '-.', '+', 'e5', '1e', '1e999', 'NaN', 'Infinity', 'null', '1,5', '1 5', '0x10', '1_000', '--1', '1.2.3', '１', '12a']) expect(read(text), text).toBeNaN();
  });
  it('never reads anything but what the grammar of decimals allows', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.-+eE ,x'), maxLength: 12 });
    fc.assert(fc.property(text, (candidate) => {
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(candidate)) expect(read(candidate), candidate).toBeNaN();
      else if (Number.isFinite(Number(candidate))) sameBits(candidate);
    }), { numRuns: 20_000 });
  });
});
