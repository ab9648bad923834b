/** What runs things in frames of the screen, and how it tells the time; replaced in tests. */
export type Screen = { readonly nowMs: () => number; readonly after: (ms: number, run: () => void) => void; readonly nextFrame: (run: () => void) => void };

/** A frame of the screen; a hidden page has none, so there it is a quarter of a second. */
function nextFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 250);
  else requestAnimationFrame(run);
}

const ofPage: Screen = { nowMs: () => performance.now(), after: (ms, run) => void setTimeout(run, ms), nextFrame };

/**
 * A way to draw at most so often: the first change after a pause with the next frame, those of a hurry together. Figures that people
 * read beside the chart need no more than some times a second, and each frame that they leave alone is the chart's.
 */
export function pacedFrames(perSecond: number, screen: Screen = ofPage): (run: () => void) => void {
  const everyMs = 1_000 / perSecond;
  let nextMs = -Infinity;
  return (run) => {
    const waitMs = nextMs - screen.nowMs();
    const draw = (): void =>
      screen.nextFrame(() => {
        nextMs = screen.nowMs() + everyMs;
        run();
      });
    if (waitMs <= 0) draw();
    else screen.after(waitMs, draw);
  };
}

/** Asks for a run at that pace; asking again before it comes changes nothing. */
export function pacedRun(perSecond: number, run: () => void, screen: Screen = ofPage): () => void {
  const soon = pacedFrames(perSecond, screen);
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    soon(() => {
      isAsked = false;
      run();
    });
  };
}

/** Times a second that figures beside a chart follow it; the candle itself changes with every frame. */
export const readablePerSecond = 12;

/** Every frame of the screen. */
export const everyFrame = nextFrame;
