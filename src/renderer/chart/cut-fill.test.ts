import { describe, expect, it } from 'vitest';
import { cutFill, type FillPoint } from './cut-fill.ts';

const points = (...pairs: readonly (readonly [first: number, second: number])[]): FillPoint[] => pairs.map(([first, second], k) => ({ x: k * 10, first, second }));

describe('what lies between two lines', () => {
  it('is one stretch while they keep their order, though they may touch', () => {
    expect(cutFill(points([10, 20], [15, 15], [12, 20]))).toEqual([{ isFirstAbove: true, points: points([10, 20], [15, 15], [12, 20]) }]);
    expect(cutFill(points([15, 15], [20, 10])).map(({ isFirstAbove }) => isFirstAbove), 'what begins with touching has the side it opens to').toEqual([false]);
  });

  it('is cut where they cross, and both stretches reach to the crossing', () => {
    const [before, after, ...rest] = cutFill(points([10, 20], [20, 10]));
    expect(rest).toEqual([]);
    expect(before).toEqual({ isFirstAbove: true, points: [{ x: 0, first: 10, second: 20 }, { x: 5, first: 15, second: 15 }] });
    expect(after).toEqual({ isFirstAbove: false, points: [{ x: 5, first: 15, second: 15 }, { x: 10, first: 20, second: 10 }] });
  });

  it('is cut at a crossing that is nearer to where they lie closer together', () => {
    expect(cutFill(points([10, 12], [16, 10]))[0]?.points[1]?.x).toBe(2.5);
  });

  it('has gaps where one has no value; a single bar between gaps has no width', () => {
    const stretches = cutFill(points([10, 20], [10, 20], [Number.NaN, 20], [10, 20], [10, Number.NaN], [20, 10], [20, 10]));
    expect(stretches.map((stretch) => [stretch.isFirstAbove, stretch.points.map(({ x }) => x)])).toEqual([[true, [0, 10]], [false, [50, 60]]]);
    expect(cutFill([])).toEqual([]);
  });
});
