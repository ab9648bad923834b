import { toDisposable, type Clock, type Disposable } from '../../core/kernel/index.ts';

/** Where market time should stand: it runs on, is held and leaps, whether or not the tape has followed. */
export interface Pace {
  now(): number;
  readonly speed: number;
  setSpeed(speed: number): void;
  pause(): void;
  resume(): void;
  step(ms: number): void;
}

export type TapeDriveOptions = {
  readonly pace: Pace;
  /** Real time. */
  readonly pacer: Clock;
  /** Every tick before this moment has been told. */
  readonly toldUntilMs: () => number;
  readonly tellUntil: (ms: number) => void;
};

/** Lets the tape follow the pace, in pieces so short that nothing else waits for them. */
export interface TapeDrive extends Disposable {
  start(): void;
  readonly isPaused: boolean;
  readonly speed: number;
  play(): void;
  /** Done when what was due is told; at once while silent. */
  pause(): Promise<void>;
  setSpeed(speed: number): void;
  /** Pauses and leaps to a moment; done when everything before it is told. Not while silent. */
  goTo(ms: number): Promise<void>;
  /** Where the tape will stand when everything due is told. */
  readonly dueMs: number;
  /** Every tick before this is told, or will be before anything else happens. */
  readonly toldUntilMs: number;
  /** Tells nothing for a stretch of real time; what was missed is told after it. */
  silence(forMs: number): void;
  readonly isSilent: boolean;
  /** Time should pass, and nothing has been heard for some seconds. */
  readonly isStale: boolean;
}

const beatMs = 20;
/** Market time told at once, and real time after which others get their turn. */
const pieceMs = 2_000;
const turnMs = 4;
const restMs = 2;
/** Real time's worth that the tape may be behind; then the pace waits for it, and the market runs slower than was asked. */
const mostBehindMs = 250;
const staleAfterMs = 1_000;

export function createTapeDrive({ pace, pacer, toldUntilMs, tellUntil }: TapeDriveOptions): TapeDrive {
  const none = toDisposable(() => {});
  let [beat, nextTurn, endOfSilence] = [none, none, none];
  let isRunning = false;
  let isPaused = false;
  let isSilent = false;
  /** The pace waits for the tape. */
  let isHeld = false;
  let heardAtMs = pacer.monotonicMs();
  let waiting: { readonly untilMs: number; readonly resolve: () => void }[] = [];

  const setPace = (): void => (isRunning && !isPaused && !isHeld ? pace.resume() : pace.pause());

  function takeTurn(): void {
    nextTurn.dispose();
    if (isSilent || !isRunning) return;
    const dueMs = pace.now();
    const endMs = pacer.monotonicMs() + turnMs;
    while (toldUntilMs() < dueMs && pacer.monotonicMs() < endMs) tellUntil(Math.min(dueMs, toldUntilMs() + pieceMs));
    heardAtMs = pacer.monotonicMs();
    const behindMs = pace.now() - toldUntilMs();
    if (isHeld ? behindMs <= 0 : behindMs > mostBehindMs * pace.speed) {
      isHeld = !isHeld;
      setPace();
    }
    if (toldUntilMs() < dueMs) nextTurn = pacer.after(restMs, takeTurn);
    letGo();
  }

  function letGo(): void {
    const done = waiting.filter(({ untilMs }) => untilMs <= toldUntilMs());
    waiting = waiting.filter((one) => !done.includes(one));
    for (const { resolve } of done) resolve();
  }

  function pulse(): void {
    beat = pacer.after(beatMs, pulse);
    takeTurn();
  }

  function arrive(untilMs: number): Promise<void> {
    if (isSilent || !isRunning || untilMs <= toldUntilMs()) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push({ untilMs, resolve });
    nextTurn.dispose();
    nextTurn = pacer.after(0, takeTurn);
    return promise;
  }

  const hold = (): void => {
    isPaused = true;
    setPace();
  };

  return {
    start() {
      isRunning = true;
      heardAtMs = pacer.monotonicMs();
      setPace();
      pulse();
    },
    get isPaused() {
      return isPaused;
    },
    get speed() {
      return pace.speed;
    },
    get dueMs() {
      return pace.now();
    },
    get toldUntilMs() {
      return toldUntilMs();
    },
    get isSilent() {
      return isSilent;
    },
    get isStale() {
      return isRunning && !isPaused && pacer.monotonicMs() - heardAtMs > staleAfterMs;
    },
    play() {
      if (isPaused) heardAtMs = pacer.monotonicMs();
      isPaused = false;
      setPace();
    },
    pause() {
      hold();
      return arrive(pace.now());
    },
    setSpeed: (speed) => pace.setSpeed(speed),
    goTo(ms) {
      hold();
      if (ms > pace.now()) pace.step(ms - pace.now());
      return arrive(ms);
    },
    silence(forMs) {
      isSilent = true;
      endOfSilence.dispose();
      endOfSilence = pacer.after(forMs, () => {
        isSilent = false;
        takeTurn();
      });
    },
    dispose() {
      isRunning = false;
      setPace();
      for (const timer of [beat, nextTurn, endOfSilence]) timer.dispose();
      for (const { resolve } of waiting) resolve();
      waiting = [];
    },
  };
}
