import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../contract/model/instrument.ts';
import { seriesDescriptionSchema } from '../../contract/model/description.ts';
import { timeframe } from '../../contract/model/timeframe.ts';
import { normal, uniform } from '../random/index.ts';
import { describeEquity, describePrices } from './index.ts';
import { thinLine } from './thin-line.ts';
import { countYearly, dailyLevels, fromFirstChange, longestStepMs, toReturns } from './to-returns.ts';
import { computeCone, rollVolatility } from './volatility-cone.ts';
import { sayNumber, sayReturn } from './words.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const monday = Date.UTC(2024, 0, 1);

/** Weekdays from a Monday on. */
const weekdays = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => monday + (Math.floor(i / 5) * 7 + (i % 5)) * dayMs);
const walk = (count: number, size: (i: number) => number, seed = 1): Float64Array => {
  const levels = new Float64Array(count).fill(100);
  for (let i = 1; i < count; i++) levels[i] = levels[i - 1]! * Math.exp(size(i) * normal(seed, i));
  return levels;
};
const prices = (close: Float64Array, time = weekdays(close.length), name = '1d') =>
  describePrices({
    key: { instrumentId: instrumentId('FILE:TEST'), timeframe: timeframe(name) }, name: 'TEST', stepMs: name === '1d' ? dayMs : hourMs,
    bars: { time, open: close, high: close.map((value) => value * 1.01), low: close.map((value) => value * 0.99), close, volume: close }, keepsBreaks: false,
  }, () => undefined);

describe('returns', () => {
  it('leave out breaks in trading of bars within a day, and keep weekends of bars of a day', () => {
    const time = Float64Array.of(0, hourMs, 2 * hourMs, 24 * hourMs, 25 * hourMs);
    const { returns, breaks, time: ends } = toReturns({ time, value: Float64Array.of(1, 2, 4, 100, 50) }, longestStepMs(hourMs));
    expect([[...returns], breaks, [...ends]]).toEqual([[Math.log(2), Math.log(2), Math.log(0.5)], 1, [hourMs, 2 * hourMs, 25 * hourMs]]);
    expect(toReturns({ time: weekdays(10), value: walk(10, () => 0.01) }, longestStepMs(dayMs))).toMatchObject({ breaks: 0, unusable: 0 });
  });

  it('leave out what begins or ends at a level that is not above zero, and count it', () => {
    const value = Float64Array.of(1, 0, 2, Number.NaN, 3, 6);
    expect(toReturns({ time: weekdays(6), value }, Infinity)).toMatchObject({ unusable: 4, returns: Float64Array.of(Math.log(2)) });
  });

  it('make a year by the days of the market and the bars of a day', () => {
    const everyDay = Float64Array.from({ length: 30 }, (_, i) => monday + i * dayMs);
    const hours = Float64Array.from({ length: 70 }, (_, i) => monday + (Math.floor(i / 7) + 2 * Math.floor(i / 35)) * dayMs + (10 + (i % 7)) * hourMs);
    expect([countYearly(weekdays(30), dayMs), countYearly(everyDay, dayMs), countYearly(hours, hourMs), Math.round(countYearly(everyDay, 7 * dayMs))]).toEqual([252, 365, 7 * 252, 52]);
  });

  it('of an account begin with its first change and are those of its days', () => {
    const time = Float64Array.from({ length: 6 }, (_, i) => monday + i * 12 * hourMs);
    const levels = fromFirstChange({ time, value: Float64Array.of(5, 5, 5, 6, 7, 8) });
    expect([...levels.value]).toEqual([5, 6, 7, 8]);
    expect([...dailyLevels(levels).value]).toEqual([6, 8]);
    expect([...fromFirstChange({ time, value: new Float64Array(6).fill(5) }).value]).toHaveLength(6);
  });
});

