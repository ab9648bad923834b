/** How the time is told and waited for; replaced in tests. */
export type Waiting = { readonly nowMs: () => number; readonly after: (ms: number, run: () => void) => void };

const ofPage: Waiting = { nowMs: () => performance.now(), after: (ms, run) => void (ms <= 0 ? queueMicrotask(run) : setTimeout(run, ms)) };

/** Times a second that figures beside a chart follow it; the candle itself changes with every frame. */
export const readablePerSecond = 8;

/**
 * Asks for a run that comes at most so often: at once after a pause, in a hurry at the pace, and the last asking always has its run.
 * Figures that people read need no more than some times a second, and each frame that they leave alone is the chart's. A run does not
 * wait for a frame of the screen: what is written before one is laid out once in it, together with the chart.
 */
export function pacedRun(perSecond: number, run: () => void, { nowMs, after }: Waiting = ofPage): () => void {
  const everyMs = 1_000 / perSecond;
  let nextMs = -Infinity;
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    after(nextMs - nowMs(), () => {
      isAsked = false;
      nextMs = nowMs() + everyMs;
      run();
    });
  };
}
