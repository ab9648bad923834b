/** Powers of ten that float64 holds exactly. */
const powersOfTen = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
] as const;
const grammar = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Everything the quick way declines: exponents, more digits than float64 has, and what is no number at all. */
function readSlowly(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 400) return Number.NaN;
  const text = String.fromCharCode(...bytes.subarray(start, end));
  const value = grammar.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/**
 * Reads a decimal number (`12`, `-0.5`, `.5`, `1e-7`) from ASCII; NaN when the bytes are not one or it is not finite.
 * The result is the nearest float64, as `Number(text)` gives it: digits below 2^53 and a power of ten up to 22 are both exact,
 * so their quotient is rounded once (W. D. Clinger, How to read floating point numbers accurately, 1990); the rest is left to `Number`.
 */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
  let position = start;
  const isNegative = bytes[start] === 45;
  if (isNegative) position += 1;
  let digits = 0;
  let count = 0;
  let decimals = 0;
  for (; position < end; position++) {
    const digit = (bytes[position] as number) - 48;
    if (digit < 0 || digit > 9) break;
    digits = digits * 10 + digit;
    count += 1;
  }
  if (position < end && bytes[position] === 46) {
    const pointAt = position++;
    for (; position < end; position++) {
      const digit = (bytes[position] as number) - 48;
      if (digit < 0 || digit > 9) break;
      digits = digits * 10 + digit;
    }
    decimals = position - pointAt - 1;
  }
  if (position !== end || count + decimals === 0 || digits > Number.MAX_SAFE_INTEGER || decimals > 22) return readSlowly(bytes, start, end);
  const value = decimals === 0 ? digits : digits / (powersOfTen[decimals] as number);
  return isNegative ? -value : value;
}
