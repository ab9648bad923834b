import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { checkLookAhead } from '../honesty/look-ahead.ts';
import { recordRun } from '../microscope/record-run.ts';
import type { Cursor } from './cursor.ts';
import { runStrategy } from './run-strategy.ts';
import type { StrategyDefinition } from './strategy.ts';
import type { BacktestTaskOutput, SeriesInput } from './task.ts';
import { barsOf, flatBars, scripted, testSettings, type BarRow, type Script } from './test-run.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Bars of a length that follow each other from a moment on. */
const spaced = (bars: BarColumns, lengthMs: number, fromMs = 0): BarColumns => ({ ...bars, time: bars.time.map((_, i) => fromMs + i * lengthMs) });
/** Three days of hours, of which the one that begins at hour h costs 100 + h. */
const hours: SeriesInput = { symbol: 'A', bars: spaced(flatBars(Array.from({ length: 72 }, (_, h) => 100 + h)), hour) };
const days: SeriesInput = { symbol: 'B', bars: spaced(barsOf([[50, 52, 48, 51], [60, 66, 54, 63], [70, 77, 40, 75]]), day) };
const run = (script: Script, series: readonly SeriesInput[] = [hours, days], changes: Partial<BacktestSettings> = {}): BacktestTaskOutput => runStrategy(scripted(script), {}, testSettings(changes), series);
const fillsOf = ({ fills }: BacktestTaskOutput): unknown[] => fills.map(({ symbol, bar, timeMs, side, price }) => [symbol, bar, timeMs / hour, side, price]);

