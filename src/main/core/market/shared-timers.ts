import type { Clock, Disposable } from '../kernel/index.ts';

type SharedTimer = { readonly waiting: Set<() => void>; readonly timer: Disposable };

/** Timers of each clock by the millisecond at which they end. */
const timersOf = new WeakMap<Clock, Map<number, SharedTimer>>();

/** Wakes at a moment of a clock. Whoever waits for the same millisecond is woken in one turn: nothing happens between one and the other. */
export function wakeAt(clock: Clock, atMs: number, wake: () => void): Disposable {
  const timers = timersOf.get(clock) ?? new Map<number, SharedTimer>();
  timersOf.set(clock, timers);
  const endMs = Math.ceil(atMs);
  const shared = timers.get(endMs) ?? startTimer(clock, timers, endMs);
  shared.waiting.add(wake);
  return {
    dispose() {
      shared.waiting.delete(wake);
      if (shared.waiting.size > 0 || timers.get(endMs) !== shared) return;
      timers.delete(endMs);
      shared.timer.dispose();
    },
  };
}

function startTimer(clock: Clock, timers: Map<number, SharedTimer>, endMs: number): SharedTimer {
  const waiting = new Set<() => void>();
  const timer = clock.after(Math.max(0, Math.ceil(endMs - clock.monotonicMs())), () => {
    timers.delete(endMs);
    for (const wake of [...waiting]) wake();
  });
  const shared = { waiting, timer };
  timers.set(endMs, shared);
  return shared;
}
