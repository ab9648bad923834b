import { describe, expect, it } from 'vitest';
import { UsageError } from './io.ts';
import { collectNumbers, parseNumber, parseParams, parseSizing } from './parse-options.ts';

describe('options of the command line', () => {
  it('reads every way of sizing', () => {
    expect(parseSizing('all')).toEqual({ kind: 'all' });
    expect(parseSizing('units:10')).toEqual({ kind: 'units', units: 10 });
    expect(parseSizing('fraction:0.5')).toEqual({ kind: 'fraction', fraction: 0.5 });
    expect(parseSizing('notional:1000')).toEqual({ kind: 'notional', notional: 1000 });
  });
  it.each(['', 'some', 'units', 'units:', 'units:ten', 'shares:10'])('refuses the size %j', (text) => {
    expect(() => parseSizing(text)).toThrow(UsageError);
  });
  it.each(['', ' ', 'ten', '1,5', 'Infinity', 'NaN'])('refuses the number %j', (text) => {
    expect(() => parseNumber(text)).toThrow(UsageError);
  });
  it('collects numbers, and gaps among them', () => {
    expect(collectNumbers('3,null', collectNumbers('1, -2e-3,'))).toEqual([1, -0.002, null, 3, null]);
    for (const text of ['1,two', '1,Infinity']) expect(() => collectNumbers(text)).toThrow('must be numbers with commas between them');
  });
  it.each(['{fast:10}', '[1]', '{"fast":"ten"}', '10', 'null'])('refuses the parameters %s', (text) => {
    expect(() => parseParams(text)).toThrow(UsageError);
  });
});
