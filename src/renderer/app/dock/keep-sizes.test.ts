import type { SerializedDockview } from 'dockview-react';
import { expect, it } from 'vitest';
import { keepSizes } from './keep-sizes.ts';

/** A column and two panes beside it, one over the other; `active`: the panel in front on the left. */
const layout = (left: number, top: number, { active = 'watchlist', width = 1_000 } = {}): SerializedDockview =>
  ({
    grid: {
      orientation: 'HORIZONTAL', width, height: 600,
      root: { type: 'branch', size: 600, data: [
        { type: 'leaf', size: left, data: { id: '1', views: ['watchlist', 'news'], activeView: active } },
        { type: 'branch', size: width - left, data: [{ type: 'leaf', size: top, data: { id: '2', views: ['chart'] } }, { type: 'leaf', size: 600 - top, data: { id: '3', views: ['orders'] } }] },
      ] },
    },
    panels: {}, activeGroup: active,
  }) as unknown as SerializedDockview;

const [stored, restored] = [layout(300, 400), layout(303, 402)];

it('stores what was stored, where restoring rounded and nobody moved anything', () => {
  expect(keepSizes(restored, restored, stored)).toEqual(stored);
});

it('stores another panel in front with the sizes as they were', () => {
  expect(keepSizes(layout(303, 402, { active: 'news' }), restored, stored)).toEqual(layout(300, 400, { active: 'news' }));
});

it('stores all sizes as they are now, once a pane was moved or the window has another size', () => {
  for (const now of [layout(340, 402), layout(303, 410), layout(310, 402, { width: 1_200 })]) expect(keepSizes(now, restored, stored)).toEqual(now);
});

it('stores panes that were not there before as they are', () => {
  const other = { ...stored, grid: { ...stored.grid, root: { type: 'leaf', size: 1_000, data: { id: '1', views: ['chart'] } } } } as unknown as SerializedDockview;
  expect(keepSizes(restored, restored, other)).toEqual(restored);
});
