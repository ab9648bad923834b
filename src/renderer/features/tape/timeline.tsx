import { FileText } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { useLook } from '../../app/look-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { useCallEvery } from '../../app/use-call.ts';
import { formatMinute, formatTime } from '../../ui/format.ts';
import { lookAtNews, useNews } from '../news/index.ts';
import { useTrading } from '../trading/index.ts';
import styles from './deck.module.css';
import { drawWave } from './draw-wave.ts';
import { leanOf } from './place-label.ts';
import { marketNow, useTape } from './tape-store.ts';

const dayMs = 86_400_000;
const refreshMs = 5_000;
const buckets = 480;
const bucketMs = dayMs / buckets;
/** How often the playhead is looked at; it moves by whole pixels. */
const lookMs = 50;

/** The session of an instrument: what traded so far, our fills and the news as marks beneath, and the playhead. What has not happened is not drawn. */
export function Timeline({ instrumentId, symbol }: { readonly instrumentId: InstrumentId; readonly symbol: string }) {
  /** The stretch that is drawn last: what is drawn anew with each word of the tape is the playhead alone. */
  const nowMs = useTape((store) => (store.status === null ? null : Math.floor(store.status.nowMs / bucketMs) * bucketMs));
  const scenarios = useTape((store) => store.status?.scenarios);
  const news = useNews((store) => store.items);
  const fills = useTrading((store) => store.fills);
  const zone = useZone();
  const canvas = useRef<HTMLCanvasElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const future = useRef<HTMLSpanElement>(null);
  const day = nowMs === null ? null : Math.floor(nowMs / dayMs) * dayMs;
  const timeline = useCallEvery(refreshMs, day === null ? null : `${instrumentId} ${day}`, (api) => api.tape.timeline({ instrumentId, fromMs: (day ?? 0) as EpochMs, toMs: ((day ?? 0) + dayMs) as EpochMs, buckets }));

  const [fromMs, toMs] = useMemo(() => {
    const sessions = timeline?.sessions ?? [];
    const [first, last] = [sessions[0], sessions.at(-1)];
    return first === undefined || last === undefined ? [day ?? 0, (day ?? 0) + dayMs] : [first.openMs as number, last.closeMs as number];
  }, [timeline, day]);
  const shareOf = (ms: number): number => (ms - fromMs) / (toMs - fromMs);
  const hasFuture = (nowMs === null ? 0 : shareOf(nowMs)) < 0.96;

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = (): void => drawWave(element, { timeline, fromMs, toMs, nowMs: marketNow() ?? fromMs });
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true });
    draw();
    return () => {
      observer.disconnect();
      theme.disconnect();
    };
  }, [timeline, fromMs, toMs, nowMs]);

  // The playhead moves with the market's time and is never eased.
  useEffect(() => {
    let [place, text] = ['', ''];
    const move = (): void => {
      const now = marketNow();
      const element = head.current;
      if (now === null || element === null) return;
      const share = Math.min(1, Math.max(0, (now - fromMs) / (toMs - fromMs)));
      const nextPlace = `${(share * 100).toFixed(2)}%`;
      if (nextPlace !== place) {
        place = nextPlace;
        element.style.left = place;
        if (future.current !== null) future.current.style.left = place;
      }
      const nextText = formatTime(now, zone);
      const label = element.firstElementChild;
      if (nextText !== text && label !== null) label.textContent = text = nextText;
    };
    move();
    const timer = setInterval(move, lookMs);
    return () => clearInterval(timer);
  }, [fromMs, toMs, zone, hasFuture]);

  const ticks = useMemo(() => ticksOf(fromMs, toMs), [fromMs, toMs]);
  const mine = fills.filter((fill) => fill.instrumentId === instrumentId && fill.timeMs >= fromMs && fill.timeMs <= toMs);
  const trouble = (scenarios ?? []).filter((one) => (one.instrumentId === null || one.instrumentId === instrumentId) && one.startMs >= fromMs && one.startMs <= toMs);
  const told = (news ?? []).filter((one) => (one.instrumentId === null || one.instrumentId === instrumentId) && one.timeMs >= fromMs && one.timeMs <= toMs);
  return (
    <div className={styles.tape}>
      <div className={styles.ruler} aria-hidden>{ticks.map((ms) => <span key={ms} data-lean={leanOf(shareOf(ms))} style={{ left: `${shareOf(ms) * 100}%` }}>{formatMinute(ms, zone)}</span>)}</div>
      <div
        className={styles.wave}
        role="img"
        aria-label={`Volume of ${symbol} in this session`}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const at = fromMs + ((event.clientX - box.left) / box.width) * (toMs - fromMs);
          if (at <= (marketNow() ?? 0)) useLook.setState(({ count }) => ({ atMs: at, count: count + 1 }));
        }}
      >
        <canvas ref={canvas} />
        {hasFuture && <span ref={future} className={styles.future}><i>Not yet happened</i></span>}
        <div ref={head} className={styles.head}><b /></div>
      </div>
      <div className={styles.marks}>
        {told.map((one) => (
          <button key={one.newsId} type="button" className={styles.news} style={{ left: `${shareOf(one.timeMs) * 100}%` }} aria-label={`News: ${one.headline}`} title={`${one.headline} · ${formatTime(one.timeMs, zone)}`} onClick={() => lookAtNews(one)}><FileText size={10} aria-hidden /></button>
        ))}
        {mine.map((fill) => (
          <i key={fill.executionId} className={fill.side === 'buy' ? styles.bought : styles.sold} style={{ left: `${shareOf(fill.timeMs) * 100}%` }} title={`${fill.side === 'buy' ? 'Bought' : 'Sold'} ${fill.quantity} @ ${fill.price} at ${formatTime(fill.timeMs, zone)}`}>{fill.side === 'buy' ? '▲' : '▼'}</i>
        ))}
        {trouble.map((one) => <i key={one.scenarioId} className={styles.alert} style={{ left: `${shareOf(one.startMs) * 100}%` }} title={`${one.kind} at ${formatTime(one.startMs, zone)}`}>◇</i>)}
      </div>
    </div>
  );
}

/** Whole hours of a session, or every few of a day; always its beginning. */
function ticksOf(fromMs: number, toMs: number): readonly number[] {
  const hourMs = 3_600_000;
  const every = toMs - fromMs > 12 * hourMs ? 2 * hourMs : hourMs / 2;
  const ticks: number[] = [];
  for (let ms = Math.ceil(fromMs / every) * every; ms <= toMs; ms += every) ticks.push(ms);
  return ticks;
}
