import { describe, expect, it } from 'vitest';
import { BarBuffer, mostBars, type ChartPage } from './bar-buffer.ts';

const page = (from: number, count: number): ChartPage => {
  const time = Array.from({ length: count }, (_, k) => from + k * 60);
  return { time, open: time, high: time, low: time, close: time, volume: time };
};
const bar = (time: number, close = time) => ({ time, open: time, high: time, low: time, close, volume: 1 });

describe('the bars of a chart', () => {
  it('take older pages in front once, overlaps left out', () => {
    const buffer = new BarBuffer();
    buffer.reset(page(6_000, 10));
    expect(buffer.prepend(page(5_700, 10))).toBe(5);
    expect(buffer.bars.map((one) => one.time)).toEqual(Array.from({ length: 15 }, (_, k) => 5_700 + k * 60));
  });

  it('replace the forming bar, append the next, and refuse an older one', () => {
    const buffer = new BarBuffer();
    buffer.reset(page(0, 2));
    expect([buffer.update(bar(60, 7)), buffer.update(bar(120)), buffer.update(bar(0))]).toEqual([true, true, false]);
    expect(buffer.bars.map((one) => one.close)).toEqual([0, 7, 120]);
  });

  it('hold no more than can be drawn, and take no live bar while newer ones are missing', () => {
    const buffer = new BarBuffer();
    buffer.reset(page(60 * mostBars, mostBars));
    buffer.prepend(page(60 * (mostBars - 1_001), 1_001));
    expect([buffer.bars.length, buffer.isCut, buffer.update(bar(60 * mostBars * 3))]).toEqual([mostBars, true, false]);
    buffer.reset(page(0, 5));
    expect(buffer.isCut).toBe(false);
  });

  it('go on changing when twenty thousand were looked at and others formed meanwhile', () => {
    const buffer = new BarBuffer();
    buffer.reset(page(60 * mostBars, mostBars - 500));
    const last = buffer.bars.at(-1)?.time ?? NaN;
    for (let k = 1; k <= 30; k++) buffer.update(bar(last + k * 60));
    expect(buffer.prepend(page(60 * (mostBars - 1_000), 1_000))).toBe(1_000);
    expect([buffer.isCut, buffer.update(bar(last + 30 * 60, 7)), buffer.bars.at(-1)?.close, buffer.bars.length]).toEqual([false, true, 7, mostBars + 530]);
  });

  it('find a bar by its start, and the start of the bar that holds a moment', () => {
    const buffer = new BarBuffer();
    buffer.reset(page(0, 5));
    expect([buffer.at(120)?.time, buffer.at(121), buffer.startOf(179), buffer.startOf(9_999), buffer.startOf(-1)]).toEqual([120, null, 120, 240, null]);
  });
});
