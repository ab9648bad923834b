import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { adjustBars, factorsOn, makeFactors, makeFactorTable, utcClock, type FactorTable, type PriceMode } from './index.ts';
import { clockOf } from './test-clock.ts';

const dayMs = 86_400_000;
const modes: readonly PriceMode[] = ['raw', 'split', 'total-return'];
const barsOf = (close: readonly number[], firstDay = 0): BarColumns => ({
  time: Float64Array.from(close, (_, i) => (firstDay + i) * dayMs), open: Float64Array.from(close), high: Float64Array.from(close, (price) => price * 1.01), low: Float64Array.from(close, (price) => price * 0.99),
  close: Float64Array.from(close), volume: Float64Array.from(close, () => 1_000),
});
const table = (rows: readonly (readonly [number, number, number])[]): FactorTable => ({ day: Float64Array.from(rows, ([day]) => day), priceFactor: Float64Array.from(rows, ([, price]) => price), splitFactor: Float64Array.from(rows, ([, , split]) => split) });

describe('adjusted bars', () => {
  // Two for one from day 2, a dividend of 1 on day 4.
  const raw = barsOf([100, 102, 51, 52, 51.5]);
  const actions = { splits: [{ day: 2, ratio: 2 }], dividends: [{ day: 4, amount: 1 }] };
  const factors = makeFactorTable(actions, { day: Float64Array.of(0, 1, 2, 3, 4), close: raw.close });
  it('have factors that hold up to and including their date, and none after the last', () => {
    expect(factors).toEqual(table([[1, 51 / 52, 0.5], [3, 51 / 52, 1]]));
    expect(factorsOn(factors, 1, 'split')).toEqual({ price: 0.5, volume: 0.5 });
    expect(factorsOn(factors, 2, 'split')).toEqual({ price: 1, volume: 1 });
    expect(factorsOn(factors, 3, 'total-return')).toEqual({ price: 51 / 52, volume: 1 });
    expect(factorsOn(factors, 4, 'total-return')).toEqual({ price: 1, volume: 1 });
  });
  it('lose the jump of a split, and volumes grow with the shares', () => {
    const split = adjustBars(raw, factors, 'raw', 'split', utcClock);
    expect(Array.from(split.close)).toEqual([50, 51, 51, 52, 51.5]);
    expect(Array.from(split.volume)).toEqual([2_000, 2_000, 1_000, 1_000, 1_000]);
  });
  it('have the returns of who puts every dividend back', () => {
    const total = adjustBars(raw, factors, 'raw', 'total-return', utcClock);
    // One share; two after the split; the dividend of each buys more at the close before less the dividend.
    const shares = [1, 1, 2, 2, 2 * (52 / 51)];
    for (let i = 1; i < 5; i++) expect(total.close[i]! / total.close[i - 1]!).toBeCloseTo((raw.close[i]! * shares[i]!) / (raw.close[i - 1]! * shares[i - 1]!), 14);
    expect(total.volume).toEqual(adjustBars(raw, factors, 'raw', 'split', utcClock).volume);
  });
  it('are those computed by hand: a dividend of 1.50 after a close of 60, four for one, a dividend of 0.20 after a close of 16', () => {
    const prices = barsOf([58, 60, 59, 64, 16, 16.4]);
    const { table: made, used, leftOut } = makeFactors({
      bars: prices, clock: utcClock,
      actions: { splits: [{ day: 4, ratio: 4 }, { day: 0, ratio: 9 }], dividends: [{ day: 5, amount: 0.2 }, { day: 2, amount: 1.5 }, { day: 6, amount: 3 }] },
    });
    expect([used, leftOut]).toEqual([3, 2]);
    // Up to day 1: 58.5/60 of the first dividend and 15.8/16 of the second, a quarter of the split; up to day 3 without the first; up to day 4 the second alone.
    expect(Array.from(made.day)).toEqual([1, 3, 4]);
    [0.975 * 0.9875, 0.9875, 0.9875].forEach((factor, i) => expect(made.priceFactor[i]).toBeCloseTo(factor, 15));
    expect(Array.from(made.splitFactor)).toEqual([0.25, 0.25, 1]);
    expect(Array.from(adjustBars(prices, made, 'raw', 'split', utcClock).close)).toEqual([14.5, 15, 14.75, 16, 16, 16.4]);
    const total = adjustBars(prices, made, 'raw', 'total-return', utcClock).close;
    [58 * 0.25 * 0.975 * 0.9875, 60 * 0.25 * 0.975 * 0.9875, 59 * 0.25 * 0.9875, 64 * 0.25 * 0.9875, 16 * 0.9875, 16.4].forEach((close, i) => expect(total[i]).toBeCloseTo(close, 13));
    // What a holder earned: over the first dividend (59 + 1.5)/60 but for reinvesting at 58.5 and not at 59.
    expect(total[2]! / total[1]!).toBeCloseTo(59 / 58.5, 14);
  });
  it('inside a day take the last close of the day before the dividend', () => {
    const hours = { ...barsOf([10, 20, 30, 40]), time: Float64Array.from([0, 12, 24, 36], (hour) => hour * 3_600_000 + 1) };
    expect(makeFactors({ bars: hours, clock: utcClock, actions: { splits: [], dividends: [{ day: 1, amount: 5 }] } }).table).toEqual(table([[0, 0.75, 1]]));
    expect(makeFactors({ bars: barsOf([]), clock: utcClock, actions: { splits: [{ day: 1, ratio: 2 }], dividends: [] } })).toMatchObject({ used: 0, leftOut: 1 });
  });
  it('come back from any mode to any other but for the last digit', () => {
    const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
    const factor = fc.double({ min: 0.01, max: 4, noNaN: true });
    fc.assert(fc.property(fc.array(price, { minLength: 1, maxLength: 10 }), fc.array(fc.tuple(factor, factor), { maxLength: 4 }), fc.constantFrom(...modes), fc.constantFrom(...modes), (close, rows, from, to) => {
      const given = table(rows.map(([one, other], i) => [2 * i + 1, one, other]));
      const bars = barsOf(close);
      const back = adjustBars(adjustBars(bars, given, from, to, utcClock), given, to, from, utcClock);
      for (const name of ['open', 'close', 'volume'] as const) for (const [i, value] of back[name].entries()) expect(Math.abs(value / bars[name][i]! - 1)).toBeLessThanOrEqual(8e-16);
      expect(adjustBars(bars, given, from, from, utcClock)).toEqual(bars);
    }));
  });
  it('inside a day take the date of the exchange, not of UTC', () => {
    // 20:30 of 1 July in New York is 2 July in UTC.
    const bars = { ...barsOf([10, 10]), time: Float64Array.of(Date.parse('2013-07-02T00:30Z'), Date.parse('2013-07-02T13:30Z')) };
    const given = table([[Date.parse('2013-07-01') / dayMs, 1, 0.5]]);
    expect(Array.from(adjustBars(bars, given, 'raw', 'split', clockOf('America/New_York')).close)).toEqual([5, 10]);
  });
  it.each([
    ['RANGE', table([[1, 0, 1]]), 'Factor row 1 has the factor 0'],
    ['RANGE', table([[1, 1, Number.NaN]]), 'Factor row 1'],
    ['NOT_ASCENDING', table([[1, 1, 1], [1, 1, 1]]), 'factor row 2'],
    ['LENGTHS_DIFFER', { ...table([[1, 1, 1]]), day: new Float64Array(0) }, '0 dates, 1 price factors'],
  ] as const)('are refused with %s', (code, given, message) => {
    expect(() => adjustBars(raw, given, 'raw', 'split', utcClock)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error);
  });
  it.each([
    ['NO_CLOSE', { splits: [], dividends: [{ day: 0, amount: 1 }] }],
    ['RANGE', { splits: [], dividends: [{ day: 1, amount: 100 }] }],
    ['RANGE', { splits: [{ day: 1, ratio: 0 }], dividends: [] }],
  ] as const)('have no table where actions cannot be: %s', (code, given) => {
    const message = expect.stringMatching(/^The (dividend of \d+|split) on 1970-01-0[12] /) as string;
    expect(() => makeFactorTable(given, { day: Float64Array.of(0, 1), close: Float64Array.of(100, 100) })).toThrow(expect.objectContaining({ code, message }) as Error);
  });
});
