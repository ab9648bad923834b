import { useEffect } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useClient } from '../../app/client-context.tsx';
import { notify } from '../../app/notices.ts';
import { sentenceOf, useCall } from '../../app/use-call.ts';
import type { PriceChart } from '../../chart/index.ts';
import { removeIndicator, useChart } from './chart-store.ts';

const mostBars = 20_000;

/** Draws the chosen indicators, and keeps their newest values live. They are computed by the application; the window draws. */
export function useIndicators(chart: PriceChart | null, instrumentId: InstrumentId | null, timeframe: Timeframe): void {
  const client = useClient();
  const chosen = useChart((store) => store.indicators);
  const known = useCall('indicators', (api) => api.indicators.list({})).value;

  useEffect(() => {
    if (chart === null || instrumentId === null || known === null) return;
    const closers = chosen.map(({ id, name, params }) => {
      const info = known.find((one) => one.name === name);
      if (info === undefined) return () => {};
      const wanted = { instrumentId, timeframe, name, params };
      let isCurrent = true;
      let subscription: { close(): void } | null = null;
      let drawnFromMs = Infinity;
      let isAsking = false;
      const draw = async (): Promise<void> => {
        isAsking = true;
        try {
          const limit = Math.min(mostBars, Math.max(1_000, chart.bars.length));
          const { time, outputs } = await client.api.indicators.compute({ ...wanted, limit });
          if (!isCurrent) return;
          drawnFromMs = chart.bars[0]?.time ?? -Infinity;
          chart.setIndicator({ id, time, outputs: info.outputs.map(({ name: output, pane, style }) => ({ name: output, pane, style, values: outputs[output] ?? [] })) });
          subscription ??= client.subscribe({
            kind: 'state',
            open: (api, signal) => api.indicators.watch(wanted, { signal }),
            onValue: (points) => chart.updateIndicator(id, points),
          });
        } catch (error) {
          if (!isCurrent) return;
          notify({ kind: 'warn', title: `${info.title} cannot be drawn`, text: sentenceOf(error) });
          removeIndicator(id);
        } finally {
          isAsking = false;
        }
      };
      void draw();
      // Older bars have come in front: the indicator reaches as far back as they do.
      const unwatch = chart.watch(() => {
        if (!isAsking && !chart.isCut && (chart.bars[0]?.time ?? Infinity) < drawnFromMs) void draw();
      });
      return () => {
        isCurrent = false;
        unwatch();
        subscription?.close();
        chart.removeIndicator(id);
      };
    });
    return () => closers.forEach((close) => close());
  }, [client, chart, instrumentId, timeframe, chosen, known]);
}
