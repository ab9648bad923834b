import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import type { Clock, Disposable, Log } from '../../core/kernel/index.ts';
import type { FeedPort } from '../../core/market/ports.ts';
import type { TapePort } from '../../core/tape/ports.ts';
import { createClockFile } from './clock-file.ts';
import { createScenarioStore, findScenarioSeed } from './scenario-store.ts';
import { settleSeed } from './seed-note.ts';
import { createSimFeed } from './sim-feed.ts';
import { createSimTape, maxSpeed, minSpeed } from './sim-tape.ts';
import type { Pace } from './tape-drive.ts';

type SimulatedTime = Clock & Pace & Disposable;

export type SimulationOptions = {
  /** Holds the seed, where time stood and the scenarios that were called. */
  readonly folder: string;
  /** Which market; undefined: the folder's, or the first one where the folder is new. Another one than the folder's is refused. */
  readonly seed: number | undefined;
  /** Market time per real time to begin with; undefined: as it was left in the folder, or as real time where the folder is new. */
  readonly speed: number | undefined;
  /** Real time. */
  readonly clock: Clock;
  readonly createTime: (options: { readonly base: Clock; readonly startAt: EpochMs; readonly speed?: number; readonly isPaused: boolean }) => SimulatedTime;
  /** When the newest recorded event happened: facts must not happen before their causes. */
  readonly lastEventMs: EpochMs | null;
  readonly log: Log;
};

/** The simulated exchange, ready to be started. */
export interface Simulation extends Disposable {
  readonly feed: FeedPort;
  readonly tape: TapePort;
  readonly seed: number;
  /** Market time. */
  readonly clock: Clock;
  /** The tape itself, which can be asked about any moment. */
  readonly record: Pick<SimMarket, 'ticks' | 'newestTicks' | 'hourRange'> & { readonly book: SimMarket['bookAfter'] };
}

/** A Monday in the middle of a session: the demo begins with every market open. */
export const firstSimulatedMs = epochMs(Date.UTC(2026, 0, 5, 15));
/** What a folder was opened with unless somebody said otherwise, when the seed was not written down yet. */
const seedBeforeNotes = 1;
const saveEveryMs = 10_000;

/**
 * Market time goes on where it stood when the workstation was closed, and as fast as it was set to. It always begins to run: a pause
 * of yesterday would look like a fault today.
 */
export function openSimulation({ folder, seed: asked, speed: askedSpeed, clock, createTime, lastEventMs, log }: SimulationOptions): Simulation {
  const file = createClockFile(folder);
  const left = file.load();
  const stoodAtMs = left?.simulatedMs ?? null;
  const speed = askedSpeed ?? speedWithin(left?.speed);
  const isUsed = stoodAtMs !== null || lastEventMs !== null;
  const seed = settleSeed({ folder, asked, earlier: findScenarioSeed(folder) ?? (isUsed ? seedBeforeNotes : null) });
  const store = createScenarioStore({ folder, seed, log });
  const scenarios = store.load();
  const startAt = epochMs(Math.max(stoodAtMs ?? firstSimulatedMs, lastEventMs ?? 0, ...scenarios.map((scenario) => scenario.startMs)));
  const marketTime = createTime({ base: clock, startAt, isPaused: true });
  const pace = createTime({ base: clock, startAt, speed, isPaused: true });
  const simMarket = new SimMarket(seed, scenarios);
  const feed = createSimFeed({ simMarket, clock: marketTime, pace, pacer: clock, log });

  /** A full disk must not end the workstation: the ledger's last event says where time stood, too. */
  const save = (): void => {
    try {
      file.save({ simulatedMs: marketTime.now(), speed: pace.speed });
    } catch (error) {
      log.warn('The simulated time could not be saved', { error });
    }
  };
  let timer = clock.after(saveEveryMs, saveAgain);
  function saveAgain(): void {
    timer = clock.after(saveEveryMs, saveAgain);
    save();
  }

  return {
    feed,
    seed,
    tape: createSimTape({ simMarket, clock: marketTime, drive: feed.drive, store, log, save }),
    clock: marketTime,
    record: {
      ticks: (id, fromMs, toMs) => simMarket.ticks(id, fromMs, toMs),
      newestTicks: (id, beforeMs) => simMarket.newestTicks(id, beforeMs),
      hourRange: (id, atMs) => simMarket.hourRange(id, atMs),
      book: (quote, trade, atMs) => simMarket.bookAfter(quote, trade, atMs),
    },
    dispose() {
      timer.dispose();
      feed.dispose();
      save();
      marketTime.dispose();
      pace.dispose();
    },
  };
}

/** A speed that can be run at; what a file says beside that gives way to real time. */
const speedWithin = (left: number | undefined): number => (left !== undefined && left >= minSpeed && left <= maxSpeed ? left : 1);
