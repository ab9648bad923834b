import { useEffect, useRef } from 'react';
import type { SeriesInfo } from '../../../contract/model/bar.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useCall } from '../../app/use-call.ts';
import { useSeriesRound } from './import-store.ts';

/** Every stored series of bars, loaded anew whenever an import or a removal has changed them. */
export function useStoredSeries() {
  const round = useSeriesRound((store) => store.round);
  const call = useCall('series', (api) => api.data.series({}));
  const { reload } = call;
  const seenRound = useRef(round);
  useEffect(() => {
    if (seenRound.current === round) return;
    seenRound.current = round;
    reload();
  }, [round, reload]);
  return call;
}

/** Bars rolled up from a shorter series that an import under a name and length takes the place of; 0 where there are none. */
export const rolledUpBars = (stored: readonly SeriesInfo[], symbol: string, timeframe: Timeframe): number =>
  stored.find((one) => one.instrumentId === `FILE:${symbol}` && one.timeframe === timeframe && one.isRolledUp)?.bars ?? 0;
