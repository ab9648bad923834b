import type { CliIo } from './io.ts';

const everyMs = 1_000;

/**
 * Tells how far a computation is, on standard error: nothing in its first second, then a line a second, so that what is quick says
 * nothing. `now`: milliseconds that only go forward.
 */
export function showProgress(io: CliIo, what: string, now: () => number = () => performance.now()): (share: number) => void {
  let toldAt = now();
  return (share) => {
    if (now() - toldAt < everyMs) return;
    toldAt = now();
    io.err(`tapedeck: ${what}, ${Math.floor(100 * share)} % done.`);
  };
}
