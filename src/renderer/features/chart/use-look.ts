import { useEffect, useRef } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { lengthOf } from '../../app/timeframe-length.ts';
import { useLook } from '../../app/look-store.ts';
import { seriesOf, type PriceChartState } from './use-price-chart.ts';

/** Brings the moment that was asked for into sight, as soon as its bars are there: who asks may have chosen another instrument, too. */
export function useLookedAt({ chart, readyFor, reachBack }: PriceChartState, instrumentId: InstrumentId, timeframe: Timeframe): void {
  const { atMs, count } = useLook();
  const seen = useRef(count);
  useEffect(() => {
    // Once for each question, not again for another chart.
    if (chart === null || readyFor !== seriesOf(instrumentId, timeframe) || atMs === null || seen.current === count) return;
    seen.current = count;
    const [fromMs, toMs] = [atMs - 20 * lengthOf(timeframe), atMs + 20 * lengthOf(timeframe)];
    const show = async (): Promise<void> => {
      await reachBack(fromMs);
      if (useLook.getState().count === count) chart.showRange(fromMs, toMs);
    };
    void show();
  }, [count, chart, readyFor]);
}
