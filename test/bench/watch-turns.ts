/** The main thread's longest turns while something else works. */
export type Turns = {
  /** Most processor time that this thread itself spent between two looks, in milliseconds: no matter what else the machine does. */
  readonly busyMs: number;
  /** Longest time between two looks, in milliseconds: as a person would feel it, other programs' share of the processor included. */
  readonly gapMs: number;
  readonly looks: number;
};

const lookEveryMs = 1;

/**
 * Looks at the calling thread's turns until the returned function is called. A look comes at most every millisecond, so that what is
 * measured is one turn, or a few short ones together: never less than the longest.
 */
export function watchTurns(): () => Turns {
  let busyMs = 0;
  let gapMs = 0;
  let looks = 0;
  let lastMs = performance.now();
  let lastCpuMs = threadCpuMs();
  function look(): void {
    const [nowMs, cpuMs] = [performance.now(), threadCpuMs()];
    busyMs = Math.max(busyMs, cpuMs - lastCpuMs);
    gapMs = Math.max(gapMs, nowMs - lastMs);
    looks += 1;
    [lastMs, lastCpuMs] = [nowMs, cpuMs];
  }
  const timer = setInterval(look, lookEveryMs);
  return () => {
    clearInterval(timer);
    look();
    return { busyMs, gapMs, looks };
  };
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
