/** Powers of ten that float64 holds exactly. */
const powersOfTen = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
] as const;
const grammar = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads plain decimals (`12`, `0.5`, `.5`) where they stand, as far as their digits go.
 * The result is the nearest float64, as `Number(text)` gives it: digits below 2^53 and a power of ten up to 22 are both exact,
 * so their quotient is rounded once (W. D. Clinger, How to read floating point numbers accurately, 1990).
 */
export class PlainDecimal {
  value = 0;

  /** Sets the value and gives the position after it; -1 where there is no plain decimal, or one with more digits than are exact. */
  read(bytes: Uint8Array, start: number, limit: number): number {
    let position = start;
    let value = 0;
    let digit = 0;
    for (; position < limit; position++) {
      digit = (bytes[position] as number) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    let digits = position - start;
    if (position < limit && digit === point) {
      const pointAt = position++;
      for (; position < limit; position++) {
        digit = (bytes[position] as number) - 48;
        if (digit < 0 || digit > 9) break;
        value = value * 10 + digit;
      }
      const decimals = position - pointAt - 1;
      digits += decimals;
      if (decimals > 22 || value > Number.MAX_SAFE_INTEGER) return -1;
      if (decimals > 0) value /= powersOfTen[decimals] as number;
    }
    if (digits === 0 || value > Number.MAX_SAFE_INTEGER) return -1;
    this.value = value;
    return position;
  }
}

/** The point, as far from the digit 0 as it stands in ASCII. */
const point = 46 - 48;
const plain = new PlainDecimal();

/** Everything the quick way declines: signs of plus, exponents, more digits than float64 has, and what is no number at all. */
function readSlowly(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 400) return Number.NaN;
  const text = String.fromCharCode(...bytes.subarray(start, end));
  const value = grammar.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Reads a decimal number (`12`, `-0.5`, `.5`, `1e-7`) from ASCII to the bits of `Number(text)`; NaN when the bytes are not one or it is not finite. */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 45;
  if (plain.read(bytes, isNegative ? start + 1 : start, end) !== end) return readSlowly(bytes, start, end);
  return isNegative ? -plain.value : plain.value;
}
