import { useEffect, useRef } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useClient } from '../../app/client-context.tsx';
import { useCall } from '../../app/use-call.ts';
import type { PriceChart } from '../../chart/index.ts';
import { useChart, useKnown } from './chart-store.ts';
import { toRequest } from './indicators/chosen.ts';
import { IndicatorFeed } from './indicators/indicator-feed.ts';
import { planIndicators } from './indicators/plan-indicators.ts';

/** Learns which indicators there are, for all who choose among them. */
export function useIndicatorList(): void {
  const { value } = useCall('indicators', (api) => api.indicators.list({}));
  useEffect(() => {
    if (value !== null) useKnown.setState({ known: new Map(value.map((info) => [info.name, info])) });
  }, [value]);
}

/** Draws the chosen indicators, and keeps their newest values live. They are computed by the application; the window draws. */
export function useIndicators(chart: PriceChart | null, instrumentId: InstrumentId | null, timeframe: Timeframe): void {
  const client = useClient();
  const { indicators, paneShares } = useChart();
  const known = useKnown((store) => store.known);
  const feed = useRef<IndicatorFeed | null>(null);

  useEffect(() => {
    if (chart === null || instrumentId === null) return;
    const made = new IndicatorFeed(client, chart, instrumentId, timeframe);
    feed.current = made;
    return () => {
      feed.current = null;
      made.close();
    };
  }, [client, chart, instrumentId, timeframe]);

  useEffect(() => {
    if (chart === null || known.size === 0) return;
    const { plans, panes } = planIndicators(indicators, known, paneShares);
    chart.arrangeIndicators(plans, panes);
    feed.current?.show(plans.map(({ id, outputs }) => {
      const one = indicators.find((other) => other.id === id);
      return { id, request: one === undefined ? null : toRequest(indicators, one), drawnAs: outputs.map(({ name, pane, style }) => `${name} ${pane} ${style}`).join() };
    }));
  }, [client, chart, instrumentId, timeframe, indicators, known, paneShares]);
}
