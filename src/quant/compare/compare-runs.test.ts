import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BacktestResult, BacktestSettings, BacktestTrade } from '../../contract/model/backtest.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { runBacktest } from '../engine/index.ts';
import { testSettings } from '../engine/test-run.ts';
import { SimMarket } from '../sim-market/index.ts';
import { compareRuns } from './index.ts';
import { pairTrades } from './pair-trades.ts';
import { splitGap } from './split-gap.ts';

const bars = new SimMarket(7).bars(instrumentId('SIM:ACME'), 86_400_000, Date.UTC(2025, 0, 1), 300);

/** A finished run as it is stored. */
function run(strategy: string, params: Readonly<Record<string, number>>, changes: Partial<BacktestSettings> = {}): BacktestResult {
  const settings = testSettings(changes);
  const { equity, trades, fills, metrics, dialects, params: complete } = runBacktest({ strategy, params, settings, series: [{ symbol: 'ACME', bars }] });
  const spec = { strategy, params: complete, settings, data: [], engineVersion: '1' };
  return { spec, hash: '', runId: 'run-x', metrics, dialects, trades: [...trades], fills: [...fills], equity: { time: [...equity.time], value: [...equity.value] } };
}

const all = { from: 0, limit: 5_000, onlyDifferent: false };
const sumOf = (parts: Readonly<Record<string, number>>): number => Object.values(parts).reduce((sum, part) => sum + part, 0);

const trade: fc.Arbitrary<BacktestTrade> = fc
  .record({
    symbol: fc.constantFrom('ACME', 'VOLT'), side: fc.constantFrom('long' as const, 'short' as const), size: fc.integer({ min: 1, max: 200 }),
    entry: fc.integer({ min: 0, max: 200 }), length: fc.integer({ min: 0, max: 50 }), entryPrice: fc.double({ min: 1, max: 200, noNaN: true }), exitPrice: fc.double({ min: 1, max: 200, noNaN: true }),
    commission: fc.double({ min: 0, max: 100, noNaN: true }), exitReason: fc.constantFrom('signal' as const, 'stop-loss' as const, 'end' as const), carry: fc.option(fc.double({ min: -10, max: 10, noNaN: true }), { nil: undefined }),
    rates: fc.option(fc.tuple(fc.double({ min: 0.1, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 3, noNaN: true })), { nil: undefined }),
  })
  .map(({ entry, length, carry, rates, ...rest }) => {
    const [entryRate, exitRate] = rates ?? [1, 1];
    // As a position is converted whose whole value goes with the rate.
    const gross = (rest.side === 'long' ? 1 : -1) * rest.size * (rest.exitPrice * exitRate - rest.entryPrice * entryRate);
    return {
      ...rest, ...(carry === undefined ? {} : { carry }), ...(rates === undefined ? {} : { entryRate, exitRate }), pnl: gross - rest.commission + (carry ?? 0), entryBar: entry, exitBar: entry + length, entryTimeMs: (entry * 1_000) as EpochMs, exitTimeMs: ((entry + length) * 1_000) as EpochMs,
    };
  });

