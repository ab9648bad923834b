import { useCallback, useEffect, useRef, useState } from 'react';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { LiveBar } from '../../../contract/model/bar.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { useClient, useOpenings } from '../../app/client-context.tsx';
import { useZone } from '../../app/settings-store.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { PriceChart, type ChartBar, type ChartSight } from '../../chart/index.ts';
import { placesOf } from '../../ui/format.ts';

const pageBars = 1_000;
/** As many as a chart holds. */
const mostPages = 20;

export const seriesOf = (id: InstrumentId, timeframe: Timeframe): string => `${id} ${timeframe}`;

export type PriceChartState = {
  readonly chart: PriceChart | null;
  readonly state: 'loading' | 'ready' | 'empty' | 'failed';
  readonly error: string | null;
  /** The series whose bars are there, as instrument and timeframe; null: none yet. */
  readonly readyFor: string | null;
  /** The newest bars are there; false: they were let go for older ones. */
  readonly isAtEnd: boolean;
  readonly backToNow: () => void;
  /** Loads older pages until a moment is among the bars, or there are none that old. */
  readonly reachBack: (ms: number) => Promise<void>;
  readonly reload: () => void;
};

/** A chart in an element: history first, live bars after it, older pages as the reader goes back. */
export function usePriceChart(element: HTMLElement | null, instrument: Instrument | null, timeframe: Timeframe, onPoint: (bar: ChartBar | null) => void): PriceChartState {
  const client = useClient();
  const openings = useOpenings();
  const zone = useZone(instrument?.calendar);
  const [held, setHeld] = useState<{ readonly chart: PriceChart; readonly of: string } | null>(null);
  const [state, setState] = useState<PriceChartState['state']>('loading');
  const [readyFor, setReadyFor] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [round, setRound] = useState(0);
  /** What was in sight when a chart was taken away; the next one of the same series shows it again. */
  const left = useRef<{ readonly of: string; readonly sight: ChartSight } | null>(null);
  const isToNow = useRef(false);
  const reach = useRef<(ms: number) => Promise<void>>(() => Promise.resolve());
  const onPointLatest = useRef(onPoint);
  onPointLatest.current = onPoint;
  const id = instrument?.id ?? null;
  const tick = instrument?.tickSize ?? '0.01';
  // For a moment after another series was chosen the chart of the one before is still held: it is nobody's then.
  const chart = held !== null && id !== null && held.of === seriesOf(id, timeframe) ? held.chart : null;

  useEffect(() => {
    if (element === null || id === null || openings === 0) return;
    let isCurrent = true;
    const ask = (beforeMs: number | null) =>
      client.api.market.history({ instrumentId: id, timeframe, limit: pageBars, ...(beforeMs === null ? {} : { beforeMs: beforeMs as EpochMs }) });
    // The stream is open before history is asked for, so that no bar falls between; bars that came meanwhile are put on top. Both are
    // on their way while the chart is made.
    let waiting: LiveBar[] | null = [];
    const subscription = client.subscribe<LiveBar[]>({
      kind: 'state',
      open: (api, signal) => api.market.watchBars({ instrumentId: id, timeframe }, { signal }),
      onValue: (bars) => (waiting === null ? made.updateBars(bars) : void waiting.push(...bars)),
    });
    const newest = ask(null);
    const made = new PriceChart(element, {
      places: placesOf(tick), tickSize: Number(tick), zone, hasClock: !/[dw]$/.test(timeframe),
      onPoint: (bar) => onPointLatest.current(bar),
      onHistoryWanted: () => void loadOlder(),
    });
    let older: Promise<void> | null = null;
    const askOlder = async (): Promise<void> => {
      const first = made.bars[0]?.time;
      const page = first === undefined ? null : await ask(first).catch(() => null);
      if (!isCurrent) return;
      if (page === null) return made.missBars();
      made.prependBars(page);
      setAtEnd(!made.isCut);
    };
    // Whoever wants the next page while it is on its way waits for that one.
    const loadOlder = (): Promise<void> => (older ??= askOlder().finally(() => void (older = null)));
    reach.current = async (ms) => {
      for (let page = 0; page < mostPages && isCurrent; page++) {
        const first = made.bars[0]?.time;
        if (first === undefined || first <= ms) return;
        await loadOlder();
        if (!isCurrent || made.bars[0]?.time === first) return;
      }
    };
    setHeld({ chart: made, of: seriesOf(id, timeframe) });
    setState('loading');
    setReadyFor(null);
    setAtEnd(true);

    /** Shows what the chart before showed, if it was of the same series. */
    const lookAgain = async (): Promise<void> => {
      const before = left.current;
      if (before?.of === seriesOf(id, timeframe)) {
        // The newest page has what follows the newest bar; whatever else is in sight then is loaded as by scrolling.
        if (before.sight.rightMs !== null) await reach.current(before.sight.leftMs);
        if (!isCurrent) return;
        made.restoreSight(before.sight);
      }
      left.current = null;
    };
    const load = async (): Promise<void> => {
      try {
        const page = await newest;
        if (!isCurrent) return;
        made.setBars(page);
        made.updateBars(waiting ?? []);
        waiting = null;
        await lookAgain();
        if (!isCurrent) return;
        setState(made.bars.length === 0 ? 'empty' : 'ready');
        setReadyFor(seriesOf(id, timeframe));
      } catch (fault) {
        if (!isCurrent) return;
        setError(sentenceOf(fault));
        setState('failed');
      }
    };
    void load();
    return () => {
      isCurrent = false;
      subscription.close();
      setHeld(null);
      const { sight } = made;
      // A chart that was taken away before it had bars leaves what the one before it left.
      if (sight !== null) left.current = isToNow.current ? null : { of: seriesOf(id, timeframe), sight };
      isToNow.current = false;
      made.dispose();
    };
  }, [client, element, id, timeframe, tick, zone, round, openings]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  const backToNow = useCallback(() => {
    if (chart?.isCut !== true) return chart?.scrollToNow();
    isToNow.current = true;
    reload();
  }, [chart, reload]);
  const reachBack = useCallback((ms: number) => reach.current(ms), []);
  return { chart, state, readyFor, error, isAtEnd, backToNow, reachBack, reload };
}
