import { describe, expect, it } from 'vitest';
import { cellAt, cornerOf, labelEvery, layOutMap, nextCell } from './heat-map-layout.ts';
import { axesOf, axisAt, isBrushed, layOutParallel, moveBrush, setBrush } from './parallel-layout.ts';
import { readWindows, usualWindows } from './read-windows.ts';
import type { Windows } from './walk-store.ts';
import { extentOf, shadeOf } from './canvas-colors.ts';

const sideOf = (name: string, count: number) => ({ name, values: Array.from({ length: count }, (_, k) => k), isBinned: false });
const size = { width: 400, height: 300 };

describe('a map', () => {
  const layout = layOutMap({ x: sideOf('fast', 5), y: sideOf('slow', 4) }, size);
  it('finds the cell under every corner again, and none outside', () => {
    for (let cell = 0; cell < 20; cell++) {
      const [x, y] = cornerOf(layout, cell);
      expect(cellAt(layout, x + 1, y + 1)).toBe(cell);
    }
    expect(cellAt(layout, 1, 1)).toBeNull();
    expect(cellAt(layout, 399, 299)).toBeNull();
  });
  it('runs from the bottom up', () => {
    expect(cornerOf(layout, 0)[1]).toBeGreaterThan(cornerOf(layout, 15)[1]);
  });
  it('is walked by keys, from the best cell on and never off its edge', () => {
    expect(nextCell('ArrowUp', null, layout, 7)).toBe(7);
    expect([nextCell('ArrowRight', 4, layout, 0), nextCell('ArrowUp', 4, layout, 0), nextCell('ArrowDown', 4, layout, 0), nextCell('Home', 8, layout, 0), nextCell('PageUp', 1, layout, 0)]).toEqual([4, 9, 4, 5, 16]);
    expect(nextCell('a', 4, layout, 0)).toBeUndefined();
  });
  it('writes as many labels as there is room for', () => {
    expect([labelEvery(5, 60, 30), labelEvery(100, 4, 30), labelEvery(1_000, 0.4, 30)]).toEqual([1, 10, 100]);
  });
});

describe('shades', () => {
  it('tell gains from losses, and how large', () => {
    const extent = { low: -1, high: 2 };
    expect(shadeOf('sharpe', 2, extent)).toEqual({ isGood: true, share: 0.5 });
    expect(shadeOf('sharpe', -1, extent).isGood).toBe(false);
    expect(shadeOf('sharpe', 1, extent).share).toBeLessThan(0.5);
  });
  it('of falls go from the worst to the least', () => {
    const extent = { low: -0.5, high: -0.1 };
    expect(shadeOf('maxDrawdown', -0.1, extent).share).toBeGreaterThan(shadeOf('maxDrawdown', -0.4, extent).share);
  });
  it('leave out what has no figure', () => {
    expect(extentOf([null, 3, -1])).toEqual({ low: -1, high: 3 });
    expect(extentOf([null])).toBeNull();
  });
});

describe('lines', () => {
  const trial = (number: number, fast: number, sharpe: number | null) => ({ trial: number, series: 0, symbol: 'A', params: { fast }, return: 0.1, maxDrawdown: -0.1, sharpe, trades: 3 });
  const trials = [trial(0, 10, 1), trial(1, 30, 2), trial(2, 20, null)];
  const axes = axesOf(trials, ['fast'], 'sharpe');
  const [fast] = axes;
  if (fast === undefined) throw new Error('There is no axis.');
  it('have an axis for each parameter and figure, that which ranks the last', () => {
    expect(axes.map(({ key, low, high }) => [key, low, high])).toEqual([['param:fast', 10, 30], ['trades', 3, 3], ['maxDrawdown', -0.1, -0.1], ['return', 0.1, 0.1], ['sharpe', 1, 2]]);
  });
  it('are kept where they pass through every stretch', () => {
    const brush = setBrush(setBrush({}, fast, [15, 25]), { ...fast, key: 'sharpe', low: 1, high: 2 }, [1.5, 2]);
    expect(trials.map((one) => isBrushed(one, axes, setBrush({}, fast, [15, 25])))).toEqual([false, false, true]);
    expect(trials.map((one) => isBrushed(one, axes, brush)), 'what has no figure passes nowhere').toEqual([false, false, false]);
  });
  it('are brushed by keys: a stretch never turns round, and all of an axis is none', () => {
    expect(moveBrush({}, fast, 'low', 5)).toEqual({ 'param:fast': [15, 30] });
    expect(moveBrush({ 'param:fast': [28, 30] }, fast, 'low', 5)).toEqual({ 'param:fast': [30, 30] });
    expect(moveBrush({ 'param:fast': [11, 30] }, fast, 'low', -5)).toEqual({});
  });
  it('have their values where the pointer is', () => {
    const layout = layOutParallel(5, size);
    expect(layout.valueAt(fast, layout.y(fast, 22))).toBeCloseTo(22);
    expect(axisAt(layout, 5, layout.x(2) + 5)).toBe(2);
    expect(axisAt(layout, 5, (layout.x(2) + layout.x(3)) / 2)).toBeNull();
  });
});

describe('windows of a walk-forward', () => {
  const typed: Windows = { train: '', test: '', isAnchored: false, purge: '0', embargo: '0' };
  it('fit the bars where nothing was typed', () => {
    expect(usualWindows(1_100)).toEqual({ train: 300, test: 100 });
    expect(readWindows(typed, 1_100)).toMatchObject({ faults: {}, folds: 8, windows: { train: 300, test: 100, anchored: false, purge: 0, embargo: 0 } });
  });
  it('are what was typed, with what is left out between them', () => {
    expect(readWindows({ ...typed, train: '200', test: '150', purge: '7', embargo: '3' }, 1_100)).toMatchObject({ folds: 5 });
  });
  it.each([[{ train: 'x' }, 'train'], [{ test: '0' }, 'test'], [{ purge: '-1' }, 'purge'], [{ train: '2000' }, 'train']] as const)('that cannot be are said under their field: %j', (given, field) => {
    expect(readWindows({ ...typed, ...given }, 1_100)).toMatchObject({ windows: null, faults: { [field]: expect.any(String) } });
  });
});
