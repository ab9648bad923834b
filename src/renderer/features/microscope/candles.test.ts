import { describe, expect, it } from 'vitest';
import { toCandles } from './candles.ts';

const bars = { time: [0, 10, 20, 30], open: [10, 11, 12, 11], high: [12, 13, 14, 12], low: [9, 10, 11, 10], close: [11, 12, 11, 10] };

describe('candles around a moment', () => {
  it('keep the moment in the middle and as many on each side as there are', () => {
    const candles = toCandles(bars, 15, 2, 100, 124);
    expect(candles.map(({ timeMs, isNow, isUp, x }) => [timeMs, isNow, isUp, x])).toEqual([[0, false, true, 30], [10, true, true, 50], [20, false, false, 70], [30, false, false, 90]]);
  });

  it('use the height for what is in sight', () => {
    const [first, , third] = toCandles(bars, 10, 1, 90, 132);
    expect([first?.low, third?.high]).toEqual([116, 16]);
    expect([first?.top, first?.bottom], 'from open 10 to close 11').toEqual([76, 96]);
  });

  it('are none before the first bar', () => {
    expect(toCandles(bars, -1, 5, 100, 100)).toEqual([]);
    expect(toCandles({ time: [], open: [], high: [], low: [], close: [] }, 5, 5, 100, 100)).toEqual([]);
  });
});