describe('a cone', () => {
  it('has the root mean square of each window', () => {
    expect([...rollVolatility(Float64Array.of(3, 4, 0), 2, 4)]).toEqual([expect.closeTo(Math.sqrt(50), 12), expect.closeTo(Math.sqrt(32), 12)]);
  });

  it('ends with the last window and leaves out windows that hardly fit', () => {
    const returns = Float64Array.from({ length: 50 }, (_, i) => (i < 45 ? 0.01 : 0.03));
    const cone = computeCone(returns, 100);
    expect(cone.map(({ window }) => window)).toEqual([5, 10]);
    expect(cone[0]).toMatchObject({ least: expect.closeTo(0.1, 12), median: expect.closeTo(0.1, 12), most: expect.closeTo(0.3, 12), now: expect.closeTo(0.3, 12) });
  });
});

it('a thinned line keeps its ends and every extreme that is higher or lower than all others', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 400 }), fc.integer({ min: 8, max: 60 }), (list, most) => {
      const values = Float64Array.from(list);
      const places = thinLine(values, most);
      expect(places.length).toBeLessThanOrEqual(Math.max(most, Math.min(list.length, most)));
      expect([places[0], places.at(-1)]).toEqual([0, list.length - 1]);
      const drawn = places.map((place) => list[place] as number);
      expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([Math.min(...list), Math.max(...list)]);
    }),
    { numRuns: 60 },
  );
});