describe('hours and days in one run', () => {
  test('a day is seen from its last hour on, and the moments are called as the hours are', () => {
    const seen: unknown[] = [];
    const look = (c: Cursor): void => { seen.push([c.index, c.bar().timeMs / hour, c.of('B').hasBar, c.of('B').bar().timeMs / hour, c.of('B').bar().close]); };
    const { equity } = run(Object.fromEntries(Array.from({ length: 72 }, (_, i) => [i, look])));
    expect(seen.length, 'asked from the first moment at which both have a bar').toBe(49);
    expect([seen[0], seen[1], seen[23], seen[24], seen[25], seen[48]]).toEqual([
      [23, 23, true, 0, 51], [24, 24, false, 0, 51], [46, 46, false, 0, 51], [47, 47, true, 24, 63], [48, 48, false, 24, 63], [71, 71, true, 48, 75],
    ]);
    expect([...equity.time]).toEqual(Array.from({ length: 72 }, (_, h) => h * hour));
  });

  test('an order for the days that is placed inside one waits for the next', () => {
    const output = run({ 23: (c) => c.of('B').buy({ size: 1 }), 30: (c) => { c.of('B').buy({ size: 2 }); c.buy({ size: 3 }); } });
    expect(fillsOf(output)).toEqual([['A', 31, 31, 'buy', 131], ['B', 47, 24, 'buy', 60], ['B', 71, 48, 'buy', 70]]);
  });

  test('what is held of the days counts at its last close, from the close of the day in which it was bought', () => {
    const { equity, trades } = run({ 23: (c) => c.of('B').buy({ size: 10 }), 47: (c) => c.of('B').close() });
    expect([46, 47, 70, 71].map((i) => equity.value[i])).toEqual([10_000, 10_030, 10_030, 10_100]);
    expect(trades).toMatchObject([{ symbol: 'B', entryBar: 47, exitBar: 71, entryTimeMs: day, exitTimeMs: 2 * day, entryPrice: 60, exitPrice: 70, pnl: 100 }]);
  });

  test('a close at the close of the hour does not close the days before theirs', () => {
    expect(fillsOf(run({ 23: (c) => c.of('B').buy({ size: 1 }), 50: (c) => c.of('B').close() }, [hours, days], { fill: 'same-close' }))).toEqual([
      ['B', 23, 0, 'buy', 51], ['B', 71, 48, 'sell', 75],
    ]);
  });

  test('stops and targets of an order that was held back work from its own bar on', () => {
    const { trades } = run({ 30: (c) => c.of('B').buy({ size: 1, stopLoss: 45 }) });
    expect(trades).toMatchObject([{ entryBar: 71, exitBar: 71, entryPrice: 70, exitPrice: 45, exitReason: 'stop-loss' }]);
  });

  test('what is at work in a day that has begun can be changed when the day has ended, what was placed in it at once', () => {
    const words = "An order of B cannot be changed or cancelled inside its bar of 1970-01-02 00:00, in which it may have been filled already; do it where c.of('B').hasBar is true.";
    const order = (c: Cursor): void => c.of('B').buy({ size: 1, limit: 20 });
    for (const touch of [(c: Cursor) => c.of('B').cancelAll(), (c: Cursor) => c.of('B').orders[0]?.cancel(), (c: Cursor) => c.of('B').orders[0]?.modify({ limit: 21 })]) {
      expect(() => run({ 23: order, 30: touch })).toThrow(words);
      expect(() => run({ 25: order, 30: touch, 47: touch })).not.toThrow();
    }
    const bought: Script = { 23: (c) => c.of('B').buy({ size: 1 }) };
    expect(() => run({ ...bought, 50: (c) => { c.of('B').trades[0].stopLoss = 55; } })).toThrow('An order of B cannot be changed');
    expect(run({ ...bought, 47: (c) => { c.of('B').trades[0].stopLoss = 68; } }).trades).toMatchObject([{ exitPrice: 68 }]);
  });

  test('the hours trade beside days as they do alone', () => {
    const script: Script = { 30: (c) => c.buy({ size: 5, takeProfit: 140 }), 50: (c) => c.sell({ size: 2 }), 60: (c) => c.close() };
    const [alone, beside] = [run(script, [hours]), run(script)];
    expect([beside.trades, beside.fills, beside.equity]).toEqual([alone.trades, alone.fills, alone.equity]);
  });

  test('a run that is looked at closely is the same', () => {
    const script: Script = { 23: (c) => c.of('B').buy({ size: 1 }), 30: (c) => { c.of('B').sell({ size: 2 }); c.buy({ size: 3 }); } };
    expect(recordRun(scripted(script), {}, testSettings(), [hours, days]).fills).toEqual(run(script).fills);
  });

  test('bars of no even length are refused beside others', () => {
    const ticks: SeriesInput = { symbol: 'T', bars: { ...flatBars([1, 2, 3, 4]), time: Float64Array.of(0, 1_000, 90_000, 1_000_000) } };
    expect(() => run({}, [days, ticks])).toThrow('The bars of T are of no even length, so that nobody knows when each has ended');
  });
});

test('hours that begin at other minutes meet by their ends, too', () => {
  const halves: SeriesInput = { symbol: 'B', bars: spaced(flatBars([10, 20, 30, 40]), hour, hour / 2) };
  const four: SeriesInput = { symbol: 'A', bars: spaced(flatBars([1, 2, 3, 4]), hour) };
  // At 02:00 A has ended its second bar; the bar of B that began at 01:30 is under way.
  const { fills } = run({ 2: (c) => { expect([c.bar().close, c.of('B').bar().close]).toEqual([2, 10]); c.of('B').buy({ size: 1 }); } }, [four, halves]);
  expect(fills).toMatchObject([{ symbol: 'B', price: 30, timeMs: 2.5 * hour }]);
});

test('bars that are only thin are of one length', () => {
  const thin = { ...flatBars([5, 6, 7]), time: Float64Array.of(0, 2 * day, 5 * day) };
  const full = spaced(flatBars([1, 2, 3, 4, 5, 6]), day);
  expect(fillsOf(run({ 1: (c) => c.of('B').buy({ size: 1 }) }, [{ symbol: 'A', bars: full }, { symbol: 'B', bars: thin }]))).toEqual([['B', 2, 48, 'buy', 6]]);
});

