/** By then the first prices are painted, on a slow computer too. */
const settledMs = 1_500;

/** Runs something that can wait when the window has come up and has nothing better to do. Gives what calls it off. */
export function whenSettled(run: () => void): () => void {
  let idle = 0;
  const timer = setTimeout(() => (idle = requestIdleCallback(run)), settledMs);
  return () => {
    clearTimeout(timer);
    cancelIdleCallback(idle);
  };
}
