import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { barsAsOf } from './bars-as-of.ts';
import { computeChain } from './compute-chain.ts';
import { resolveChain } from './resolve-chain.ts';

const none = Number.NaN;
const tape = instrumentId('SIM:TAPE');
const barsAt = (times: readonly number[], price = (ms: number): number => ms): BarColumns => {
  const of = (add: number): Float64Array => Float64Array.from(times, (ms) => price(ms) + add);
  return { time: Float64Array.from(times), open: of(0.1), high: of(0.2), low: of(-0.2), close: of(0), volume: of(5) };
};

describe('the bars of another instrument beside a series', () => {
  it('are those that begin with its bars, else the last close before without volume, and nothing before the first', () => {
    const { open, high, low, close, volume } = barsAsOf(Float64Array.of(1, 2, 4, 5, 9), barsAt([2, 3, 5, 12]));
    expect([open, high, low, close, volume].map((column) => Array.from(column))).toEqual([[none, 2.1, 3, 5.1, 5], [none, 2.2, 3, 5.2, 5], [none, 1.8, 3, 4.8, 5], [none, 2, 3, 5, 5], [none, 7, 0, 10, 0]]);
  });

  it('never come from later: cutting both series changes no earlier value of an indicator on them', () => {
    const times = fc.uniqueArray(fc.nat(60), { minLength: 3, maxLength: 30 }).map((list) => list.sort((x, y) => x - y));
    const chain = resolveChain({ name: 'relative_strength', params: { timePeriod: 2 }, columns: ['close', { name: 'sma', params: { timePeriod: 2 }, columns: [{ instrumentId: tape, column: 'close' }] }] });
    fc.assert(fc.property(times, times, fc.nat(60), (own, other, cutMs) => {
      const compute = (until: number): number[][] => {
        const make = (list: readonly number[]): BarColumns => barsAt(list.filter((ms) => ms <= until), (ms) => 100 + Math.sin(ms) * 10);
        return computeChain(chain, make(own), new Map([[tape, make(other)]])).map((values) => Array.from(values));
      };
      const count = own.filter((ms) => ms <= cutMs).length;
      expect(compute(cutMs)).toEqual(compute(100).map((values) => values.slice(0, count)));
    }), { numRuns: 60 });
  });

  it('are told apart in the key of a computation, named once, and missed in one sentence', () => {
    const on = (id: string, column: 'close' | 'high') => resolveChain({ name: 'rolling_beta', params: {}, columns: [{ instrumentId: instrumentId(id), column }, { instrumentId: instrumentId(id), column: 'close' }] });
    expect(new Set([on('SIM:TAPE', 'close'), on('SIM:TAPE', 'high'), on('SIM:TECK', 'close')].map((chain) => chain.key)).size).toBe(3);
    expect(on('SIM:TAPE', 'high').instruments).toEqual([tape]);
    expect(() => computeChain(on('SIM:TAPE', 'close'), barsAt([1]))).toThrow(/^rolling_beta reads SIM:TAPE, whose bars cannot be had here; read a column of the bars instead\.$/);
    expect(() => resolveChain({ name: 'sma', params: {}, columns: ['close', { instrumentId: tape, column: 'high' }] })).toThrow(/takes 1 input column, not 2 \(close, SIM:TAPE high\)/);
  });
});