describe('a longer timeframe of the same symbol', () => {
  const mean: StrategyDefinition = { ...scripted({}), indicators: () => ({ mean: ({ close }) => close.map((price, i) => (i === 0 ? NaN : (price + close[i - 1]) / 2)) }) };
  const asked = (onBar: (c: Cursor) => void, series: readonly SeriesInput[] = [hours]): void => void runStrategy({ ...mean, onBar }, {}, testSettings(), series);

  test('is there from its end on, with the indicators of the strategy over its bars', () => {
    const seen = new Map<number, unknown>();
    asked((c) => {
      const d = c.timeframe('1d');
      seen.set(c.index, [d.index, d.hasBar, d.bar().timeMs / hour, d.bar().open, d.bar().high, d.bar().close, d.bar().volume, d.ind['mean']!.value, d.ind['mean']!.at(-1)]);
    });
    expect([22, 23, 24, 46, 47, 71].map((i) => seen.get(i))).toEqual([
      [-1, false, NaN, NaN, NaN, NaN, NaN, NaN, NaN], [0, true, 0, 100, 123, 123, 24_000, NaN, NaN], [0, false, 0, 100, 123, 123, 24_000, NaN, NaN],
      [0, false, 0, 100, 123, 123, 24_000, NaN, NaN], [1, true, 24, 124, 147, 147, 24_000, 135, NaN], [2, true, 48, 148, 171, 171, 24_000, 159, 135],
    ]);
  });

  test('ends with its day, not with the last bar that traded in it', () => {
    const session = { ...flatBars(Array.from({ length: 12 }, (_, i) => i + 1)), time: Float64Array.from({ length: 12 }, (_, i) => Math.floor(i / 6) * day + (14 + (i % 6)) * hour) };
    const seen: number[] = [];
    asked((c) => seen.push(c.timeframe('1d').index), [{ symbol: 'A', bars: session }]);
    expect(seen).toEqual([-1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0]);
  });

  test('is that which was given beside the symbol, where it was: with its own past, and for reading alone', () => {
    const given: SeriesInput = { symbol: 'A@1d', bars: spaced(flatBars([7, 8, 9, 10, 11]), day, -2 * day) };
    const seen: unknown[] = [];
    asked((c) => {
      const d = c.timeframe('1d');
      if (c.index % 12 === 1) seen.push([c.bar().timeMs / hour, d.hasBar, d.index, d.bar().close, d.ind['mean']!.value]);
    }, [hours, given]);
    // Two days of the longer series come first: 46 hours of it have no hours beside them, and there the run has two moments.
    expect(seen.slice(0, 4)).toEqual([[11, false, 1, 8, 7.5], [23, true, 2, 9, 8.5], [35, false, 2, 9, 8.5], [47, true, 3, 10, 9.5]]);
    expect(() => run({ 30: (c) => c.of('A@1d').buy() }, [hours, given])).toThrow('A@1d is in this run for reading alone');
    expect(run({}, [hours, given]).metrics['buyAndHoldReturn'], 'what is bought and held is what can be traded').toBeCloseTo(171 / 100 - 1, 12);
  });

  test('crosses from one of its bars to the next, and cannot order', () => {
    asked((c) => {
      const view = c.timeframe('4h');
      expect([view.symbol, view.timeframe, 'buy' in view, view.crossedAbove(view.ind['mean']!, view.ind['mean']!)]).toEqual(['A', '4h', false, false]);
    });
  });

  test.each([['90m', 'lie 60 minutes apart'], ['1h', 'must be longer than that'], ['1 day', 'it takes a number and one of'], ['0h', 'it takes a number']])('%s is refused', (length, words) => {
    expect(() => asked((c) => c.timeframe(length))).toThrow(words);
  });

  test('its future cannot be asked for', () => {
    expect(() => asked((c) => c.timeframe('1d').bar(1))).toThrow('only 0 (now) and negative offsets');
    expect(() => asked((c) => c.timeframe('1d').ind['mean']!.at(1))).toThrow('only 0 (now) and negative offsets');
  });
});

