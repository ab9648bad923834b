import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MetricValue } from '../../src/contract/model/analysis.ts';
import { analyseReturns } from '../../src/quant/stats/index.ts';
import { hasShared, sharedPath } from './shared.ts';

type GoldenValue = number | readonly number[] | Readonly<Record<string, number>>;
type Golden = {
  input: string; n: number;
  empyrical: { by_daily_risk_free: Record<string, Record<string, { value: GoldenValue }>> };
  quantstats: { values: Record<string, GoldenValue> };
};
type GoldenTable = { input: string; scale: number; rf: number; values: Record<string, number>; drawdowns: { From: string; Trough: string; To: string; Depth: number; Length: number; 'To Trough': number; Recovery: number }[] };

const read = <T>(name: string): T => JSON.parse(readFileSync(sharedPath(`golden/metrics/${name}.json`), 'utf8')) as T;
const periods = 252;

function analyse(input: string, riskFree: number) {
  const [header = '', ...lines] = readFileSync(sharedPath(input), 'utf8').trimEnd().split(/\r?\n/);
  const names = header.split(',');
  const column = (name: string, parse: (text: string) => number): Float64Array => Float64Array.from(lines, (line) => parse(line.split(',')[names.indexOf(name)] ?? ''));
  return analyseReturns({ returns: column('ret', Number), benchmark: column('bench', Number), time: column('date', Date.parse), riskFree, periodsPerYear: periods });
}

const flatten = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : [value]);

/** Sums are taken in another order than numpy's and R's: 1e-10 relative leaves room for that and for nothing else. */
function expectEqual(name: string, ours: MetricValue | undefined, expected: GoldenValue): void {
  const [own, wanted] = [flatten(ours), flatten(expected)];
  expect(own, name).toHaveLength(wanted.length);
  wanted.forEach((value, i) => expect(Math.abs(Number(own[i]) - Number(value)), `${name}: ${String(own[i])} for ${String(value)}`).toBeLessThanOrEqual(1e-10 * Math.abs(Number(value))));
}

/** Its names come first, in its order; every value agrees. */
function expectDialect(ours: Readonly<Record<string, MetricValue>> | undefined, expected: Readonly<Record<string, GoldenValue>>): void {
  expect(Object.keys(ours ?? {}).slice(0, Object.keys(expected).length)).toEqual(Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) expectEqual(name, ours?.[name], value);
}

describe.runIf(hasShared)('metrics of a series of returns agree with', () => {
  const golden: Golden = hasShared ? read<Golden>('jpm_daily') : { input: '', n: 0, empyrical: { by_daily_risk_free: {} }, quantstats: { values: {} } };

  it.each(Object.entries(golden.empyrical.by_daily_risk_free))('empyrical at a daily risk-free rate of %s', (rate, expected) => {
    const { returns, dialects } = analyse(golden.input, Number(rate) * periods);
    expect(returns).toBe(golden.n);
    expectDialect(dialects['empyrical'], Object.fromEntries(Object.entries(expected).map(([name, { value }]) => [name, value])));
  });

  it('quantstats', () => {
    expectDialect(analyse(golden.input, 0).dialects['quantstats'], golden.quantstats.values);
    const greeks = analyse(golden.input, 0).dialects['quantstats']?.['greeks'];
    expect(Object.keys(greeks as object), 'by name').toEqual(Object.keys(golden.quantstats.values['greeks'] as object));
  });

  it('PerformanceAnalytics, its drawdown table included', () => {
    const { input, values, scale, rf, drawdowns } = read<GoldenTable>('jpm_daily_performanceanalytics');
    expect(scale).toBe(periods);
    const { dialects, falls } = analyse(input, rf * scale);
    expectDialect(dialects['performanceanalytics'], values);
    const day = (ms: number | null): string => new Date(ms ?? 0).toISOString().slice(0, 10);
    drawdowns.forEach((expected, i) => {
      const { depth = 0, startIndex: start = 0, valleyIndex: valley = 0, recoveryIndex: recovery, startMs = 0, valleyMs = 0, recoveryMs = 0 } = falls[i] ?? {};
      expect([day(startMs), day(valleyMs), day(recoveryMs)]).toEqual([expected.From, expected.Trough, expected.To]);
      expect([Number(recovery) - start + 1, valley - start + 1, Number(recovery) - valley]).toEqual([expected.Length, expected['To Trough'], expected.Recovery]);
      // The table is printed with ten places.
      expect(depth).toBeCloseTo(expected.Depth, 9);
    });
  });
});