describe('a description', () => {
  it('finds fat tails, clustering and two regimes where they are, and is what the contract says', () => {
    const wild = (i: number): number => (Math.floor(i / 150) % 2 === 0 ? 0.006 : 0.025);
    const description = prices(walk(1_201, wild));
    expect(seriesDescriptionSchema.parse(description)).toEqual(description);
    const parts = description.parts;
    expect(description).toMatchObject({ bars: 1_201, returns: 1_200, lack: null, period: 'day', periodsPerYear: 252, leftOut: { breaks: 0, unusable: 0 } });
    expect(parts?.size.verdict).toBe('Volatility clusters');
    expect(parts?.tests.find(({ id }) => id === 'arch-lm')?.isRejected).toBe(true);
    expect(parts?.tests.find(({ id }) => id === 'jarque-bera')?.verdict).toBe('Not normal');
    const volatilities = parts?.regimes?.states.map((state) => state.annualVolatility / Math.sqrt(252)) ?? [];
    expect(volatilities).toEqual([expect.closeTo(0.006, 3), expect.closeTo(0.025, 2)]);
    expect(parts?.regimes?.spans.length).toBeLessThan(20);
    expect(parts?.regimes?.spans.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(1_200);
    expect(parts?.regimes?.current).toMatchObject({ state: 1, lasted: expect.closeTo(150, -1) });
  });

  it('of a random walk finds nothing', () => {
    const parts = prices(walk(1_001, () => 0.01)).parts;
    expect(parts?.size.verdict).not.toBe('Volatility clusters');
    expect(parts?.distribution.student?.freedom).toBeGreaterThan(20);
    expect(parts?.tests.filter(({ isRejected }) => isRejected).map(({ id }) => id)).toEqual(['kpss']);
    expect(parts?.distribution).toMatchObject({ deviation: expect.closeTo(0.01, 3), annualVolatility: expect.closeTo(0.01 * Math.sqrt(252), 2) });
  });

  it('tells dependence from clustering that feigns it', () => {
    const wild = (i: number): number => (Math.floor(i / 100) % 5 === 0 ? 0.04 : 0.004);
    const close = walk(3_001, wild, 11);
    const { tests } = prices(close).parts ?? {};
    const [plain, robust] = ['ljung-box', 'robust-box'].map((id) => tests?.find((test) => test.id === id));
    expect([plain?.isRejected, robust?.isRejected]).toEqual([true, false]);
    const carried = Float64Array.from(close);
    let before = 0;
    for (let i = 1; i < carried.length; i++) {
      before = 0.3 * before + wild(i) * normal(5, i);
      carried[i] = carried[i - 1]! * Math.exp(before);
    }
    const parts = prices(carried).parts;
    expect(parts?.tests.find(({ id }) => id === 'robust-box')?.isRejected).toBe(true);
    expect(parts?.direction.verdict).toBe('Moves carry on');
  });

  it('forecasts volatility inside its interval, back towards the usual', () => {
    let variance = 1e-4;
    const close = new Float64Array(1_501).fill(100);
    for (let i = 1; i < close.length; i++) {
      const shock = Math.sqrt(variance) * normal(9, i);
      close[i] = close[i - 1]! * Math.exp(shock);
      variance = 5e-6 + 0.1 * shock * shock + 0.85 * variance;
    }
    const { line, parts } = prices(close);
    const { model, forecast } = parts?.volatility ?? {};
    if (model === undefined || model === null || forecast === undefined || forecast === null) throw new Error('no model');
    expect(model.persistence).toBeGreaterThan(0.85);
    expect(model.persistence).toBeLessThan(0.995);
    expect(model.longRun).toBeCloseTo(Math.sqrt(1e-4 * 252), 1);
    expect(model.path).toHaveLength(line.place.length);
    expect(forecast.volatility).toHaveLength(20);
    forecast.volatility.forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual((forecast.low[i] as number) - 1e-12);
      expect(value).toBeLessThanOrEqual((forecast.high[i] as number) + 1e-12);
    });
    const away = forecast.volatility.map((value) => Math.abs(value - (model.longRun as number)));
    expect(away.every((distance, i) => i === 0 || distance <= (away[i - 1] as number))).toBe(true);
  });

  it('counts its histogram whole, and its curves hold as many returns as there are', () => {
    const { histogram, curves } = prices(walk(801, () => 0.01, 5)).parts?.distribution ?? {};
    if (histogram === undefined || histogram === null || curves === undefined) throw new Error('no histogram');
    expect(histogram.counts.reduce((a, b) => a + b, 0) + histogram.below + histogram.above).toBe(800);
    const step = (curves.at[1] as number) - (curves.at[0] as number);
    const area = (curves.normal.reduce((a, b) => a + b, 0) * step) / histogram.width;
    expect(area).toBeGreaterThan(790);
    expect(area).toBeLessThan(802);
  });

  it.each([
    ['no bars', 0, 'too-few'],
    ['one bar', 1, 'too-few'],
    ['too few bars', 60, 'too-few'],
  ])('of %s says that there is too little', (_name, count, lack) => {
    expect(prices(walk(count, () => 0.01))).toMatchObject({ bars: count, lack, parts: null, needed: 60 });
  });

  it('of prices that stand still says so, and of prices that hardly move does without what cannot be had', () => {
    expect(prices(new Float64Array(200).fill(7))).toMatchObject({ lack: 'flat', parts: null });
    const steps = Float64Array.from({ length: 300 }, (_, i) => (uniform(3, i) < 0.05 ? 101 : 100));
    const parts = prices(steps).parts;
    expect(parts?.distribution.student).toBe(null);
    expect(parts?.distribution.verdict).toBe('Moves in steps');
  });

  it('never fails, whatever the prices, and gives what the contract says', () => {
    const price = fc.oneof(fc.double({ min: -10, max: 1e9, noDefaultInfinity: true }), fc.constantFrom(0, 100, 100, Number.NaN));
    fc.assert(
      fc.property(fc.array(price, { maxLength: 120 }), (list) => {
        const description = prices(Float64Array.from(list));
        expect(seriesDescriptionSchema.safeParse(description).success).toBe(true);
        expect(JSON.parse(JSON.stringify(description))).toEqual(description);
      }),
      { numRuns: 25 },
    );
  });

  it('of an equity is of its days', () => {
    const count = 24 * 100;
    const time = Float64Array.from({ length: count }, (_, i) => monday + i * hourMs);
    const description = describeEquity({ runId: 'run-1', name: 'a run', time, value: walk(count, () => 0.002) }, () => undefined);
    expect(description).toMatchObject({ runId: 'run-1', series: null, period: 'day', bars: count, returns: 99, periodsPerYear: 365 });
  });
});

it('says numbers as people read them', () => {
  expect([sayNumber(-1234567.891), sayNumber(-0.001), sayNumber(0.12345, 4), sayReturn(0.048), sayReturn(0.00048)]).toEqual(['\u22121,234,567.89', '0.00', '0.1235', '4.8%', '0.048%']);
});
