import { ChevronFirst, Pause, Play, StepBack, StepForward } from 'lucide-react';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { useClient } from '../../app/client-context.tsx';
import { IconButton, Kbd } from '../../ui/button.tsx';
import { formatDate, formatIsoDate, formatMinute, formatNumber } from '../../ui/format.ts';
import { Reels } from '../../ui/reels.tsx';
import { Label } from '../../ui/text.tsx';
import { useWords } from './bar-words.ts';
import styles from './deck.module.css';
import { useReplay } from './replay-store.ts';
import { SpeedScale } from './speed-scale.tsx';
import { Timeline } from './timeline.tsx';
import { move, playOrPause, setSpeed } from './transport.ts';

/** The tape of the replay, in the place of the market's: where its present stands, what moves it, and what was done on it. */
export function ReplayDeck() {
  const state = useReplay((store) => store.state);
  return (
    <div className={styles.deck}>
      {state === null ? <p className={styles.idle}>No replay is on the tape. The market goes on meanwhile: F1 goes back to it.</p> : <Playing state={state} />}
    </div>
  );
}

function Playing({ state }: { readonly state: ReplayState }) {
  const client = useClient();
  const wanted = useReplay((store) => store.wanted);
  const speed = useReplay((store) => store.speed) ?? state.replay.speed;
  const words = useWords(state.replay);
  const { replay, bar, isPlaying, isAtEnd } = state;
  const cursor = wanted ?? replay.cursor;
  const isOver = replay.status === 'finished';
  return (
    <>
      <div className={styles.left}>
        <div>
          <span className={styles.name}><Reels size={24} played={replay.bars < 2 ? 1 : replay.cursor / (replay.bars - 1)} /> <Label>{isOver ? 'Replay · finished' : 'Replay · paper'}</Label></span>
          <div role="timer" aria-label="Present of the replay">
            <div className={styles.counter}>{words.zone === null ? formatIsoDate(bar.time) : <>{formatMinute(bar.time, words.zone)} <small>{formatIsoDate(bar.time, words.zone)}</small></>}</div>
            <span className={styles.place}>{words.zone === null ? `${formatDate(bar.time).slice(0, 3)} · ` : ''}Bar {formatNumber(replay.cursor + 1, 0)} of {formatNumber(replay.bars, 0)}</span>
          </div>
        </div>
        <div className={styles.transport}>
          <span className={styles.heading}><Label>Transport</Label> <Kbd>Space · ← →</Kbd></span>
          <div className={styles.buttons}>
            <IconButton label="To the first bar (Home)" disabled={isOver || cursor === 0} onClick={() => void move(client, { to: 0 })}><ChevronFirst size={14} /></IconButton>
            <IconButton label="One bar back (←)" disabled={isOver || cursor === 0} onClick={() => void move(client, { by: -1 })}><StepBack size={14} /></IconButton>
            <IconButton label={isPlaying ? 'Pause the replay (Space)' : 'Play the replay (Space)'} className={styles.play} isOn={isPlaying} disabled={isOver || (isAtEnd && !isPlaying)} onClick={() => void playOrPause(client)}>{isPlaying ? <Pause size={14} /> : <Play size={14} />}</IconButton>
            <IconButton label="One bar on (→)" disabled={isOver || cursor === replay.bars - 1} onClick={() => void move(client, { by: 1 })}><StepForward size={14} /></IconButton>
          </div>
        </div>
      </div>
      <Timeline state={state} words={words} cursor={cursor} onSeek={(to) => void move(client, { to })} />
      <div className={styles.right}><SpeedScale speed={speed} onChange={(next) => void setSpeed(client, next)} /></div>
    </>
  );
}
