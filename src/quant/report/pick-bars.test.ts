import { describe, expect, it } from 'vitest';
import { pickBars } from './pick-bars.ts';

/** A curve that is flat but for one bar. */
const spike = (length: number, at: number, value: number): Float64Array => new Float64Array(length).fill(100).with(at, value);

describe('pickBars', () => {
  it('takes every bar where there is room for all', () => {
    expect([...pickBars(5, 5, [])]).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps the highest and the lowest bar of each curve, wherever they are', () => {
    const bars = 100_003;
    for (const at of [1, 499, 500, 50_001, bars - 2]) {
      const picked = pickBars(bars, 1_000, [{ values: spike(bars, at, 200), keeps: 'both' }, { values: spike(bars, bars - at, 1), keeps: 'lowest' }]);
      expect(picked.includes(at), `the peak at ${at}`).toBe(true);
      expect(picked.includes(bars - at), `the trough at ${bars - at}`).toBe(true);
    }
  });

  it('gives ascending bars without repeats, first and last among them, and never more than asked for', () => {
    const bars = 12_345;
    const wave = Float64Array.from({ length: bars }, (_, bar) => Math.sin(bar / 7));
    for (const points of [200, 201, 999, 5_000]) {
      const picked = pickBars(bars, points, [{ values: wave, keeps: 'both' }, { values: wave, keeps: 'both' }, { values: wave, keeps: 'lowest' }]);
      expect([picked[0], picked.at(-1)]).toEqual([0, bars - 1]);
      expect(picked.every((bar, place) => place === 0 || bar > (picked[place - 1] ?? bar))).toBe(true);
      expect(picked.length).toBeLessThanOrEqual(points);
    }
  });
});