describe('the parts of a gap', () => {
  it('add up to it, whatever the trades', () => {
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 12 }), fc.array(trade, { maxLength: 12 }), (a, b) => {
        const pairs = pairTrades(a, b);
        expect(pairs.flatMap((pair) => pair.a ?? []).length, 'no trade is lost').toBe(a.length);
        expect(pairs.flatMap((pair) => pair.b ?? []).length).toBe(b.length);
        for (const pair of pairs) {
          const { gap, parts } = splitGap(pair, { a: 'value', b: 'value' });
          expect(Math.abs(sumOf(parts) - gap), 'of one pair').toBeLessThan(1e-9);
          expect(gap).toBe((pair.b?.pnl ?? 0) - (pair.a?.pnl ?? 0));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('add up to the gap of two runs within 1e-9, with open trades, costs, other strategies and other engines', () => {
    const settings = fc.record({
      commissionRate: fc.constantFrom(0, 0.001, 0.01), spreadRate: fc.constantFrom(0, 0.002), fill: fc.constantFrom('next-open' as const, 'same-close' as const), closeAtEnd: fc.boolean(),
      profile: fc.constantFrom('tapedeck' as const, 'backtesting.py' as const, 'backtrader' as const), cash: fc.constantFrom(10_000, 1_000_000),
    });
    const strategy = fc.constantFrom(['sma-cross', { fast: 5, slow: 20 }] as const, ['sma-cross', { fast: 8, slow: 30 }] as const, ['bollinger-limit', {}] as const, ['sma-cross-bracket', {}] as const);
    fc.assert(
      fc.property(strategy, settings, strategy, settings, ([nameA, paramsA], a, [nameB, paramsB], b) => {
        const [left, right] = [run(nameA, paramsA, a), run(nameB, paramsB, b)];
        const { gap, parts } = compareRuns({ a: left, b: right, ...all });
        expect(gap).toBe((right.equity.value.at(-1) ?? 0) - b.cash - ((left.equity.value.at(-1) ?? 0) - a.cash));
        expect(Math.abs(sumOf(parts) - gap)).toBeLessThan(1e-9);
        if (a.closeAtEnd && b.closeAtEnd && a.profile !== 'backtesting.py' && b.profile !== 'backtesting.py') expect(Math.abs(parts.open), 'nothing is open, so nothing hides there').toBeLessThan(1e-6);
      }),
      { numRuns: 25 },
    );
  });

  it('name the one thing that was changed', () => {
    const plain = run('sma-cross', { fast: 5, slow: 20 }, { size: { kind: 'units', units: 10 }, cash: 1_000_000, closeAtEnd: true });
    expect(plain.trades.length).toBeGreaterThan(5);
    const compare = (b: BacktestResult) => compareRuns({ a: plain, b, ...all });
    const { parts: fees, counts, settings, firstDifference, trades: rows } = compare(run('sma-cross', { fast: 5, slow: 20 }, { size: { kind: 'units', units: 10 }, cash: 1_000_000, closeAtEnd: true, commissionRate: 0.002 }));
    expect(fees.fee).toBeLessThan(0);
    expect([fees.signal, fees.size, fees.timing, fees.price]).toEqual([0, 0, 0, 0]);
    expect(counts).toEqual({ same: 0, different: plain.trades.length, onlyA: 0, onlyB: 0 });
    expect(settings).toEqual([{ name: 'commissionRate', a: '0', b: '0.002' }]);
    expect(firstDifference).toMatch(/^Fill 1 is the first that differs: run A (bought|sold) 10 ACME at .* for a commission of 0, run B/);
    expect(rows[0]?.causes[0]).toMatch(/^Holding and trading cost 0 in run A, [\d.]+ in run B\.$/);

    const { parts: sizes } = compare(run('sma-cross', { fast: 5, slow: 20 }, { size: { kind: 'units', units: 30 }, cash: 1_000_000, closeAtEnd: true }));
    expect(sizes.size).toBeCloseTo(2 * plain.trades.reduce((sum, { pnl }) => sum + pnl, 0), 6);
    expect([sizes.signal, sizes.timing, sizes.price].map((part) => part + 0)).toEqual([0, 0, 0]);

    const { parts: prices } = compare(run('sma-cross', { fast: 5, slow: 20 }, { size: { kind: 'units', units: 10 }, cash: 1_000_000, closeAtEnd: true, slippageRate: 0.001 }));
    expect(prices.price).toBeLessThan(0);
    expect([prices.signal, prices.size, prices.timing]).toEqual([0, 0, 0]);

    const { parts: times } = compare(run('sma-cross', { fast: 5, slow: 20 }, { size: { kind: 'units', units: 10 }, cash: 1_000_000, closeAtEnd: true, fill: 'same-close' }));
    expect(times.timing).not.toBe(0);
    expect(Math.abs(times.signal), 'but for a trade on the last bar').toBeLessThan(Math.abs(times.timing));

    const { parts: signals, counts: unpaired } = compare(run('buy-and-hold', {}, { size: { kind: 'units', units: 10 }, cash: 1_000_000 }));
    expect(signals.signal).toBeCloseTo(-plain.trades.reduce((sum, { pnl }) => sum + pnl, 0), 6);
    expect(unpaired).toMatchObject({ onlyA: plain.trades.length, onlyB: 0 });
    expect(signals.open, 'what is bought and held is still open').not.toBe(0);
  });

  it('say of a run and itself that nothing differs, and page the rows', () => {
    const one = run('sma-cross', { fast: 5, slow: 20 });
    expect(compareRuns({ a: one, b: one, ...all, onlyDifferent: true })).toMatchObject({ isSame: true, gap: 0, settings: [], firstDifference: null, total: 0, trades: [] });
    const page = compareRuns({ a: one, b: one, from: 2, limit: 3, onlyDifferent: false });
    expect([page.total, page.trades.length, page.trades[0]?.a?.entryTimeMs]).toEqual([one.trades.length, 3, one.trades[2]?.entryTimeMs]);
  });
});
