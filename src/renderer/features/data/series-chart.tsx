import { useEffect, useState } from 'react';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { useClient, useConnection } from '../../app/client-context.tsx';
import { useZone } from '../../app/settings-store.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { PriceChart, type ChartBar } from '../../chart/index.ts';
import { formatCompact, formatNumber, placesOf } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { useInstrument } from '../market/index.ts';
import styles from './data.module.css';
import { useSeriesRound } from './import-store.ts';
import { useChosenSeries } from './series-store.ts';
import { momentText } from './span-text.ts';

const pageBars = 1_000;

/** The bars of the chosen series. */
export function SeriesChart() {
  const chosen = useChosenSeries((store) => store.chosen);
  if (chosen === null) return <Empty title="No series is chosen">Choose one among the stored bars to see it here.</Empty>;
  return <ChosenChart key={`${chosen.instrumentId} ${chosen.timeframe}`} series={chosen} />;
}

function ChosenChart({ series }: { readonly series: SeriesKey }) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [point, setPoint] = useState<ChartBar | null>(null);
  const places = placesOf(useInstrument(series.instrumentId)?.tickSize ?? '0.01');
  const { state, error, last } = useSeriesBars(element, series, places, setPoint);
  const bar = point ?? last;
  return (
    <div className={styles.chart}>
      <p className={styles.chartHead}>
        <b>{series.instrumentId}</b> <span>{series.timeframe}</span>
        {bar !== null && (
          <>
            <span>{momentText(bar.time, series.timeframe)}</span>
            {(['open', 'high', 'low', 'close'] as const).map((name) => <span key={name}>{name[0]?.toUpperCase()} <b>{formatNumber(bar[name], places)}</b></span>)}
            <span>V <b>{formatCompact(bar.volume)}</b></span>
          </>
        )}
      </p>
      <div className={styles.stage}>
        <div ref={setElement} className={styles.canvas} role="img" aria-label={`Candles of ${series.instrumentId}, ${series.timeframe}`} />
        {state === 'loading' && <div className={styles.cover}><Loading label="Loading the bars" /></div>}
        {state === 'empty' && <div className={styles.cover}><Empty title="There are no bars" /></div>}
        {state === 'failed' && <div className={styles.cover}><Failed title="The bars cannot be shown">{error}</Failed></div>}
      </div>
    </div>
  );
}

type Bars = { readonly state: 'loading' | 'ready' | 'empty' | 'failed'; readonly error: string | null; readonly last: ChartBar | null };

/** Draws the newest page of a series, and older ones as the reader goes back. */
function useSeriesBars(element: HTMLDivElement | null, { instrumentId, timeframe }: SeriesKey, places: number, onPoint: (bar: ChartBar | null) => void): Bars {
  const { api } = useClient();
  const isOpen = useConnection() === 'open';
  const round = useSeriesRound((store) => store.round);
  const zone = useZone(useInstrument(instrumentId)?.calendar);
  const [bars, setBars] = useState<Bars>({ state: 'loading', error: null, last: null });
  useEffect(() => {
    if (element === null || !isOpen) return;
    let isCurrent = true;
    const ask = (beforeMs: number | null) => api.market.history({ instrumentId, timeframe, limit: pageBars, ...(beforeMs === null ? {} : { beforeMs: beforeMs as EpochMs }) });
    const chart = new PriceChart(element, {
      places, tickSize: 10 ** -places, zone, hasClock: !/[dw]$/.test(timeframe), onPoint,
      onHistoryWanted() {
        const first = chart.bars[0]?.time;
        if (first !== undefined) void ask(first).then((page) => isCurrent && chart.prependBars(page), () => undefined);
      },
    });
    const draw = async (): Promise<void> => {
      try {
        const page = await ask(null);
        if (!isCurrent) return;
        chart.setBars(page);
        setBars({ state: page.time.length === 0 ? 'empty' : 'ready', error: null, last: chart.bars.at(-1) ?? null });
      } catch (fault) {
        if (isCurrent) setBars({ state: 'failed', error: sentenceOf(fault), last: null });
      }
    };
    void draw();
    return () => {
      isCurrent = false;
      chart.dispose();
    };
  }, [api, element, instrumentId, timeframe, places, zone, isOpen, round, onPoint]);
  return bars;
}
