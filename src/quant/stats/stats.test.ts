import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBacktestingPyStats } from './backtesting-py.ts';
import { chooseAnnualisation } from './data-period.ts';
import { computeDrawdowns } from './drawdowns.ts';
import { computeExposure } from './exposure.ts';
import type { RunStatsInput, RunStatsTrade } from './input.ts';
import { computePeriodReturns } from './period-returns.ts';
import { computeRunMetrics } from './run-metrics.ts';

const dayMs = 86_400_000;
const monday = Date.UTC(2024, 0, 1);
const days = (count: number, stepMs = dayMs): Float64Array => Float64Array.from({ length: count }, (_, i) => monday + i * stepMs);
const trade = (over: Partial<RunStatsTrade> = {}): RunStatsTrade => ({
  entryBar: 2, exitBar: 4, size: 10, pnl: 20, returnShare: 0.02, commission: 0, isLong: true, ...over,
});
const input = (over: Partial<RunStatsInput> = {}): RunStatsInput => {
  const equity = Float64Array.of(1000, 1000, 1000, 1010, 1020, 1020, 1020, 1020);
  return { time: days(8), close: Float64Array.of(10, 11, 10, 11, 12, 11, 12, 13), equity, firstTradableBar: 0, trades: [trade()], openTrades: [], riskFree: 0, ...over };
};

describe('statistics at the border', () => {
  it('say null, not NaN, where there was no trade', () => {
    const table = computeBacktestingPyStats(input({ trades: [], equity: new Float64Array(8).fill(1000) }));
    expect(table).toMatchObject({ '# Trades': 0, 'Win Rate [%]': null, 'Best Trade [%]': null, 'Sharpe Ratio': null, SQN: null, 'Kelly Criterion': null, 'Max. Drawdown Duration': null, 'Return [%]': 0 });
    expect(table).not.toHaveProperty('Commissions [$]');
  });
  it('have no deviation for one trade', () => {
    expect(computeBacktestingPyStats(input())).toMatchObject({ '# Trades': 1, 'Win Rate [%]': 100, SQN: null, 'Profit Factor': null, 'Max. Trade Duration': 2 });
  });
  it('name the commission where there was any', () => {
    expect(computeBacktestingPyStats(input({ trades: [trade({ commission: 3 })] }))['Commissions [$]']).toBe(3);
  });
  it.each([
    ['weekly bars to days', 7 * dayMs, [1, 2], 11], ['four-hour bars to hours', dayMs / 6, [1, 1, 2], 6 / 24], ['daily bars to days', dayMs, [1, 2], 2],
  ])('round durations of %s', (_, stepMs, lengths, expected) => {
    const trades = lengths.map((bars) => trade({ entryBar: 2, exitBar: 2 + bars }));
    expect(computeBacktestingPyStats(input({ time: days(8, stepMs), trades }))['Avg. Trade Duration']).toBe(expected);
  });
  it('take a fall on the last bar alone for the average drawdown, without a length', () => {
    const equity = Float64Array.of(1000, 1010, 1020, 1030, 1040, 1050, 1060, 530);
    expect(computeBacktestingPyStats(input({ equity }))).toMatchObject({ 'Max. Drawdown [%]': -50, 'Avg. Drawdown [%]': -50, 'Max. Drawdown Duration': null });
  });
  it('are all finite, text or null, in both tables', () => {
    for (const equity of [new Float64Array(8), new Float64Array(8).fill(1e15), Float64Array.of(1, 2, 3, 4, 5, 6, -7, 8)]) {
      for (const table of [computeBacktestingPyStats(input({ equity })), computeRunMetrics(input({ equity }))]) {
        for (const [name, value] of Object.entries(table)) expect(typeof value !== 'number' || Number.isFinite(value), `${name} is ${value}`).toBe(true);
      }
    }
  });
  it('count trades still open for exposure in our own table only', () => {
    const open = input({ openTrades: [trade({ entryBar: 5, exitBar: 7 })] });
    expect(computeRunMetrics(open)['exposure']).toBe(6 / 8);
    expect(computeBacktestingPyStats(open)['Exposure Time [%]']).toBe(37.5);
  });
});

