import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { chooseTimeframe, useDesk } from '../../app/desk-store.ts';
import type { ChartBar, PriceChart } from '../../chart/index.ts';
import { formatIsoDate, formatMinute } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { useInstrument, useInstruments } from '../market/index.ts';
import styles from './chart.module.css';
import { InstrumentHead } from './instrument-head.tsx';
import { Legends } from './indicators/legends.tsx';
import { IndicatorTools } from './indicators/indicator-tools.tsx';
import { OrderLines } from './order-lines.tsx';
import { TimeframeChoice, timeframes } from './timeframe-choice.tsx';
import { usePriceChart } from './use-price-chart.ts';
import { useIndicatorList, useIndicators } from './use-indicators.ts';
import { usePaneShares } from './use-pane-shares.ts';
import { useFillMarks } from './use-fill-marks.ts';
import { useLookedAt } from './use-look.ts';

/** The chosen instrument as candles, live, with its working orders as lines that can be taken hold of. */
export function ChartPanel() {
  const { instrumentId, timeframe } = useDesk();
  const instrument = useInstrument(instrumentId);
  const isLoaded = useInstruments((store) => store.isLoaded);
  const [point, setPoint] = useState<ChartBar | null>(null);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const priceChart = usePriceChart(element, instrument ?? null, timeframe, setPoint);
  const { chart, state, error, isAtEnd, backToNow, reload } = priceChart;
  useIndicatorList();
  useIndicators(chart, state === 'ready' ? instrumentId : null, timeframe);
  useFillMarks(chart, state === 'ready' ? instrumentId : null);
  useLookedAt(priceChart, instrumentId, timeframe);
  const keepShares = usePaneShares(chart);
  const begin = useBegin(chart);

  if (instrument === undefined) return isLoaded ? <Empty title="No such instrument">Choose another in the watchlist, or with Ctrl K.</Empty> : <Loading label="Loading the chart" />;
  return (
    <div className={styles.panel}>
      <InstrumentHead instrument={instrument} />
      <div className={styles.tools}>
        <TimeframeChoice value={timeframe} onChange={(value) => chooseTimeframe(value as Timeframe)} choices={timeframes} />
        <span className={styles.gap} />
        <IndicatorTools chart={state === 'ready' ? chart : null} instrument={instrument} timeframe={timeframe} />
      </div>
      <div className={styles.stage} onPointerUp={keepShares}>
        <div ref={setElement} className={styles.canvas} role="img" aria-label={`Candles of ${instrument.symbol}, ${timeframe}${begin === null ? '' : `, since ${formatIsoDate(begin)} ${formatMinute(begin)}`}`} />
        {state === 'loading' && <div className={styles.cover}><Loading label={`Loading ${instrument.symbol}`} rows={6} /></div>}
        {state === 'failed' && <div className={styles.cover}><Failed title={`No bars of ${instrument.symbol}`} action={<button type="button" className={styles.retry} onClick={reload}>Try again</button>}>{error}</Failed></div>}
        {state === 'empty' && <div className={styles.cover}><Empty title={`No ${timeframe} bars of ${instrument.symbol}`}>Choose another timeframe, or import a file with these bars.</Empty></div>}
        {chart !== null && state === 'ready' && (
          <>
            <Legends chart={chart} bar={point} instrument={instrument} timeframe={timeframe} />
            <OrderLines chart={chart} instrument={instrument} />
            {!isAtEnd && <button type="button" className={styles.toNow} onClick={backToNow}>To the newest bar</button>}
          </>
        )}
      </div>
    </div>
  );
}

/** When the oldest bar begins that was loaded; null: there is none. */
function useBegin(chart: PriceChart | null): number | null {
  const watch = useCallback((listener: () => void) => chart?.watch(listener) ?? (() => {}), [chart]);
  return useSyncExternalStore(watch, () => chart?.bars[0]?.time ?? null);
}
