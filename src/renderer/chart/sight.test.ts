import { describe, expect, it } from 'vitest';
import { keepSight, rangeOf } from './sight.ts';

const barsFrom = (first: number, count: number) => Array.from({ length: count }, (_, k) => ({ time: (first + k) * 60_000 }));

describe('what is in sight', () => {
  it('follows the newest bar where that was in sight, with its zoom and air', () => {
    const sight = keepSight({ from: 850, to: 1_011 }, barsFrom(0, 1_000), false);
    expect(sight).toEqual({ width: 161, rightMs: null, air: 12, leftMs: 850 * 60_000 });
    // Three bars were missed meanwhile.
    expect(sight && rangeOf(sight, barsFrom(3, 1_000))).toEqual({ from: 850, to: 1_011 });
    expect(sight && rangeOf(sight, barsFrom(0, 1_003))).toEqual({ from: 853, to: 1_014 });
  });

  it('is found by time where it was further back, however many bars are in front', () => {
    const sight = keepSight({ from: 100.5, to: 200.5 }, barsFrom(0, 3_000), false);
    expect(sight?.leftMs).toBe(100 * 60_000);
    expect(sight && rangeOf(sight, barsFrom(50, 2_960))).toEqual({ from: 50.5, to: 150.5 });
    expect(sight && rangeOf(sight, barsFrom(2_000, 1_000)), 'not loaded').toBe(null);
  });

  it('follows nothing where newer bars were let go', () => {
    expect(keepSight({ from: 900, to: 1_012 }, barsFrom(0, 1_000), true)).toEqual({ width: 112, rightMs: 999 * 60_000, air: 13, leftMs: 900 * 60_000 });
  });

  it('is nothing without bars', () => {
    expect(keepSight({ from: 0, to: 10 }, [], false)).toBe(null);
    expect(keepSight(null, barsFrom(0, 5), false)).toBe(null);
  });
});
