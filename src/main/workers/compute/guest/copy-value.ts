import { QuantError } from '../../../../quant/error.ts';

const mostDepth = 8;
const mostValues = 2_000;

/**
 * A copy of numbers, texts, truth values, lists and plain objects that others made, each property read once: nothing of theirs is left in it, so
 * that what was checked is what is used. QuantError for anything else, with the name of what it was found in.
 */
export function copyValue(value: unknown, what: string): unknown {
  let left = mostValues;
  const copy = (one: unknown, depth: number): unknown => {
    left -= 1;
    if (depth > mostDepth || left < 0) throw new QuantError('VALUE_INVALID', `${what} is too large.`);
    if (one === null || one === undefined || typeof one === 'number' || typeof one === 'string' || typeof one === 'boolean') return one;
    if (typeof one !== 'object') throw new QuantError('VALUE_INVALID', `${what} holds a ${typeof one}; it may hold numbers, texts, lists and plain objects.`);
    if (Array.isArray(one)) return Array.from({ length: Math.min(one.length, mostValues) }, (_, k) => copy(one[k], depth + 1));
    return Object.fromEntries(Object.keys(one).map((name) => [name, copy((one as Record<string, unknown>)[name], depth + 1)]));
  };
  return copy(value, 0);
}

/** {@link copyValue} of what must be an object. */
export function copyObject(value: unknown, what: string): Record<string, unknown> {
  const copied = copyValue(value, what);
  if (typeof copied === 'object' && copied !== null && !Array.isArray(copied)) return copied as Record<string, unknown>;
  throw new QuantError('VALUE_INVALID', `${what} is ${describe(value)}; it must be an object.`);
}

const describe = (value: unknown): string => (Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value === 'object' ? 'an object' : value === undefined ? 'left out' : `a ${typeof value}`);
