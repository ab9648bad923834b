import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gap, joinBoxes, placeCard } from './place-card.ts';

const view = { width: 1280, height: 720 };
const card = { width: 320, height: 160 };

describe('the card of the tour', () => {
  it.each([
    ['right of a list at the left', { left: 6, top: 90, width: 280, height: 500 }, { left: 298, top: 90 }],
    ['left of a ticket at the right', { left: 990, top: 90, width: 284, height: 500 }, { left: 658, top: 90 }],
    ['below a bar at the top', { left: 0, top: 0, width: 1280, height: 40 }, { left: 12, top: 52 }],
    ['above the tape at the bottom', { left: 0, top: 608, width: 1280, height: 88 }, { left: 12, top: 436 }],
    ['in the corner of what fills the window', { left: 0, top: 0, width: 1280, height: 720 }, { left: 948, top: 548 }],
    ['in the middle without a target', null, { left: 480, top: 280 }],
  ])('stands %s', (_, target, place) => {
    expect(placeCard(target, card, view)).toEqual(place);
  });

  it('stays in the window, and covers a target only where it fits at no side', () => {
    const side = (max: number) => fc.integer({ min: 0, max });
    fc.assert(fc.property(side(1280), side(720), side(1280), side(720), (left, top, width, height) => {
      const target = { left, top, width: Math.min(width, 1280 - left), height: Math.min(height, 720 - top) };
      const at = placeCard(target, card, view);
      expect(at.left >= gap && at.top >= gap && at.left + card.width <= view.width - gap && at.top + card.height <= view.height - gap).toBe(true);
      const isApart = at.left >= target.left + target.width || at.left + card.width <= target.left || at.top >= target.top + target.height || at.top + card.height <= target.top;
      const fits = Math.max(target.left, view.width - target.left - target.width) >= card.width + 2 * gap || Math.max(target.top, view.height - target.top - target.height) >= card.height + 2 * gap;
      expect([fits, isApart]).toEqual([fits, fits]);
    }));
  });
});

it('boxes are joined into one around all', () => {
  expect(joinBoxes([{ left: 10, top: 5, width: 10, height: 10 }, { left: 0, top: 8, width: 5, height: 30 }])).toEqual({ left: 0, top: 5, width: 20, height: 33 });
  expect(joinBoxes([])).toBeNull();
});
