import { useEffect } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { PriceChart } from '../../chart/index.ts';
import { formatQuantity } from '../../ui/format.ts';
import { useTrading } from '../trading/index.ts';

/** Marks our own fills under and over the candles. */
export function useFillMarks(chart: PriceChart | null, instrumentId: InstrumentId | null): void {
  const fills = useTrading((store) => store.fills);
  useEffect(() => {
    if (chart === null || instrumentId === null) return;
    chart.setMarkers(fills.filter((fill) => fill.instrumentId === instrumentId).map((fill) => ({
      id: fill.executionId, timeMs: fill.timeMs, side: fill.side, text: `${fill.side === 'buy' ? '+' : '−'}${formatQuantity(fill.quantity)}`,
    })));
  }, [chart, instrumentId, fills]);
}
