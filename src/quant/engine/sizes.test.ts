import { describe, expect, test } from 'vitest';
import type { Sizing } from '../../contract/model/backtest.ts';
import type { Cursor } from './cursor.ts';
import { kellyFraction } from './lots-for.ts';
import type { OrderOptions } from './order-options.ts';
import { barsOf, flatBars, runScript } from './test-run.ts';
import type { SettledTrade } from './trade.ts';

const flat = flatBars([100, 100, 100]);
const sizeOf = (options: OrderOptions, changes = {}, bars = flat): number | undefined => runScript(bars, { 0: (c) => c.buy(options) }, { fractional: true, ...changes }).fills[0]?.size;

describe('sizes', () => {
  test('a multiple of equity, in an order or as the run\'s own, as far as it can be afforded', () => {
    const half: Sizing = { kind: 'equity', multiple: 0.5 };
    expect(sizeOf({ size: half })).toBeCloseTo(50, 6);
    expect(sizeOf({}, { size: half })).toBeCloseTo(50, 6);
    expect(sizeOf({ size: { kind: 'equity', multiple: 1.5 } }, { margin: 0.5 })).toBeCloseTo(150, 6);
    expect(sizeOf({ size: { kind: 'equity', multiple: 3 } }, { margin: 0.5 })).toBeCloseTo(200, 6);
  });

  test('risk loses its share of equity at the nearer stop', () => {
    const size: Sizing = { kind: 'risk', share: 0.01 };
    expect(sizeOf({ size, stopLoss: 95 })).toBeCloseTo(20, 6);
    expect(sizeOf({ size, trail: 4 })).toBeCloseTo(25, 6);
    expect(sizeOf({ size, stopLoss: 98, trail: { percent: 4 } })).toBeCloseTo(50, 6);
  });

  test('volatility gives equity the annual deviation that was asked for', () => {
    const prices = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 100 : 101));
    const { fills } = runScript(flatBars(prices), { 10: (c) => c.buy({ size: { kind: 'volatility', target: 0.1, window: 10 } }) }, { fractional: true });
    const returns = prices.slice(1, 11).map((price, i) => Math.log(price / prices[i]));
    const mean = returns.reduce((sum, one) => sum + one, 0) / 10;
    const deviation = Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 9) * Math.sqrt(365.25);
    expect(fills[0].size).toBeCloseTo((10_000 * 0.1) / (deviation * 101), 6);
    expect(runScript(flat, { 0: (c) => c.buy({ size: { kind: 'volatility', target: 0.1 } }) }).refusedOrders).toMatchObject([{ reason: 'below-minimum-size' }]);
  });

  test('Kelly takes its part of a tenth until there are twenty trades', () => {
    expect(sizeOf({ size: { kind: 'kelly', fraction: 0.5 } })).toBeCloseTo(5, 6);
  });

  test('Kelly\'s share is W − (1 − W) / R of the last hundred trades, and nothing where they lost', () => {
    const trades = (returns: number[]): SettledTrade[] => returns.map((returnShare) => ({ returnShare }) as SettledTrade);
    const repeat = (list: number[], times: number): number[] => Array.from({ length: times }, () => list).flat();
    expect(kellyFraction(trades(repeat([0.1], 19)))).toBe(0.1);
    expect(kellyFraction(trades(repeat([0.2, -0.1], 10)))).toBeCloseTo(0.5 - 0.5 / 2, 12);
    expect(kellyFraction(trades(repeat([0.1, -0.1, -0.1], 10)))).toBe(0);
    expect(kellyFraction(trades([...repeat([-0.5], 200), ...repeat([0.2, -0.1], 50)]))).toBeCloseTo(0.25, 12);
    expect([kellyFraction(trades(repeat([0.1], 20))), kellyFraction(trades(repeat([-0.1], 20)))]).toEqual([1, 0]);
  });
});

describe('which trades an order on the other side closes', () => {
  const bars = flatBars([100, 100, 110, 120, 130, 130]);
  const build = (last: (c: Cursor) => void) => ({ 0: (c: Cursor) => c.buy({ size: 5 }), 1: (c: Cursor) => c.buy({ size: 5 }), 2: last });
  const closed = (changes: object, last = (c: Cursor) => c.sell({ size: 7 })): unknown => runScript(bars, build(last), changes).trades.map((t) => [t.entryPrice, t.size]);

  test('the oldest, the newest, or one at the average price', () => {
    expect(closed({})).toEqual([[100, 5], [110, 2]]);
    expect(closed({ lots: 'lifo' })).toEqual([[110, 5], [100, 2]]);
    expect(closed({ lots: 'average' })).toEqual([[105, 7]]);
  });

  test('those that it names, which specific lots ask for', () => {
    expect(closed({}, (c) => c.sell({ size: 2, closes: [c.trades[1].id] }))).toEqual([[110, 2]]);
    expect(closed({ lots: 'specific' }, (c) => c.sell({ size: 6, closes: [2] }))).toEqual([[110, 5], [100, 1]]);
    expect(() => closed({ lots: 'specific' })).toThrow('names no trades to close');
  });

  test('a stop of averaged lots fills in the bar in which they grow, not where they began', () => {
    const rows = barsOf([[50, 50, 50, 50], [50, 50, 50, 50], [100, 100, 90, 95]]);
    const { trades } = runScript(rows, { 0: (c) => c.buy({ size: 1, stopLoss: 40 }), 1: (c) => c.buy({ size: 1, stopLoss: 45, takeProfit: 98 }) }, { lots: 'average' });
    expect(trades.map((t) => [t.exitBar, t.exitPrice, t.exitReason])).toEqual([[2, 100, 'take-profit']]);
  });

  test('averaged lots keep their commissions to the cent', () => {
    const { trades, equity } = runScript(bars, { ...build((c) => c.sell({ size: 7 })), 3: (c) => c.close() }, { lots: 'average', commissionFixed: 1 });
    expect(trades.reduce((sum, trade) => sum + trade.pnl, 0)).toBeCloseTo(equity.value[5] - 10_000, 9);
    expect(trades.reduce((sum, trade) => sum + trade.commission, 0)).toBeCloseTo(4, 12);
  });
});
