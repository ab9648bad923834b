import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Scenario, ScenarioKind, TapeStep } from '../../../contract/model/tape.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { scenarioLengthMs, type SimMarket } from '../../../quant/sim-market/index.ts';
import { AppError, createBus, type Clock, type Log } from '../../core/kernel/index.ts';
import type { TapePort } from '../../core/tape/ports.ts';
import type { ScenarioStore } from './scenario-store.ts';
import type { TapeDrive } from './tape-drive.ts';

export type SimTapeOptions = {
  readonly simMarket: SimMarket;
  /** Market time. */
  readonly clock: Clock;
  readonly drive: TapeDrive;
  readonly store: ScenarioStore;
  readonly log: Log;
  /** Keeps where time stands; called after each change. */
  readonly save: () => void;
};

export const minSpeed = 0.25;
export const maxSpeed = 3_600;
const silenceMs = 30_000;
const scenariosShown = 100;
const minuteMs = 60_000;
const longestSearchMs = 15 * minuteMs;
const stepLengthMs: Readonly<Record<Exclude<TapeStep, 'tick'>, number>> = { second: 1_000, minute: minuteMs, hour: 60 * minuteMs };
/** Scenarios move prices no farther than this from where they would be: in one direction the steps of a price get coarse, in the other absurd. */
const [lowestFactor, highestFactor] = [0.3, 3];

/** The controls of the simulated market. */
export function createSimTape({ simMarket, clock, drive, store, log, save }: SimTapeOptions): TapePort {
  const bus = createBus<{ change: null }>((error) => log.error('A listener of the tape failed', { error }));
  const startedAtMs = clock.now();
  const changed = (): void => {
    save();
    bus.emit('change', null);
  };

  const assertHeard = (): void => {
    if (drive.isSilent) throw new AppError('CONFLICT', 'The feed is silent; wait until it is back, at most half a minute.');
  };

  function findTargetMs(by: TapeStep): number {
    if (by === 'tick') return findNextTickMs(simMarket, drive.dueMs) + 1;
    const length = stepLengthMs[by];
    return (Math.floor(drive.dueMs / length) + 1) * length;
  }

  return {
    status: () => ({
      nowMs: clock.now(), speed: drive.speed, isPaused: drive.isPaused, isSimulated: true, minSpeed, maxSpeed, startedAtMs,
      scenarios: simMarket.scenarios.slice(-scenariosShown),
    }),
    play() {
      drive.play();
      changed();
    },
    async pause() {
      await drive.pause();
      changed();
    },
    setSpeed(speed) {
      drive.setSpeed(speed);
      save();
      changed();
    },
    async step(by) {
      assertHeard();
      await drive.goTo(findTargetMs(by));
      changed();
    },
    runScenario(kind, instrumentId) {
      // Not now: a listener may call this while the rest of its piece of the tape is still to be told.
      const startMs = epochMs(Math.max(clock.now(), drive.toldUntilMs));
      if (kind === 'feed-loss') assertHeard();
      assertPossible(simMarket, kind, instrumentId, startMs);
      const lengthMs = kind === 'feed-loss' ? Math.round(silenceMs * (drive.isPaused ? 0 : drive.speed)) : scenarioLengthMs[kind];
      const scenarioId = `${kind}-${startMs}-${simMarket.scenarios.length + 1}`;
      const scenario: Scenario = { scenarioId, kind, instrumentId, startMs, endMs: epochMs(startMs + lengthMs) };
      // Stored first. Nothing from its start on has been told yet, and this does not let go of the thread.
      keep(store, scenario);
      simMarket.addScenario(scenario);
      if (kind === 'feed-loss') drive.silence(silenceMs);
      log.info('A scenario was called', { scenario });
      changed();
      return scenario;
    },
    onChange: (listener) => bus.on('change', listener),
  };
}

function keep(store: ScenarioStore, scenario: Scenario): void {
  try {
    store.append(scenario);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('UNAVAILABLE', `The scenario was not called, because it could not be kept in the data folder (${reason}); mend that and call it again.`);
  }
}

function assertPossible(simMarket: SimMarket, kind: ScenarioKind, instrumentId: InstrumentId | null, nowMs: EpochMs): void {
  if (kind === 'halt' && instrumentId !== null) {
    const { isOpen, opensAtMs } = simMarket.session(instrumentId, nowMs);
    if (isOpen) return;
    const opens = opensAtMs === null ? '' : ` until ${new Date(opensAtMs).toISOString()}`;
    throw new AppError('CONFLICT', `${instrumentId} does not trade${opens}, so its trading cannot be halted now.`, { instrumentId, opensAtMs });
  }
  if (kind !== 'crash' && kind !== 'gap') return;
  const moved = simMarket.factorRange(instrumentId, nowMs);
  if (moved.lowest > lowestFactor && moved.highest < highestFactor) return;
  throw new AppError('CONFLICT', 'Scenarios have moved these prices as far as they may; begin with a new data folder, or choose another instrument.', moved);
}

/** When anything trades next. */
function findNextTickMs(simMarket: SimMarket, fromMs: number): number {
  for (let ms = fromMs; ms < fromMs + longestSearchMs; ms += minuteMs) {
    const next = Math.min(...simMarket.instrumentIds.map((id) => simMarket.ticks(id, ms, ms + minuteMs)[0]?.timeMs ?? Infinity));
    if (next < Infinity) return next;
  }
  // Everything is halted: a step still goes somewhere.
  return fromMs + longestSearchMs - 1;
}
