import { describe, expect, it } from 'vitest';
import { UsageError } from './io.ts';
import { collectNumbers, formatSizing, parseImpact, parseNumber, parseParams, parseSizing } from './parse-options.ts';

describe('options of the command line', () => {
  it('reads every way of sizing', () => {
    expect(parseSizing('all')).toEqual({ kind: 'all' });
    expect(parseSizing('units:10')).toEqual({ kind: 'units', units: 10 });
    expect(parseSizing('fraction:0.5')).toEqual({ kind: 'fraction', fraction: 0.5 });
    expect(parseSizing('notional:1000')).toEqual({ kind: 'notional', notional: 1000 });
    expect(parseSizing('equity:1.5')).toEqual({ kind: 'equity', multiple: 1.5 });
    expect(parseSizing('risk:0.01')).toEqual({ kind: 'risk', share: 0.01 });
    expect(parseSizing('volatility:0.2:60')).toEqual({ kind: 'volatility', target: 0.2, window: 60 });
    expect(parseSizing('kelly:0.5')).toEqual({ kind: 'kelly', fraction: 0.5 });
  });
  it.each(['all', 'units:10', 'fraction:0.5', 'equity:1.5', 'risk:0.01', 'volatility:0.2', 'volatility:0.2:60', 'kelly:0.5'])('writes the size %s as it was typed', (text) => {
    expect(formatSizing(parseSizing(text))).toBe(text);
  });
  it('reads models of impact', () => {
    expect(parseImpact('volume-share')).toEqual({ kind: 'volume-share' });
    expect(parseImpact('square-root:1.5:30')).toEqual({ kind: 'square-root', coefficient: 1.5, window: 30 });
    for (const text of ['', 'linear:1', 'volume-share:1:2', 'square-root:x']) expect(() => parseImpact(text)).toThrow(UsageError);
  });
  it.each(['', 'some', 'units', 'units:', 'units:ten', 'shares:10', 'risk:0.01:5'])('refuses the size %j', (text) => {
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
