import { Pause, Play, SkipForward, StepForward, TriangleAlert, Gauge } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { useDesk } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { IconButton, Kbd } from '../../ui/button.tsx';
import { formatDate, formatWallTime } from '../../ui/format.ts';
import { nameZone } from '../../ui/zone.ts';
import { LevelMeter } from '../../ui/level-meter.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Reels } from '../../ui/reels.tsx';
import { Label } from '../../ui/text.tsx';
import { useInstrument, useTicker } from '../market/index.ts';
import { followNews } from '../news/index.ts';
import { symbolOf } from '../trading/index.ts';
import styles from './deck.module.css';
import { SpeedScale } from './speed-scale.tsx';
import { followTape, isPausedOf, marketNow, nextSpeed, pause, play, playOrPause, runScenario, scenarioWords, setSpeed, speedOf, step, useTape, type ScenarioKind } from './tape-store.ts';
import { Timeline } from './timeline.tsx';

/** The tape along the bottom: the market's clock, what moves it, and the session so far with everything that happened on it. */
export function Deck() {
  const client = useClient();
  const instrumentId = useDesk((desk) => desk.instrumentId);
  const instrument = useInstrument(instrumentId);
  const isPaused = useTape(isPausedOf);
  const speed = useTape(speedOf);
  useEffect(() => followTape(client), [client]);
  useEffect(() => followNews(client), [client]);
  useEffect(() => registerCommands([
    { id: 'tape.play', title: 'Play or pause the market', group: 'Tape', keys: 'Space', run: () => void playOrPause(client) },
    { id: 'tape.slower', title: 'Slower', group: 'Tape', keys: 'KeyJ', words: 'speed', run: () => void setSpeed(client, nextSpeed(speedOf(useTape.getState()), -1)) },
    { id: 'tape.pause', title: 'Pause the market', group: 'Tape', keys: 'KeyK', run: () => void pause(client) },
    { id: 'tape.faster', title: 'Play, or faster', group: 'Tape', keys: 'KeyL', words: 'speed', run: () => void (isPausedOf(useTape.getState()) ? play(client) : setSpeed(client, nextSpeed(speedOf(useTape.getState()), 1))) },
    { id: 'tape.step-second', title: 'Step one second', group: 'Tape', keys: 'ArrowRight', run: () => void step(client, 'second') },
    { id: 'tape.step-minute', title: 'Step one minute', group: 'Tape', keys: 'Shift+ArrowRight', run: () => void step(client, 'minute') },
    { id: 'tape.step-hour', title: 'Step one hour', group: 'Tape', run: () => void step(client, 'hour') },
    ...(Object.keys(scenarioWords) as ScenarioKind[]).map((kind) => ({ id: `tape.${kind}`, title: `Scenario: ${scenarioWords[kind].title}`, group: 'Tape' as const, words: scenarioWords[kind].text, run: () => void runScenario(client, kind, target(kind)) })),
  ]), [client]);
  const target = (kind: ScenarioKind) => (kind === 'feed-loss' || kind === 'crash' ? null : useDesk.getState().instrumentId);

  const symbol = instrument?.symbol ?? symbolOf(instrumentId);
  return (
    <section className={styles.deck} aria-label="Tape">
      <div className={styles.left}>
        <div>
          <span className={styles.tapeName}><Reels size={24} played={0.5} /> <Label>Tape · simulated</Label></span>
          <Counter />
        </div>
        <div className={styles.transport}>
          <span className={styles.heading}><Label>Transport</Label> <Kbd>Space · J K L</Kbd></span>
          <div className={styles.buttons}>
            <IconButton label={isPaused ? 'Play (Space)' : 'Pause (Space)'} className={styles.play} isOn={!isPaused} onClick={() => void playOrPause(client)}>{isPaused ? <Play size={14} /> : <Pause size={14} />}</IconButton>
            <IconButton label="Step one second (→)" onClick={() => void step(client, 'second')}><StepForward size={14} /></IconButton>
            <IconButton label="Step one minute (⇧ →)" onClick={() => void step(client, 'minute')}><SkipForward size={14} /></IconButton>
            <Menu
              trigger={<IconButton label="Call trouble on the market"><TriangleAlert size={14} /></IconButton>}
              items={(Object.keys(scenarioWords) as ScenarioKind[]).map((kind) => ({
                kind: 'item', id: kind, onSelect: () => void runScenario(client, kind, target(kind)),
                label: <span title={scenarioWords[kind].text}>{scenarioWords[kind].title}{target(kind) === null ? ' · whole market' : ` · ${symbol}`}</span>,
              }))}
            />
          </div>
        </div>
      </div>
      <Timeline instrumentId={instrumentId} symbol={symbol} />
      <div className={styles.right}>
        <SpeedScale speed={speed} onChange={(wanted) => void setSpeed(client, wanted)} />
        <Meters instrumentId={instrumentId} symbol={symbol} />
      </div>
    </section>
  );
}

