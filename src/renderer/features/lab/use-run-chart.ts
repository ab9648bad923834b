import { useCallback, useEffect, useRef, useState } from 'react';
import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { lengthOf } from '../../app/timeframe-length.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { PriceChart, type ChartBar, type PriceChartOptions } from '../../chart/index.ts';

/** As many bars as are loaded at once, and kept after a trade that lies outside of them. */
const pageBars = 5_000;
const barsAfter = 500;

export type RunChartOptions = {
  readonly series: SeriesKey;
  readonly places: number;
  readonly zone: PriceChartOptions['zone'];
  /** First and last bar of the run. */
  readonly span: Pick<BacktestSpec['data'][number], 'fromMs' | 'toMs'> | null;
  readonly onPoint: (bar: ChartBar | null) => void;
  readonly onClick: NonNullable<PriceChartOptions['onClick']>;
};

type Loaded = { readonly fromMs: number; readonly toMs: number };

export type RunChart = {
  readonly chart: PriceChart | null;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: string | null;
  /** First and last bar that are loaded; changes with every page. */
  readonly loaded: Loaded | null;
  readonly reload: () => void;
  /** Brings a stretch into sight, loading its bars where they are not there. */
  readonly show: (fromMs: number, toMs: number) => void;
};

/** The bars of a run in an element; pages are loaded as they are looked at. Nothing after the run's last bar is shown. */
export function useRunChart(element: HTMLElement | null, options: RunChartOptions): RunChart {
  const client = useClient();
  const isOpen = useConnection() === 'open';
  const [chart, setChart] = useState<PriceChart | null>(null);
  const [state, setState] = useState<RunChart['state']>('loading');
  const [error, setError] = useState<string | null>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [round, setRound] = useState(0);
  /** Counts what was asked to be shown: an answer that comes too late is dropped. */
  const asked = useRef(0);
  const latest = useRef(options);
  latest.current = options;
  const { series: { instrumentId, timeframe }, places, zone, span } = options;
  const endMs = span === null ? null : span.toMs + 1;

  const ask = useCallback(
    (beforeMs: number | null) => client.api.market.history({ instrumentId, timeframe, limit: pageBars, ...(beforeMs === null ? {} : { beforeMs: beforeMs as EpochMs }) }),
    [client, instrumentId, timeframe],
  );

  useEffect(() => {
    if (element === null || !isOpen) return;
    let isCurrent = true;
    const made = new PriceChart(element, {
      places, tickSize: 10 ** -places, zone, hasClock: !/[dw]$/.test(timeframe),
      onPoint: (bar) => latest.current.onPoint(bar),
      onClick: (click) => latest.current.onClick(click),
      onHistoryWanted() {
        const first = made.bars[0]?.time;
        if (first !== undefined) void prepend(first).catch(() => undefined);
      },
    });
    const prepend = async (beforeMs: number): Promise<void> => {
      const page = await ask(beforeMs);
      if (!isCurrent) return;
      made.prependBars(page);
      setLoaded(spanOf(made));
    };
    const begin = async (): Promise<void> => {
      setState('loading');
      try {
        const page = await ask(endMs);
        if (!isCurrent) return;
        made.setBars(page);
        made.showAll();
        setLoaded(spanOf(made));
        setChart(made);
        setState('ready');
      } catch (fault) {
        if (!isCurrent) return;
        setError(sentenceOf(fault));
        setState('failed');
      }
    };
    void begin();
    return () => {
      isCurrent = false;
      asked.current += 1;
      setChart(null);
      made.dispose();
    };
  }, [ask, element, timeframe, places, zone, endMs, round, isOpen]);

  const load = useCallback(async (fromMs: number, toMs: number): Promise<void> => {
    if (chart === null) return;
    const turn = ++asked.current;
    const isThere = (chart.bars[0]?.time ?? Infinity) <= fromMs && (chart.bars.at(-1)?.time ?? -Infinity) >= toMs;
    if (!isThere) {
      const until = toMs + barsAfter * lengthOf(timeframe);
      const page = await ask(endMs === null ? until : Math.min(until, endMs));
      // Another trade was chosen meanwhile, or the chart is gone.
      if (turn !== asked.current) return;
      chart.setBars(page);
      setLoaded(spanOf(chart));
    }
    chart.showRange(fromMs, toMs);
  }, [ask, chart, endMs, timeframe]);
  const show = useCallback((fromMs: number, toMs: number) => void load(fromMs, toMs).catch(() => undefined), [load]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { chart, state, error, loaded, reload, show };
}

function spanOf({ bars }: PriceChart): Loaded | null {
  const [first, last] = [bars[0], bars.at(-1)];
  return first === undefined || last === undefined ? null : { fromMs: first.time, toMs: last.time };
}
