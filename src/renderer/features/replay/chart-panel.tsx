import { useEffect, useMemo, useState } from 'react';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { PriceChart, type ChartBar, type ChartLevel } from '../../chart/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCompact, formatNumber } from '../../ui/format.ts';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { sayMoment, useWords, type Words } from './bar-words.ts';
import styles from './chart-panel.module.css';
import { pageOf } from './played-bars.ts';
import { played } from './replay-store.ts';
import { WithReplay } from './with-replay.tsx';

/** The price up to the present of the replay, with fills, waiting orders and what is held. */
export const ChartPanel = () => <WithReplay>{(state) => <Chart key={state.replay.replayId} state={state} />}</WithReplay>;

function Chart({ state }: { readonly state: ReplayState }) {
  const { replay, bar, fills, orders, position } = state;
  const words = useWords(replay);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [point, setPoint] = useState<ChartBar | null>(null);
  const chart = usePlayedChart(element, words, setPoint);
  // Told anew with every bar, and nearly always the same.
  const marked = fills.map(({ timeMs, side }) => `${timeMs} ${side}`).join();
  useEffect(() => {
    chart?.setMarkers(fills.map(({ timeMs, side }, k) => ({ id: `${k}`, timeMs, side })));
  }, [chart, marked]);
  const levels = useMemo(() => levelsOf(orders, position), [orders, position]);
  useEffect(() => chart?.setLevels(levels), [chart, levels]);
  const shown = point !== null && point.time <= bar.time ? point : bar;
  return (
    <ToolPanel
      kind="title"
      tools={<>
        <strong>{words.symbol} {replay.series.timeframe}</strong>
        <Badge kind="paper">REPLAY</Badge>
        <span className={styles.words}>{sayMoment(shown.time, words.zone)} {(['open', 'high', 'low', 'close'] as const).map((name) => <span key={name}>{name[0]?.toUpperCase()} <b>{formatNumber(shown[name], words.places)}</b> </span>)}V <b>{formatCompact(shown.volume)}</b></span>
        <Button size="small" kind="ghost" onClick={() => chart?.scrollToNow()}>Present</Button>
        <Button size="small" kind="ghost" onClick={() => chart?.showAll()}>All</Button>
      </>}
    >
      <div className={styles.stage}>
        <div ref={setElement} className={styles.canvas} role="img" aria-label={`Candles of ${words.symbol}, ${replay.series.timeframe}, up to ${sayMoment(bar.time, words.zone)}`} />
      </div>
    </ToolPanel>
  );
}

/** A chart that follows the played bars; nothing after the present is ever in it. */
function usePlayedChart(element: HTMLElement | null, { places, zone }: Words, onPoint: (bar: ChartBar | null) => void): PriceChart | null {
  const [chart, setChart] = useState<PriceChart | null>(null);
  useEffect(() => {
    if (element === null) return;
    const made = new PriceChart(element, { places, tickSize: 10 ** -places, zone: zone ?? 'utc', hasClock: zone !== null, onPoint, onHistoryWanted: () => undefined });
    made.setBars(pageOf(played.bars));
    const unwatch = played.watch((change) => {
      if (change.kind === 'added') made.updateBars(change.bars);
      else if (change.kind === 'older') made.prependBars(change.page);
      else {
        const sight = made.sight;
        made.setBars(pageOf(played.bars));
        if (sight !== null) made.restoreSight(sight);
      }
    });
    setChart(made);
    return () => {
      unwatch();
      made.dispose();
      setChart(null);
    };
  }, [element, places, zone, onPoint]);
  return chart;
}

/** What waits and what is held, as lines over the price. */
function levelsOf(orders: ReplayState['orders'], { size, averagePrice }: ReplayState['position']): readonly ChartLevel[] {
  const waiting = orders.flatMap(({ order, side, limitPrice, stopPrice }): ChartLevel[] => {
    const price = limitPrice ?? stopPrice;
    return price === null ? [] : [{ id: `order ${order}`, price, kind: 'order', side }];
  });
  return averagePrice === null ? waiting : [...waiting, { id: 'position', price: averagePrice, kind: 'position', side: size > 0 ? 'buy' : 'sell' }];
}