describe('the annual return', () => {
  it('is null within a single day: there is no return of a whole day yet', () => {
    const equity = Float64Array.of(1000, 1000, 1000, 1000, 1000, 1000, 1000, 990);
    expect(computeRunMetrics(input({ equity, time: days(8, 3_600_000) }))).toMatchObject({ totalReturn: 990 / 1000 - 1, annualReturn: null, calmar: null });
  });
  it('compounds the returns of whole days alone: what the first day of intraday bars brought is in none of them', () => {
    const equity = Float64Array.from({ length: 600 }, (_, i) => (i === 0 ? 500 : 1000 * 1.001 ** Math.floor(i / 24)));
    const table = computeRunMetrics(input({ equity, close: equity, time: days(600, 3_600_000) }));
    expect(table['annualReturn']).toBeCloseTo(1.001 ** 365 - 1, 10);
  });
  it('is −1 once everything is lost', () => {
    const equity = Float64Array.of(1000, 1000, 1000, 1000, 500, 0, 0, 0);
    expect(computeRunMetrics(input({ equity: equity.subarray(0, 6), close: equity, time: days(6), trades: [] }))['annualReturn']).toBe(-1);
  });
});

describe('annualisation', () => {
  it.each([
    ['seven days a week', days(60), { period: 'day', periodsPerYear: 365 }],
    ['weekly', days(60, 7 * dayMs), { period: 'week', periodsPerYear: 52 }],
    ['workdays', days(60).filter((_, i) => i % 7 < 5), { period: 'day', periodsPerYear: 252 }],
    ['hourly round the clock', days(600, 3_600_000), { period: 'day', periodsPerYear: 365 }],
    ['monthly', Float64Array.from({ length: 30 }, (_, i) => Date.UTC(2020, i, 1)), { period: 'month', periodsPerYear: 12 }],
  ])('of %s bars', (_, time, expected) => {
    expect(chooseAnnualisation(time)).toEqual(expected);
  });
  it('takes the last bar of each day', () => {
    const time = days(48, 3_600_000);
    const value = Float64Array.from({ length: 48 }, (_, i) => (i === 23 ? 100 : i === 47 ? 110 : 1));
    expect(Array.from(computePeriodReturns(time, value, 'day'))).toEqual([110 / 100 - 1]);
  });
});

describe('returns by period', () => {
  it.each([
    ['week, Monday to Sunday', 'week', days(21), [6, 13, 20]], ['month', 'month', days(91), [30, 59, 90]],
    ['year', 'year', Float64Array.from({ length: 36 }, (_, i) => Date.UTC(2020, i, 15)), [11, 23, 35]],
  ] as const)('take the last bar of each %s', (_, period, time, ends) => {
    const value = new Float64Array(time.length).fill(1);
    ends.forEach((bar, i) => (value[bar] = [100, 110, 99][i]!));
    expect(Array.from(computePeriodReturns(time, value, period))).toEqual([110 / 100 - 1, 99 / 110 - 1]);
  });
});

describe('drawdowns', () => {
  it('are measured from the last bar at the peak to the recovery', () => {
    const { deepest, depths, durationsMs } = computeDrawdowns(days(7), Float64Array.of(100, 100, 80, 90, 100, 120, 90));
    expect(deepest).toBe(0.25);
    expect(depths).toEqual([1 - 80 / 100]);
    expect(durationsMs).toEqual([3 * dayMs]);
  });
  it('never exceed the deepest and never go below nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 }), (values) => {
        const { deepest, depths } = computeDrawdowns(days(values.length), Float64Array.from(values));
        expect(depths.every((depth) => depth > 0 && depth <= deepest)).toBe(true);
        expect(deepest).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('exposure', () => {
  it('counts a bar once however many trades hold it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 8 }), (pairs) => {
        const trades = pairs.map(([a, b]) => ({ entryBar: Math.min(a, b), exitBar: Math.max(a, b) }));
        const held = new Set(trades.flatMap(({ entryBar, exitBar }) => Array.from({ length: exitBar - entryBar + 1 }, (_, i) => entryBar + i)));
        expect(computeExposure(20, trades)).toBe(held.size / 20);
      }),
    );
  });
});