describe('whatever the bars are', () => {
  const rows = (count: number): fc.Arbitrary<BarColumns> => fc.array(fc.tuple(fc.integer({ min: 80, max: 120 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: -5, max: 5 })), { minLength: count, maxLength: count })
    .map((list) => barsOf(list.map(([open, up, down, move]): BarRow => [open, Math.max(open, open + move) + up, Math.min(open, open + move) - down, open + move])));
  /** Hours, four hours and days of as many days. */
  const mixed = fc.integer({ min: 3, max: 5 }).chain((count) => fc.tuple(rows(24 * count), rows(6 * count), rows(count)))
    .map(([a, b, c]): readonly SeriesInput[] => [{ symbol: 'A', bars: spaced(a, hour) }, { symbol: 'B', bars: spaced(b, 4 * hour) }, { symbol: 'C', bars: spaced(c, day) }]);
  /** Decides by everything that it can see. */
  const nosy: StrategyDefinition = {
    ...scripted({}),
    onBar(c) {
      const sum = c.symbols.reduce((total, symbol) => total + c.of(symbol).bar().close, 0) + (c.timeframe('1d').index < 0 ? 0 : c.timeframe('1d').bar().close);
      const whole = Math.floor(sum);
      const one = c.of(c.symbols[whole % 3]!);
      const { close } = one.bar();
      if (whole % 5 === 0) one.close();
      else if (whole % 2 === 0) one.buy({ size: 1 + (whole % 3), stopLoss: close * 0.97, ...(whole % 7 === 0 ? { limit: close * 0.99 } : {}) });
      else one.sell({ size: 1 + (whole % 4), takeProfit: close * 0.95 });
    },
  };
  const settings = testSettings({ cash: 1_000_000, margin: 0.01 });

  test('no order trades at a price from before it was made', () => {
    fc.assert(fc.property(mixed, fc.nat(), fc.nat(2), (series, at, k) => {
      const last = series[0].bars.time.length - 1;
      const placed = 24 + (at % (last - 24));
      const symbol = series[k].symbol;
      const { fills } = runStrategy(scripted({ [placed]: (c) => c.of(symbol).buy({ size: 1 }) }), {}, settings, series);
      const closed = (placed + 1) * hour;
      const length = [1, 4, 24][k]! * hour;
      const next = Math.ceil(closed / length) * length;
      expect(fills.map((fill) => fill.timeMs)).toEqual(next / length < series[k].bars.time.length ? [next] : []);
    }), { numRuns: 30 });
  });

  test('nothing that was decided or filled depends on what had not ended yet', () => {
    fc.assert(fc.property(mixed, fc.nat(), fc.constantFrom('pessimistic' as const, 'optimistic' as const), (series, seed, intrabar) => {
      const subject = { strategy: nosy, params: {}, settings: { ...settings, intrabar }, series };
      const { isClean, decisions, leaks } = checkLookAhead(subject, { probes: 3, seed: seed % 1_000 });
      expect([isClean, leaks]).toEqual([true, []]);
      expect(decisions).toBeGreaterThan(0);
      const whole = runStrategy(nosy, {}, subject.settings, series, undefined, { hasInterval: false });
      const days = 2 + (seed % (series[2].bars.time.length - 2));
      const cut = series.map(({ symbol, bars }) => ({ symbol, bars: first(bars, bars.time.filter((time) => time < days * day).length) }));
      const part = runStrategy(nosy, {}, subject.settings, cut, undefined, { hasInterval: false });
      expect(whole.fills.filter(({ bar }) => bar < 24 * days)).toEqual(part.fills);
      expect(whole.equity.value.slice(0, 24 * days)).toEqual(part.equity.value);
    }), { numRuns: 12 });
  });

  const first = (bars: BarColumns, count: number): BarColumns => ({
    time: bars.time.slice(0, count), open: bars.open.slice(0, count), high: bars.high.slice(0, count), low: bars.low.slice(0, count), close: bars.close.slice(0, count), volume: bars.volume.slice(0, count),
  });
});
