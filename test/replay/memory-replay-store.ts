import type { RecordedIntent, Replay } from '../../src/contract/model/replay.ts';
import type { ReplayStore, StoredReplay } from '../../src/main/core/replay/ports.ts';

/** Replays without a disk, for tests: everything is gone with the process. */
export function createMemoryReplayStore(): ReplayStore {
  const kept = new Map<string, StoredReplay>();
  const require = (replayId: string): StoredReplay => {
    const found = kept.get(replayId);
    if (found === undefined) throw new Error(`There is no replay ${replayId}.`);
    return found;
  };
  const change = async (replay: Replay, rest: Partial<StoredReplay>): Promise<void> => void kept.set(replay.replayId, { ...require(replay.replayId), replay, ...rest });
  return {
    createReplay: async (replay, fingerprint) => void kept.set(replay.replayId, { replay, fingerprint, intents: [], score: null }),
    saveReplay: (replay) => change(replay, {}),
    appendIntent(replay, intent, dropped) {
      const marked = require(replay.replayId).intents.map((one): RecordedIntent => (dropped.includes(one.number) ? { ...one, droppedBy: intent.number } : one));
      return change(replay, { intents: [...marked, intent] });
    },
    finishReplay: (replay, score) => change(replay, { score }),
    loadReplay: async (replayId) => kept.get(replayId) ?? null,
    listReplays: async (limit) => [...kept.values()].map(({ replay }) => replay).toReversed().slice(0, limit),
  };
}
