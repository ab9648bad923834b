/** Watches whether the other side still lives. */
export type Heartbeat = {
  /** Something arrived. */
  beat(): void;
  stop(): void;
};

/**
 * Asks every `everyMs`, and calls `onDead` when two askings in a row heard nothing at all. Judged at its own ticks, so a process
 * that slept or was busy asks again before it gives up.
 */
export function startHeartbeat(everyMs: number, ask: () => void, onDead: () => void): Heartbeat {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= 2) {
      clearInterval(timer);
      onDead();
      return;
    }
    unanswered += 1;
    ask();
  }, everyMs);
  timer.unref();
  return {
    beat() {
      unanswered = 0;
    },
    stop: () => clearInterval(timer),
  };
}
