import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { simInstruments, type SimMarket } from '../../../quant/sim-market/index.ts';
import { createBus, type Clock, type Log } from '../../core/kernel/index.ts';
import type { FeedPort } from '../../core/market/ports.ts';
import { makeFormingBar } from './make-forming-bar.ts';
import { createTapeDrive, type Pace, type TapeDrive } from './tape-drive.ts';

export type SimFeedOptions = {
  readonly simMarket: SimMarket;
  /** Market time. It stands still by itself: the feed moves it with each tick that it tells. */
  readonly clock: Clock & { step(ms: number): void };
  /** Where market time should stand. */
  readonly pace: Pace;
  /** Real time: how often the market moves does not depend on the speed of its clock. */
  readonly pacer: Clock;
  readonly log: Log;
};

export interface SimFeed extends FeedPort {
  /** Runs from the start of the feed to its end. */
  readonly drive: TapeDrive;
}

/**
 * The simulated exchange as a feed. Every tick is told, at every speed and in the order of time, because orders and bars are made of
 * them; market time is that of the tick being told, so nothing is ever placed after a tick that it has not seen.
 */
export function createSimFeed({ simMarket, clock, pace, pacer, log }: SimFeedOptions): SimFeed {
  const instruments = simInstruments();
  const bus = createBus<{ tick: Tick; time: EpochMs }>((error) => log.error('a listener of simulated ticks failed', { error }));
  let toldUntilMs = 0;
  /** Ticks of the beat that goes on, and how many of them were told; empty between beats. */
  let beatTicks: readonly Tick[] = [];
  let toldOfBeat = 0;
  let lastTickMs: EpochMs | null = null;
  let isRunning = false;

  const tell = (tick: Tick): void => {
    lastTickMs = tick.timeMs;
    bus.emit('tick', Object.freeze(tick));
  };

  const moveClock = (ms: number): void => {
    if (ms > clock.now()) clock.step(ms - clock.now());
  };

  function tellUntil(nowMs: number): void {
    if (nowMs <= toldUntilMs) return;
    const ticks = instruments.flatMap((instrument) => simMarket.ticks(instrument.id, toldUntilMs, nowMs));
    // Stable, so ticks of one moment stay in the order of the list of instruments whatever the beat.
    ticks.sort((a, b) => a.timeMs - b.timeMs);
    toldUntilMs = nowMs;
    beatTicks = ticks;
    toldOfBeat = 0;
    for (const tick of ticks) {
      toldOfBeat += 1;
      moveClock(tick.timeMs);
      tell(tick);
    }
    beatTicks = [];
    moveClock(nowMs);
    bus.emit('time', epochMs(nowMs));
  }

  /** The last moment whose ticks were told, and how many trades of that same moment an instrument still has to come in this beat. */
  function toldSoFar(id: InstrumentId): { readonly atMs: number; readonly untold: number } {
    const next = beatTicks[toldOfBeat];
    if (next === undefined) return { atMs: toldUntilMs - 1, untold: 0 };
    const rest = beatTicks.slice(toldOfBeat);
    return { atMs: next.timeMs, untold: rest.filter((tick) => tick.timeMs === next.timeMs && tick.instrumentId === id && tick.kind === 'trade').length };
  }

  function tellOpening(nowMs: number): void {
    for (const { id } of instruments) simMarket.newestTicks(id, nowMs).forEach(tell);
    toldUntilMs = nowMs;
  }

  const drive = createTapeDrive({ pace, pacer, toldUntilMs: () => toldUntilMs, tellUntil });

  return {
    drive,
    id: 'sim',
    instruments: () => instruments,
    start() {
      if (isRunning) return;
      isRunning = true;
      tellOpening(clock.now());
      drive.start();
    },
    onTick: (listener) => bus.on('tick', listener),
    onTime: (listener) => bus.on('time', listener),
    health: () => ({ state: !isRunning ? 'stopped' : drive.isStale ? 'stale' : 'live', lastTickMs }),
    history(key, { beforeMs, limit }) {
      // Market time is that of the tick being told, so a bar is not finished before its last tick was.
      const untilMs = Math.min(beforeMs ?? Number.POSITIVE_INFINITY, clock.now());
      return Promise.resolve(simMarket.bars(key.instrumentId, timeframeMs(key.timeframe), untilMs, limit));
    },
    async forming({ instrumentId, timeframe }) {
      const { atMs, untold } = toldSoFar(instrumentId);
      // Nothing was told before the start: the first trade then begins a bar of its own.
      return atMs < 0 ? null : makeFormingBar(simMarket, instrumentId, timeframeMs(timeframe), atMs, untold);
    },
    book(id) {
      const { atMs } = toldSoFar(id);
      const book = atMs < 0 ? null : simMarket.book(id, atMs);
      return { instrumentId: id, timeMs: epochMs(book?.timeMs ?? Math.max(0, atMs)), bids: [...(book?.bids ?? [])], asks: [...(book?.asks ?? [])] };
    },
    news: (query) => simMarket.news(query),
    session: (instrument, at) => simMarket.session(instrument.id, at),
    dispose() {
      isRunning = false;
      drive.dispose();
    },
  };
}
