import { useEffect, useRef } from 'react';
import type { Bar } from '../../../contract/model/bar.ts';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { formatNumber } from '../../ui/format.ts';
import { pacedRun, readablePerSecond } from '../../ui/paced-run.ts';
import { sayMoment, type Words } from './bar-words.ts';
import styles from './deck.module.css';
import { drawWave, placeAt } from './draw-wave.ts';
import { played } from './replay-store.ts';

/** Share of the ruler that the label of the present needs for itself at both ends. */
const labelRoom = 0.14;

type TimelineProps = { readonly state: ReplayState; readonly words: Words; readonly cursor: number; readonly onSeek: (bar: number) => void };

/** The stretch from its first bar to its last: what was played as a wave, fills as marks beneath, and the present. What lies ahead is not drawn. */
export function Timeline({ state: { replay, fills, bar }, words, cursor, onSeek }: TimelineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = (): void => drawWave(element, { cursor: played.cursor, count: replay.bars, bars: played.bars });
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true });
    const unwatch = played.watch(pacedRun(readablePerSecond, draw));
    return () => {
      observer.disconnect();
      theme.disconnect();
      unwatch();
    };
  }, [replay.bars]);
  const shareOf = (index: number): number => Math.min(1, (index + 1) / replay.bars);
  const share = shareOf(cursor);
  const marks = placeMarks(fills, played.bars, replay.cursor);
  return (
    <div className={styles.tape}>
      <div className={styles.ruler} aria-hidden><span data-hidden={share < labelRoom}>{sayMoment(replay.fromMs, words.zone)}</span><span data-hidden={share > 1 - labelRoom}>{sayMoment(replay.toMs, words.zone)}</span></div>
      <div className={styles.wave}>
        <canvas ref={canvas} />
        {share < 0.98 && <span className={styles.future} style={{ left: `${share * 100}%` }}><i>Not yet seen</i></span>}
        <div className={styles.head} style={{ left: `${share * 100}%` }} data-lean={share < 0.06 ? 'right' : share > 0.94 ? 'left' : undefined}><b>{sayMoment(bar.time, words.zone)}</b></div>
        <input
          className={styles.seek} type="range" min={0} max={replay.bars - 1} value={cursor} disabled={replay.status === 'finished'}
          aria-label="Bar of the replay" aria-valuetext={`Bar ${formatNumber(cursor + 1, 0)} of ${formatNumber(replay.bars, 0)}`} onChange={(event) => onSeek(Number(event.target.value))}
        />
      </div>
      <div className={styles.marks}>
        {marks.map(({ key, index, side, text }) => <i key={key} className={side === 'buy' ? styles.bought : styles.sold} style={{ left: `${(shareOf(index) - 0.5 / replay.bars) * 100}%` }} title={text}>{side === 'buy' ? '▲' : '▼'}</i>)}
      </div>
    </div>
  );
}

type Mark = { readonly key: string; readonly index: number; readonly side: 'buy' | 'sell'; readonly text: string };

/** Fills by the number of their bar; those on bars that are not loaded are left out. */
function placeMarks(fills: ReplayState['fills'], bars: readonly Bar[], cursor: number): readonly Mark[] {
  const first = cursor - bars.length + 1;
  return fills.flatMap(({ timeMs, side, size, price }, k) => {
    const at = placeAt(bars, timeMs);
    return at < 0 ? [] : [{ key: `${timeMs} ${k}`, index: first + at, side, text: `${side === 'buy' ? 'Bought' : 'Sold'} ${formatNumber(size, Number.isInteger(size) ? 0 : 4)} @ ${formatNumber(price)}` }];
  });
}
