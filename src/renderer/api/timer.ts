/** Calls once after a delay; the answer takes it back. Injected, so that tests need not wait. */
export type Timer = { after(delayMs: number, run: () => void): () => void };

export const systemTimer: Timer = {
  after(delayMs, run) {
    const id = setTimeout(run, delayMs);
    return () => clearTimeout(id);
  },
};
