import { Decimal as LibraryDecimal } from 'decimal.js';
import type { DecimalText } from '../../../contract/model/units.ts';

// The product of two decimals of the contract has at most 36 + 36 digits; sums of many such products still fit 120.
const Exact = LibraryDecimal.clone({ precision: 120, rounding: LibraryDecimal.ROUND_HALF_EVEN, toExpNeg: -60, toExpPos: 100 });

/** An exact decimal in memory. Sums, differences and products of ledger values are exact; quotients round half-even at 120 digits. */
export type Decimal = LibraryDecimal;

/** Reads a decimal. A float64 (a quote's price) becomes the shortest decimal that names it: 0.1 is 0.1. */
export const decimal = (value: string | number | Decimal): Decimal => new Exact(value);

export const zero: Decimal = decimal(0);

/** Digits after the point on disk and on the wire. */
const fractionDigits = 8;

/** Rounds half-even to 8 fraction digits. The only place where fees and other computed money are rounded. */
export const roundMoney = (value: Decimal): Decimal => value.toDecimalPlaces(fractionDigits, LibraryDecimal.ROUND_HALF_EVEN);

/** Every digit, in plain notation without trailing zeros or a negative zero: for sums that a fold carries on. */
export const toExactText = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed());

/** Canonical text of the contract: rounded half-even to 8 fraction digits, no trailing zeros, no negative zero. */
export function toDecimalText(value: Decimal): DecimalText {
  return toExactText(roundMoney(value)) as DecimalText;
}

/** The canonical spelling of a decimal that came from outside: `"007.50"` becomes `"7.5"`. */
export const canonicalDecimal = (text: string): DecimalText => toDecimalText(decimal(text));
