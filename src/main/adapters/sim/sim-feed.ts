import { timeframeMs } from '../../../contract/model/timeframe.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { SimMarket, simInstruments } from '../../../quant/sim-market/index.ts';
import { createBus, toDisposable, type Clock, type Disposable, type Log } from '../../core/kernel/index.ts';
import type { FeedPort } from '../../core/market/ports.ts';

export type SimFeedOptions = {
  readonly seed: number;
  /** Simulated time. */
  readonly clock: Clock;
  /** Real time: how often the market moves does not depend on the speed of its clock. */
  readonly pacer: Clock;
  readonly log: Log;
};

const beatMs = 50;

/** The simulated exchange as a feed: every beat it tells the ticks that lie between the last beat and now. */
export function createSimFeed({ seed, clock, pacer, log }: SimFeedOptions): FeedPort {
  const instruments = simInstruments();
  const simMarket = new SimMarket(seed);
  const bus = createBus<{ tick: Tick }>((error) => log.error('a listener of simulated ticks failed', { error }));
  let toldUntilMs = 0;
  let lastTickMs: EpochMs | null = null;
  let beat: Disposable = toDisposable(() => {});
  let isRunning = false;

  const tell = (tick: Tick): void => {
    lastTickMs = tick.timeMs;
    bus.emit('tick', Object.freeze(tick));
  };

  function tellUntil(nowMs: number): void {
    if (nowMs <= toldUntilMs) return;
    const ticks = instruments.flatMap((instrument) => simMarket.ticks(instrument.id, toldUntilMs, nowMs));
    // Stable, so ticks of one moment stay in the order of the list of instruments whatever the beat.
    ticks.sort((a, b) => a.timeMs - b.timeMs);
    toldUntilMs = nowMs;
    ticks.forEach(tell);
  }

  function tellOpening(nowMs: number): void {
    for (const { id } of instruments) simMarket.newestTicks(id, nowMs).forEach(tell);
    toldUntilMs = nowMs;
  }

  function pulse(): void {
    beat = pacer.after(beatMs, pulse);
    tellUntil(clock.now());
  }

  return {
    id: 'sim',
    instruments: () => instruments,
    start() {
      if (isRunning) return;
      isRunning = true;
      tellOpening(clock.now());
      pulse();
    },
    onTick: (listener) => bus.on('tick', listener),
    health: () => ({ state: isRunning ? 'live' : 'stopped', lastTickMs }),
    history(key, { beforeMs, limit }) {
      const untilMs = Math.min(beforeMs ?? clock.now(), clock.now());
      return Promise.resolve(simMarket.bars(key.instrumentId, timeframeMs(key.timeframe), untilMs, limit));
    },
    session: (instrument, at) => simMarket.session(instrument.id, at),
    dispose() {
      isRunning = false;
      beat.dispose();
    },
  };
}
