import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { toDisposable, type Clock, type Disposable } from '../../core/kernel/index.ts';
import { TimerQueue } from './timer-queue.ts';

/**
 * Time of the simulated market. It runs at `speed` simulated milliseconds per real one, can be held, stepped and made faster,
 * and goes on from a stored moment: while nobody runs it, it stands still.
 * `now` and `after` count simulated time; `monotonicMs` stays real, because it measures how long work took.
 */
export interface SimulatedClock extends Clock, Disposable {
  readonly speed: number;
  readonly isPaused: boolean;
  /** Throws a RangeError unless the speed is a finite number above zero. */
  setSpeed(speed: number): void;
  pause(): void;
  resume(): void;
  /** Leaps forward, paused or not, and calls what falls due on the way, each at its own moment. */
  step(ms: number): void;
}

export type SimulatedClockOptions = {
  /** What drives it. */
  readonly base: Clock;
  /** Simulated moment to go on from. */
  readonly startAt: EpochMs;
  /** Simulated time per real time; 1 where not given. */
  readonly speed?: number;
  readonly isPaused?: boolean;
};

export function createSimulatedClock({ base, startAt, speed: firstSpeed = 1, isPaused: startsPaused = false }: SimulatedClockOptions): SimulatedClock {
  const timers = new TimerQueue();
  let speed = checkSpeed(firstSpeed);
  let isPaused = startsPaused;
  /** Simulated time was `anchorMs` when the base's counter stood at `anchorBaseMs`. */
  let anchorMs: number = startAt;
  let anchorBaseMs = base.monotonicMs();
  let alarm: Disposable | undefined;
  let isDisposed = false;

  const exactNow = (): number => (isPaused ? anchorMs : anchorMs + (base.monotonicMs() - anchorBaseMs) * speed);

  const anchorAt = (ms: number): void => {
    anchorMs = ms;
    anchorBaseMs = base.monotonicMs();
  };

  /** One timer on the base for the whole queue, set anew whenever the first due moment or the pace changes. */
  const armAlarm = (): void => {
    alarm?.dispose();
    alarm = undefined;
    if (isPaused || isDisposed || timers.size === 0) return;
    alarm = base.after(Math.max(0, Math.ceil((timers.nextDueMs - exactNow()) / speed)), ring);
  };

  /** Calls what was due when the alarm rang; what that adds waits for the next ring, so that real time is never starved. */
  const ring = (): void => {
    const untilMs = exactNow();
    try {
      for (let timer = timers.take(untilMs); timer !== null; timer = timers.take(untilMs)) timer.run();
    } finally {
      armAlarm();
    }
  };

  return {
    now: () => epochMs(Math.floor(exactNow())),
    monotonicMs: () => base.monotonicMs(),
    after(delayMs, run) {
      const timer = timers.add(exactNow() + Math.max(1, delayMs), run);
      armAlarm();
      return toDisposable(() => {
        timer.dispose();
        armAlarm();
      });
    },
    get speed() {
      return speed;
    },
    get isPaused() {
      return isPaused;
    },
    setSpeed(next) {
      anchorAt(exactNow());
      speed = checkSpeed(next);
      armAlarm();
    },
    pause() {
      anchorAt(exactNow());
      isPaused = true;
      armAlarm();
    },
    resume() {
      anchorAt(exactNow());
      isPaused = false;
      armAlarm();
    },
    step(ms) {
      const targetMs = exactNow() + ms;
      for (let timer = timers.take(targetMs); timer !== null; timer = timers.take(targetMs)) {
        anchorAt(Math.max(exactNow(), timer.dueMs));
        timer.run();
      }
      anchorAt(Math.max(exactNow(), targetMs));
      armAlarm();
    },
    dispose() {
      isDisposed = true;
      timers.clear();
      armAlarm();
    },
  };
}

function checkSpeed(speed: number): number {
  if (!Number.isFinite(speed) || speed <= 0) throw new RangeError(`the speed of simulated time must be a number above 0, not ${speed}`);
  return speed;
}
