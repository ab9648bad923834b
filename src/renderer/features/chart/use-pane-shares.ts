import { useCallback } from 'react';
import type { PriceChart } from '../../chart/index.ts';
import { useChart } from './chart-store.ts';

/** Keeps the heights of panes whose edges were dragged; called when the pointer lets go. */
export function usePaneShares(chart: PriceChart | null): () => void {
  return useCallback(() => {
    // The chart library moves the edge for the last time in the same turn.
    setTimeout(() => {
      const dragged = chart?.indicators.draggedShares ?? {};
      if (Object.keys(dragged).length > 0) useChart.setState(({ paneShares }) => ({ paneShares: { ...paneShares, ...dragged } }));
    });
  }, [chart]);
}