/** Where the instrument stands in its day, and what crossing its spread costs. */
function Meters({ instrumentId, symbol }: { readonly instrumentId: InstrumentId; readonly symbol: string }) {
  const ticker = useTicker(instrumentId);
  const [low, high, last] = [ticker?.low ?? null, ticker?.high ?? null, ticker?.last ?? null];
  const spreadBps = spreadOf(ticker?.bid ?? null, ticker?.ask ?? null);
  return (
    <div className={styles.meters}>
      <Meter name="RANGE" share={rangeShare(low, high, last)} text={percentText(rangeOf(low, high, ticker?.previousClose ?? null))} />
      <Meter name="SPRD" share={spreadBps === null ? null : Math.min(1, spreadBps / 20)} text={spreadBps === null ? '–' : `${spreadBps.toFixed(1)} bp`} />
      <span className={styles.foot}><Gauge size={11} aria-hidden /> {symbol} now</span>
    </div>
  );
}

type Figure = number | null;
const rangeShare = (low: Figure, high: Figure, last: Figure): Figure => (low === null || high === null || last === null || high === low ? null : (last - low) / (high - low));
const rangeOf = (low: Figure, high: Figure, base: Figure): Figure => (low === null || high === null || base === null ? null : (high - low) / base);
const spreadOf = (bid: Figure, ask: Figure): Figure => (bid === null || ask === null ? null : ((ask - bid) / ((ask + bid) / 2)) * 1e4);
const percentText = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)}%`);

const Meter = ({ name, share, text }: { readonly name: string; readonly share: number | null; readonly text: string }) => (
  <span className={styles.meter}><Label>{name}</Label><LevelMeter label={name} value={share} segments={12} /><b>{text}</b></span>
);

/** The market's clock. It is written straight into the page, many times a second, without drawing anything else anew. */
function Counter() {
  const time = useRef<HTMLElement>(null);
  const tenth = useRef<HTMLElement>(null);
  const date = useRef<HTMLSpanElement>(null);
  const zone = useZone();
  const hasStatus = useTape((store) => store.status !== null);
  useEffect(() => {
    const write = (): void => {
      const now = marketNow();
      if (now === null || time.current === null || tenth.current === null || date.current === null) return;
      time.current.textContent = formatWallTime(now, zone);
      tenth.current.textContent = `.${Math.floor((now % 1_000) / 100)}`;
      date.current.textContent = `${formatDate(now, zone)} · ${nameZone(now, zone)}`;
    };
    write();
    const timer = setInterval(write, 100);
    return () => clearInterval(timer);
  }, [hasStatus, zone]);
  return (
    <div role="timer" aria-label="Time of the market">
      <div className={styles.counter}><b ref={time}>––:––:––</b><small ref={tenth} /></div>
      <span ref={date} className={styles.date} />
    </div>
  );
}
