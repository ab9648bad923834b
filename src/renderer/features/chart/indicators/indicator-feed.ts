import type { InstrumentId } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import type { Client } from '../../../api/index.ts';
import { sentenceOf } from '../../../app/use-call.ts';
import type { PriceChart } from '../../../chart/index.ts';
import { setFault } from '../chart-store.ts';
import type { toRequest } from './chosen.ts';

const mostBars = 20_000;

/** What it needs of a chart and of the application. */
export type FedChart = Pick<PriceChart, 'bars' | 'isCut' | 'watch' | 'setIndicatorValues' | 'updateIndicator'>;
export type FeedClient = { readonly api: { readonly indicators: Pick<Client['api']['indicators'], 'compute'> }; readonly subscribe: Client['subscribe'] };

/** An indicator that is wanted: what is asked for (null: what it reads is gone) and how it is drawn, in short. */
export type Wanted = { readonly id: string; readonly request: ReturnType<typeof toRequest>; readonly drawnAs: string };

/** The values of the indicators of one chart: asked for once, then live, and asked for again when older bars come in front. */
export class IndicatorFeed {
  readonly #client: FeedClient;
  readonly #chart: FedChart;
  readonly #series: { readonly instrumentId: InstrumentId; readonly timeframe: Timeframe };
  readonly #open = new Map<string, { readonly key: string; close(): void }>();

  constructor(client: FeedClient, chart: FedChart, instrumentId: InstrumentId, timeframe: Timeframe) {
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
      // How far back it reaches is settled now: older bars may come while it is computed.
      const fromMs = chart.bars[0]?.time ?? Infinity;
      try {
        const limit = Math.min(mostBars, Math.max(1_000, chart.bars.length));
        const { time, outputs } = await this.#client.api.indicators.compute({ ...asked, limit });
        if (!isCurrent) return;
        drawnFromMs = fromMs;
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
        drawnFromMs = fromMs;
        setFault(id, sentenceOf(error));
      } finally {
        isAsking = false;
      }
      reachBack();
    };
    // Older bars have come in front: the indicator reaches as far back as they do.
    const reachBack = (): void => {
      if (isCurrent && !isAsking && !chart.isCut && (chart.bars[0]?.time ?? Infinity) < drawnFromMs) void draw();
    };
    void draw();
    const unwatch = chart.watch(reachBack);
    return () => {
      isCurrent = false;
      unwatch();
      subscription?.close();
    };
  }
}
