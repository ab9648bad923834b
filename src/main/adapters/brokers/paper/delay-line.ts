import { epochMs, type EpochMs } from '../../../../contract/model/units.ts';

/** Messages on their way to the venue, each at its own simulated moment: first due, first there; of one moment, in the order of sending. */
export type DelayLine = {
  send(nowMs: EpochMs, latencyMs: number, arrive: (timeMs: EpochMs) => void): void;
  /** Puts a message on its way that was sent before, and arrives with the next delivery that is not before its time. */
  resume(dueMs: EpochMs, arrive: (timeMs: EpochMs) => void): void;
  /** Lets arrive what is due by a moment. */
  deliver(nowMs: EpochMs): void;
  clear(): void;
};

export function createDelayLine(): DelayLine {
  const underWay: { readonly dueMs: EpochMs; readonly arrive: (timeMs: EpochMs) => void }[] = [];
  const queue = (dueMs: EpochMs, arrive: (timeMs: EpochMs) => void): void => {
    underWay.splice(underWay.findLastIndex((one) => one.dueMs <= dueMs) + 1, 0, { dueMs, arrive });
  };
  return {
    resume: queue,
    send(nowMs, latencyMs, arrive) {
      if (latencyMs <= 0) {
        arrive(nowMs);
        return;
      }
      queue(epochMs(nowMs + latencyMs), arrive);
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
