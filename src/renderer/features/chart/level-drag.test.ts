import { describe, expect, it } from 'vitest';
import { dragThresholdPx, LevelDrag } from './level-drag.ts';

const at = (y: number, x = 300) => ({ x, y, width: 600, height: 400 });

describe('a level that is dragged', () => {
  it('stays where it is under a click, and under a hand that trembles', () => {
    const drag = new LevelDrag(207, 200);
    expect(drag.moveTo(at(207))).toBe(null);
    expect(drag.moveTo(at(207 - dragThresholdPx + 1))).toBe(null);
    expect(drag.moveTo(at(207 + dragThresholdPx - 1))).toBe(null);
  });

  it('keeps its distance from the pointer', () => {
    const drag = new LevelDrag(207, 200);
    expect(drag.moveTo(at(247))).toBe(240);
    // Back at its first place it is a drag still.
    expect(drag.moveTo(at(208))).toBe(201);
  });

  it.each([
    ['above', at(-30)], ['below', at(460)], ['left of', at(250, -5)], ['right of', at(250, 640)],
  ])('goes nowhere when it is let go %s the prices', (_where, point) => {
    const drag = new LevelDrag(207, 200);
    expect(drag.moveTo(at(250))).toBe(243);
    expect(drag.moveTo(point)).toBe(null);
  });
});
