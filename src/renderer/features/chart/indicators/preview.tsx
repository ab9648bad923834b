import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import { useClient } from '../../../app/client-context.tsx';
import { useZone } from '../../../app/settings-store.ts';
import { sentenceOf } from '../../../app/use-call.ts';
import { PriceChart, type ChartPage } from '../../../chart/index.ts';
import { placesOf } from '../../../ui/format.ts';
import { useChart, useKnown } from '../chart-store.ts';
import { addChosen, toRequest } from './chosen.ts';
import { planIndicators } from './plan-indicators.ts';
import styles from './picker.module.css';

const shownBars = 160;
/** Who walks through the list with the arrow keys asks only for what they stop at. */
const settleMs = 60;

/** The indicator on the newest bars of the chart, live, as it would be drawn. */
export function Preview({ info, params, inputs, chart, instrument, timeframe }: {
  readonly info: IndicatorInfo;
  /** Null: one of them is wrong for the moment; what was last right stays. */
  readonly params: Readonly<Record<string, number>> | null;
  readonly inputs: ChartIndicator['inputs'];
  readonly chart: PriceChart | null;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
}) {
  const client = useClient();
  const known = useKnown((store) => store.known);
  const indicators = useChart((store) => store.indicators);
  const zone = useZone(instrument.calendar);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [drawn, setDrawn] = useState<PriceChart | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const last = useRef(params);
  if (params !== null) last.current = params;
  const wanted = JSON.stringify([last.current, inputs]);
  // The one that is tried, among those that it may read.
  const { one, all } = useMemo(() => {
    const added = addChosen(indicators, info, { ...last.current }, inputs, known);
    return { all: added, one: added.at(-1) as ChartIndicator };
  }, [indicators, info, known, wanted]);

  useEffect(() => {
    if (element === null || chart === null) return;
    const made = new PriceChart(element, { places: placesOf(instrument.tickSize), tickSize: Number(instrument.tickSize), zone, hasClock: !/[dw]$/.test(timeframe), onPoint: () => {}, onHistoryWanted: () => {} });
    made.setBars(toPage(chart));
    made.showAll();
    const unwatch = chart.watch(() => made.updateBars(chart.bars.slice(-2)));
    setDrawn(made);
    return () => {
      setDrawn(null);
      unwatch();
      made.dispose();
    };
  }, [element, chart, instrument, timeframe, zone]);

  useEffect(() => {
    if (drawn === null) return;
    const request = toRequest(all, one);
    if (request === null) return;
    const asked = { instrumentId: instrument.id, timeframe, name: request.name, params: request.params, ...(request.columns === undefined ? {} : { columns: request.columns }) };
    let isCurrent = true;
    let subscription: { close(): void } | null = null;
    const show = async (): Promise<void> => {
      try {
        const { time, outputs } = await client.api.indicators.compute({ ...asked, limit: shownBars });
        if (!isCurrent) return;
        // In a pane of its own it may be looked at alone; what it reads is not drawn here.
        const plan = planIndicators(all, known, {});
        const mine = plan.plans.filter(({ id }) => id === one.id);
        drawn.arrangeIndicators(mine, plan.panes.filter(({ id }) => mine.some(({ outputs: drawnOutputs }) => drawnOutputs.some(({ pane }) => pane === id))).map(({ id }) => ({ id, share: 0.7 })));
        drawn.setIndicatorValues(one.id, { time, outputs });
        drawn.showAll();
        setFault(null);
        subscription = client.subscribe({ kind: 'state', open: (api, signal) => api.indicators.watch(asked, { signal }), onValue: (points) => drawn.updateIndicator(one.id, points) });
      } catch (error) {
        if (isCurrent) setFault(sentenceOf(error));
      }
    };
    const timer = setTimeout(() => void show(), settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      subscription?.close();
    };
  }, [client, drawn, one, all, known, instrument, timeframe]);

  return (
    <div className={styles.preview}>
      <div ref={setElement} className={styles.canvas} role="img" aria-label={`${info.title} on the newest bars of ${instrument.symbol}, ${timeframe}`} />
      {chart === null && <p className={styles.note}>There are no bars on this chart to try it on.</p>}
      {fault !== null && <p className={styles.note} role="alert">{fault}</p>}
    </div>
  );
}

function toPage(chart: PriceChart): ChartPage {
  const bars = chart.bars.slice(-shownBars);
  return {
    time: bars.map((bar) => bar.time), open: bars.map((bar) => bar.open), high: bars.map((bar) => bar.high),
    low: bars.map((bar) => bar.low), close: bars.map((bar) => bar.close), volume: bars.map((bar) => bar.volume),
  };
}
