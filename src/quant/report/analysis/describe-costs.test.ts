import { describe, expect, it } from 'vitest';
import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { RunCosts } from '../../../contract/model/run-analysis.ts';
import { barsOf, flatBars, type Script } from '../../engine/test-run.ts';
import { scriptedRun } from '../test-run.ts';
import { analyseRun } from './analyse-run.ts';

const prices = flatBars([100, 100, 110, 110, 120, 120]);
const inAndOut: Script = { 0: (cursor) => cursor.buy({ size: 10 }), 3: (cursor) => cursor.close() };
const costsOf = (bars: typeof prices, script: Script, changes: Partial<BacktestSettings>): RunCosts => {
  const { result, data } = scriptedRun(bars, script, changes);
  return analyseRun('run-1', result, data, { window: 21, points: 500, benchmark: null }).costs;
};
const amountOf = (costs: RunCosts, name: string): number | undefined => costs.parts.find((part) => part.name === name)?.amount;

describe('costs', () => {
  it.each([
    ['commission', { commissionRate: 0.01 }], ['spread', { spreadRate: 0.02 }], ['slippage', { slippageRate: 0.01 }],
    ['all of them', { commissionRate: 0.01, spreadRate: 0.02, slippageRate: 0.01 }],
  ] as const)('of %s are what the same trades would have made more without them', (_, changes) => {
    const costs = costsOf(prices, inAndOut, changes);
    // 10 bought at 100 and sold at 120.
    expect(costs.gross).toBeCloseTo(200, 9);
    expect(costs.net).toBeCloseTo(200 + costs.parts.reduce((sum, { amount }) => sum + amount, 0), 9);
    expect(costs.parts.map(({ name, basis }) => `${name} ${basis}`)).toEqual(Object.keys(changes).map((name) => `${name.replace('Rate', '')} exact`));
    expect(costs.fills).toBe(2);
  });

  it('of a spread under backtesting.py are wholly on entry', () => {
    const costs = costsOf(flatBars([100, 100, 100, 110, 110, 120, 120]), { 1: inAndOut[0]!, 4: inAndOut[3]! }, { spreadRate: 0.02, profile: 'backtesting.py' });
    expect(amountOf(costs, 'spread')).toBeCloseTo(-10 * 100 * 0.02, 9);
    expect(costs.gross).toBeCloseTo(200, 9);
  });

  it('do not slip where a limit order was filled, and where that cannot be told are at most what they may be', () => {
    const bars = barsOf([[100, 100, 100, 100], [100, 101, 90, 95], [95, 96, 94, 95], [110, 110, 110, 110], [120, 120, 120, 120]]);
    const script: Script = { 0: (cursor) => cursor.buy({ size: 10, limit: 92 }), 2: (cursor) => cursor.close() };
    const costs = costsOf(bars, script, { slippageRate: 0.01 });
    // The exit at the open of 110 slipped for certain; the entry at 92 lies inside its bar and might have been a stop.
    expect(costs.parts).toMatchObject([{ name: 'slippage', basis: 'estimate' }]);
    expect(amountOf(costs, 'slippage')).toBeCloseTo(-(10 * 110 * 0.01 + 10 * (92 - 92 / 1.01)), 9);
    const atOpen = costsOf(barsOf([[100, 100, 100, 100], [90, 90, 90, 90], [95, 96, 94, 95], [110, 110, 110, 110], [120, 120, 120, 120]]), script, { slippageRate: 0.01 });
    expect(atOpen.parts, 'filled at the open, without slippage').toMatchObject([{ name: 'slippage', basis: 'exact', amount: expect.closeTo(-11, 9) }]);
  });

  it('of a target are none', () => {
    const bars = barsOf([[100, 100, 100, 100], [100, 101, 99, 100], [100, 112, 99, 111], [111, 111, 111, 111]]);
    const costs = costsOf(bars, { 0: (cursor) => cursor.buy({ size: 10, takeProfit: 110 }) }, { slippageRate: 0.01 });
    expect(amountOf(costs, 'slippage')).toBeCloseTo(-10, 9);
    expect(costs.parts[0]?.basis).toBe('exact');
  });

  it('of borrow are those of the bars over which something was short', () => {
    const costs = costsOf(prices, { 0: (cursor) => cursor.sell({ size: 10 }), 3: (cursor) => cursor.close() }, { borrowRate: 0.365 });
    // A day at 0.1 % on 10 × 100, 110 and 110.
    expect(amountOf(costs, 'borrow')).toBeCloseTo(-(1 + 1.1 + 1.1), 9);
    expect(costs.gross).toBeCloseTo(-200, 9);
  });

  it('of a symbol in another currency are in that of the account', () => {
    const { result, data } = scriptedRun(prices, inAndOut, { spreadRate: 0.02, slippageRate: 0.01, borrowRate: 0.1 });
    const options = { window: 21, points: 500, benchmark: null };
    const doubled = { ...result, fills: result.fills.map((fill) => ({ ...fill, rate: 2 })), trades: result.trades.map((trade) => ({ ...trade, entryRate: 2, exitRate: 2 })) };
    const [plain, converted] = [analyseRun('run-1', result, data, options), analyseRun('run-1', doubled, data, options)];
    for (const name of ['spread', 'slippage']) expect(amountOf(converted.costs, name), name).toBeCloseTo(2 * (amountOf(plain.costs, name) ?? Number.NaN), 9);
    expect(converted.costs.traded).toBeCloseTo(2 * plain.costs.traded, 9);
    expect(converted.exposure?.mean).toBeCloseTo(2 * (plain.exposure?.mean ?? Number.NaN), 9);
    expect(converted.trades?.mean).toBeCloseTo((plain.trades?.mean ?? Number.NaN) / 2, 9);
  });

  it('that nobody charged are said not to be in the result', () => {
    expect(costsOf(prices, inAndOut, {})).toMatchObject({ verdict: 'Nothing was charged', parts: [], gross: 200, net: 200 });
  });
});
