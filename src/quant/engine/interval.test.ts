import { describe, expect, test } from 'vitest';
import { QuantError } from '../error.ts';
import type { Cursor } from './cursor.ts';
import { runStrategy } from './run-strategy.ts';
import { barsOf, flatBars, runScript, scripted, testSettings, type BarRow } from './test-run.ts';

const calm: BarRow = [100, 101, 99, 100];
const wide: BarRow = [100, 106, 94, 100];
const bracket = (c: Cursor): void => c.buy({ size: 10, stopLoss: 95, takeProfit: 105 });

describe('the interval of a result', () => {
  test('is a point where no bar leaves anything open', () => {
    const { interval, equity } = runScript(barsOf([calm, calm, [100, 106, 99, 105]]), { 0: bracket });
    expect(interval).toEqual({ pessimistic: equity.value[2], optimistic: equity.value[2], ambiguousBars: 0, isEstimate: false });
  });

  test('reaches from the stop to the target of a bar that holds both', () => {
    expect(runScript(barsOf([calm, wide]), { 0: bracket }).interval).toEqual({ pessimistic: 9_950, optimistic: 10_050, ambiguousBars: 1, isEstimate: false });
  });

  test('is the same whichever way the run itself reads its bars', () => {
    const bars = barsOf([calm, wide, calm, wide, calm]);
    const of = (intrabar: 'pessimistic' | 'optimistic'): unknown => runScript(bars, { 0: bracket, 2: bracket }, { intrabar }).interval;
    expect(of('optimistic')).toEqual(of('pessimistic'));
  });

  test('follows both branches where later sizes depend on what was left open', () => {
    const all = (c: Cursor): void => c.buy({ stopLoss: 95, takeProfit: 105 });
    const { interval } = runScript(barsOf([calm, wide, calm, wide]), { 0: all, 2: all }, { fractional: true });
    expect(interval).toMatchObject({ ambiguousBars: 2, isEstimate: false });
    expect(interval?.pessimistic).toBeCloseTo(10_000 * 0.95 ** 2, 4);
    expect(interval?.optimistic).toBeCloseTo(10_000 * 1.05 ** 2, 4);
  });

  test('finds an outcome that neither reading has', () => {
    // Only who lost first and won then buys the third time, and that pays.
    const greedy = (c: Cursor): void => { if (c.equity === 10_000) c.buy({ size: 10 }); };
    const { interval } = runScript(barsOf([calm, wide, calm, wide, calm, [100, 120, 100, 120]]), { 0: bracket, 2: bracket, 4: greedy });
    expect(interval).toEqual({ pessimistic: 9_900, optimistic: 10_200, ambiguousBars: 2, isEstimate: false });
  });

  test('is an estimate where there are too many branches, or orders that do not belong together meet in a bar', () => {
    const rows: BarRow[] = Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? calm : wide));
    const script = Object.fromEntries(rows.map((_, i) => [i, (c: Cursor) => { if (c.isFlat) c.buy({ stopLoss: 95, takeProfit: 105 }); }]));
    expect(runScript(barsOf(rows), script, { fractional: true }).interval).toMatchObject({ ambiguousBars: 40, isEstimate: true });
    const apart = runScript(barsOf([calm, wide]), { 0: (c) => { c.buy({ size: 1, limit: 97 }); c.sell({ size: 1, limit: 103 }); } });
    expect(apart.interval).toMatchObject({ ambiguousBars: 1, isEstimate: true });
  });

  test('is an estimate where another reading asks for what is refused', () => {
    const script = { 0: bracket, 1: (c: Cursor) => { if (c.equity > 10_000) c.buy({ size: -1 }); } };
    expect(runScript(barsOf([calm, wide]), script).interval).toEqual({ pessimistic: 9_950, optimistic: 9_950, ambiguousBars: 1, isEstimate: true });
  });

  test('is left out where the engine of the profile reads bars one way', () => {
    expect(runScript(barsOf([calm, wide]), { 0: bracket }, { profile: 'backtesting.py' }).interval).toBeUndefined();
  });

  test('a strategy that remembers is made to forget before each pass', () => {
    let asked = 0;
    const strategy = { ...scripted({}), start: () => { asked = 0; }, onBar: (c: Cursor) => { asked += 1; if (asked === 1) bracket(c); } };
    expect(runStrategy(strategy, {}, testSettings(), [{ symbol: 'TEST', bars: barsOf([calm, wide]) }]).interval).toMatchObject({ pessimistic: 9_950, optimistic: 10_050 });
  });
});

describe('finer bars', () => {
  const day = 86_400_000;
  const fine = (prices: number[], from = day) => ({ ...flatBars(prices), time: Float64Array.from(prices, (_, i) => from + (i * day) / prices.length) });
  const run = (finer: ReturnType<typeof fine>, intrabar: 'magnify' | 'pessimistic' = 'magnify') =>
    runStrategy(scripted({ 0: bracket }), {}, testSettings({ intrabar }), [{ symbol: 'TEST', bars: barsOf([calm, wide, calm]), finer }]);

  test('show which came first', () => {
    expect(run(fine([100, 105, 106, 94, 100])).trades).toMatchObject([{ exitPrice: 105, exitBar: 1 }]);
    expect(run(fine([100, 95, 94, 106, 100])).trades).toMatchObject([{ exitPrice: 95, exitBar: 1 }]);
    expect(run(fine([100, 105, 106, 94, 100])).interval).toEqual({ pessimistic: 9_950, optimistic: 10_050, magnified: 10_050, ambiguousBars: 1, isEstimate: false });
  });

  test('count only where magnifying is asked for, and a bar without any is read pessimistically', () => {
    expect(run(fine([100, 105, 106, 94, 100]), 'pessimistic').trades).toMatchObject([{ exitPrice: 95 }]);
    expect(run(fine([100, 105], 2 * day)).trades).toMatchObject([{ exitPrice: 95 }]);
  });

  test('of something else, and magnifying without them, are refused', () => {
    expect(() => run(fine([100, 150, 100]))).toThrow('outside');
    expect(() => runScript(barsOf([calm]), {}, { intrabar: 'magnify' })).toThrow(QuantError);
  });
});
