import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('spells equal values alike whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, 2.5], a: { d: null, c: 'x' } })).toBe(canonicalJson({ a: { c: 'x', d: null }, b: [1, 2.5] }));
  });
  it('is JSON of the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson({ x: Number.NaN })).toThrow('NaN has no canonical JSON');
    expect(() => canonicalJson([() => 1])).toThrow('a function has no canonical JSON');
  });
  it('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});
