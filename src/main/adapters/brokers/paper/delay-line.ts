import { epochMs, type EpochMs } from '../../../../contract/model/units.ts';

/** Messages on their way to the venue, in the order of sending, each at its own simulated moment. */
export type DelayLine = {
  send(nowMs: EpochMs, arrive: (timeMs: EpochMs) => void): void;
  /** Lets arrive what is due by a moment. */
  deliver(nowMs: EpochMs): void;
  clear(): void;
};

export function createDelayLine(latencyMs: number): DelayLine {
  const underWay: { readonly dueMs: EpochMs; readonly arrive: (timeMs: EpochMs) => void }[] = [];
  return {
    send(nowMs, arrive) {
      if (latencyMs <= 0) arrive(nowMs);
      else underWay.push({ dueMs: epochMs(nowMs + latencyMs), arrive });
    },
    deliver(nowMs) {
      for (let first = underWay[0]; first !== undefined && first.dueMs <= nowMs; first = underWay[0]) {
        underWay.shift();
        first.arrive(first.dueMs);
      }
    },
    clear() {
      underWay.length = 0;
    },
  };
}
