import { QuantError } from '../../../../quant/error.ts';

/** The number itself; anything else, such as an object that turns into one, is a QuantError. NaN is a number. */
export function requireNumber(value: unknown, what: string): number {
  if (typeof value === 'number') return value;
  throw new QuantError('VALUE_INVALID', `${what} is ${value === null ? 'null' : typeof value === 'undefined' ? 'left out' : `a ${typeof value}`}; it must be a number.`);
}
