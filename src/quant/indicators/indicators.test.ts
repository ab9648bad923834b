import { describe, expect, it } from 'vitest';
import { computeIndicator } from './compute-indicator.ts';
import { computeRsi } from './momentum/rsi.ts';
import { computeEma } from './overlap/ema.ts';
import { computeSma } from './overlap/sma.ts';
import { formulas } from './formulas/index.ts';
import { findIndicator, listIndicators } from './registry.ts';
import { computeRollingMax, computeRollingMin } from './rolling-extremes.ts';
import { computeStddev } from './statistic/stddev.ts';
import { makeBars } from './test-indicator-contract.ts';

describe('indicators', () => {
  it('are refused by an unknown name with the nearest one', () => {
    expect(() => findIndicator('smaa')).toThrow('There is no indicator smaa; did you mean sma?');
  });
  it('are refused an unknown parameter with the nearest one', () => {
    expect(() => computeIndicator('sma', makeBars(8), { timeperiod: 3 })).toThrow('sma has no parameter timeperiod; did you mean timePeriod?');
  });
  it('take other columns in their order, as many as they need', () => {
    const bars = makeBars(20);
    expect(computeIndicator('sma', bars, { timePeriod: 3 }, ['high']).outputs['real']).toEqual(computeSma(bars.high, 3));
    expect(() => computeIndicator('sma', bars, {}, ['high', 'low'])).toThrow('sma takes 1 input column, not 2 (high, low).');
  });
});

describe('SMA', () => {
  it('is the mean of the window, by definition', () => {
    const { close } = makeBars(300);
    const values = computeSma(close, 7);
    for (let i = 6; i < 300; i++) {
      const mean = close.subarray(i - 6, i + 1).reduce((sum, value) => sum + value, 0) / 7;
      expect(values[i]).toBeCloseTo(mean, 11);
    }
  });
  it('keeps its digits over a long run and is exact over equal values', () => {
    const values = Float64Array.from({ length: 5_000 }, (_, i) => (i < 4_000 ? 1e9 + Math.sin(i) : 0.1));
    const means = computeSma(values, 7);
    const afresh = (i: number): number => values.slice(i - 6, i + 1).reduce((sum, value) => sum + value, 0) / 7;
    expect(means[3_999]! / afresh(3_999)).toBeCloseTo(1, 14);
    expect(means[4_999]).toBe(0.1);
  });
  it('is NaN exactly while a NaN is in the window', () => {
    const { close } = makeBars(30);
    close[10] = Number.NaN;
    expect(Array.from(computeSma(close, 4), Number.isNaN)).toEqual(Array.from({ length: 30 }, (_, i) => i < 3 || (i >= 10 && i < 14)));
  });
});

describe('Bollinger bands', () => {
  it('stand as many deviations from their average as asked, either side, round either average', () => {
    const bars = makeBars(50);
    const { outputs } = computeIndicator('bbands', bars, { timePeriod: 7, nbDevUp: 1, nbDevDn: 3, maType: 1 });
    const [middle, deviation] = [computeEma(bars.close, 7), computeStddev(bars.close, 7)];
    expect(outputs['middle']).toEqual(middle);
    expect(outputs['upper']).toEqual(middle.map((value, i) => value + deviation[i]!));
    expect(outputs['lower']).toEqual(middle.map((value, i) => value - 3 * deviation[i]!));
  });
});

describe('RSI', () => {
  it('is 0 where nothing moves, 100 where all goes up', () => {
    expect(computeRsi(new Float64Array(20).fill(5), 5)[19]).toBe(0);
    expect(computeRsi(Float64Array.from({ length: 20 }, (_, i) => i), 5)[19]).toBe(100);
  });
});

describe('rolling extremes and deviation', () => {
  const { close } = makeBars(200);
  it('are the extremes of the window, by definition', () => {
    const [highest, lowest] = [computeRollingMax(close, 9), computeRollingMin(close, 9)];
    for (let i = 8; i < 200; i++) {
      expect(highest[i]).toBe(Math.max(...close.subarray(i - 8, i + 1)));
      expect(lowest[i]).toBe(Math.min(...close.subarray(i - 8, i + 1)));
    }
    expect(highest[7]).toBeNaN();
  });
  it('have no value while a NaN is in the window, and the right one as soon as it has left', () => {
    const holed = close.slice();
    holed[50] = Number.NaN;
    const [highest, lowest] = [computeRollingMax(holed, 9), computeRollingMin(holed, 9)];
    const [wholeHighest, wholeLowest] = [computeRollingMax(close, 9), computeRollingMin(close, 9)];
    for (let i = 8; i < 200; i++) {
      const isHoled = i >= 50 && i < 59;
      expect([highest[i], lowest[i]], `bar ${i}`).toEqual(isHoled ? [Number.NaN, Number.NaN] : [wholeHighest[i], wholeLowest[i]]);
    }
  });
  it('take a period of one bar, and runs of equal values', () => {
    expect(computeRollingMax(close, 1)).toEqual(close);
    expect(Array.from(computeRollingMin(Float64Array.of(3, 3, 1, 1, 1, 2, 2, 2), 3)).slice(2)).toEqual([1, 1, 1, 1, 1, 2]);
  });
  it('the deviation is exact where running sums lose every digit', () => {
    const values = Float64Array.from([1, 2, 3, 4, 5], (value) => value + 1e9);
    expect(computeStddev(values, 5)[4]).toBe(Math.sqrt(2));
    expect(computeStddev(values, 5)[3]).toBeNaN();
  });
});

describe('formulas', () => {
  it('are there for every indicator, in one line that names nothing else', () => {
    const infos = listIndicators();
    expect(infos.filter(({ formula }) => formula === undefined || formula.length < 8 || formula.includes('\n')).map(({ name }) => name)).toEqual([]);
    expect(Object.keys(formulas).filter((name) => !infos.some((info) => info.name === name))).toEqual([]);
  });
});
