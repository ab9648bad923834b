import { useEffect, useRef } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import type { Client } from '../../api/index.ts';
import { useClient } from '../../app/client-context.tsx';
import { sentenceOf, useCall } from '../../app/use-call.ts';
import type { PriceChart } from '../../chart/index.ts';
import { setFault, useChart, useKnown } from './chart-store.ts';
import { toRequest } from './indicators/chosen.ts';
import { planIndicators } from './indicators/plan-indicators.ts';

const mostBars = 20_000;

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

type Wanted = { readonly id: string; readonly request: ReturnType<typeof toRequest>; readonly drawnAs: string };

/** The values of the indicators of one chart: asked for once, then live, and asked for again when older bars come in front. */
class IndicatorFeed {
  readonly #client: Client;
  readonly #chart: PriceChart;
  readonly #series: { readonly instrumentId: InstrumentId; readonly timeframe: Timeframe };
  readonly #open = new Map<string, { readonly key: string; close(): void }>();

  constructor(client: Client, chart: PriceChart, instrumentId: InstrumentId, timeframe: Timeframe) {
    this.#client = client;
    this.#chart = chart;
    this.#series = { instrumentId, timeframe };
  }

  /** Keeps what is asked for as before, and begins and ends the rest. */
  show(wanted: readonly Wanted[]): void {
    const keys = new Map(wanted.map(({ id, request, drawnAs }) => [id, JSON.stringify([request, drawnAs])]));
    for (const [id, { key, close }] of this.#open) {
      if (keys.get(id) === key) continue;
      close();
      this.#open.delete(id);
    }
    for (const { id, request } of wanted) {
      if (this.#open.has(id)) continue;
      if (request === null) setFault(id, 'What it reads is gone. Choose another input.');
      else this.#open.set(id, { key: keys.get(id) ?? '', close: this.#begin(id, request) });
    }
  }

  close(): void {
    for (const { close } of this.#open.values()) close();
    this.#open.clear();
  }

  #begin(id: string, request: NonNullable<Wanted['request']>): () => void {
    const asked = { ...this.#series, name: request.name, params: request.params, ...(request.columns === undefined ? {} : { columns: request.columns }) };
    const chart = this.#chart;
    let isCurrent = true;
    let isAsking = false;
    let drawnFromMs = Infinity;
    let subscription: { close(): void } | null = null;
    const draw = async (): Promise<void> => {
      isAsking = true;
      try {
        const limit = Math.min(mostBars, Math.max(1_000, chart.bars.length));
        const { time, outputs } = await this.#client.api.indicators.compute({ ...asked, limit });
        if (!isCurrent) return;
        drawnFromMs = chart.bars[0]?.time ?? -Infinity;
        chart.setIndicatorValues(id, { time, outputs });
        setFault(id, null);
        subscription ??= this.#client.subscribe({
          kind: 'state',
          open: (api, signal) => api.indicators.watch(asked, { signal }),
          onValue: (points) => chart.updateIndicator(id, points),
        });
      } catch (error) {
        if (!isCurrent) return;
        // Not asked again with every tick: with older bars, or when it is chosen otherwise.
        drawnFromMs = chart.bars[0]?.time ?? -Infinity;
        setFault(id, sentenceOf(error));
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
    };
  }
}
