import type { StoredWalkForward, WalkForwardResult } from '../../contract/model/walk-forward.ts';
import { thinCurve } from '../report/index.ts';

/** How much of a walk-forward is wanted: moments of its equity at most, and a page of its folds. */
export type WalkForwardPage = { readonly points: number; readonly foldsFrom: number; readonly foldsLimit: number };

/** Everything, however much that is. */
export const wholeWalkForward: WalkForwardPage = { points: Infinity, foldsFrom: 0, foldsLimit: Infinity };

/** A stored walk-forward as one message bears it: its equity thinned so that no extreme is lost, a page of its folds. */
export function readWalkForward({ equity, folds, ...rest }: StoredWalkForward, { points, foldsFrom, foldsLimit }: WalkForwardPage): WalkForwardResult {
  const won = folds.filter(({ outOfSample: { totalReturn } }) => typeof totalReturn === 'number' && totalReturn > 0).length;
  return {
    ...rest, folds: folds.slice(foldsFrom, foldsFrom + foldsLimit), equity: thinCurve(equity, points),
    totals: { folds: folds.length, foldsWon: won, bars: equity.time.length },
  };
}
