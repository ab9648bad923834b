import { useEffect } from 'react';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { lengthOf } from '../../app/timeframe-length.ts';
import { useLook } from '../../app/look-store.ts';
import type { PriceChart } from '../../chart/index.ts';

/** Brings the moment that the tape was clicked at into sight. */
export function useLookedAt(chart: PriceChart | null, timeframe: Timeframe): void {
  const { atMs, count } = useLook();
  useEffect(() => {
    if (chart !== null && atMs !== null) chart.showRange(atMs - 20 * lengthOf(timeframe), atMs + 20 * lengthOf(timeframe));
    // Asked once for each click, not again for another chart.
  }, [count]);
}
