import { create } from 'zustand';
import type { ReplayState } from '../../../contract/model/replay.ts';
import type { Client } from '../../api/index.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { pacedRun } from '../../ui/paced-run.ts';
import { loadOutcome, settle, type Outcome } from './outcome.ts';
import { PlayedBars } from './played-bars.ts';

type ReplayStore = {
  /** The replay on the desk; null: none. */
  readonly replayId: string | null;
  /** As it was told last; written by {@link followReplay} alone. null: it was not told yet. */
  readonly state: ReplayState | null;
  /** Why it cannot be shown, in a sentence. */
  readonly error: string | null;
  /** What it came to, once it is finished, and why that cannot be told. */
  readonly outcome: Outcome | null;
  readonly outcomeError: string | null;
  /** The bar that somebody has asked for and that has not come yet. */
  readonly wanted: number | null;
  /** Bars a second that were chosen for the next play; null: as it was. */
  readonly speed: number | null;
  /** Grows when the list of replays should be asked for again. */
  readonly listRound: number;
};

/** The replay that the desk practises on. */
export const useReplay = create<ReplayStore>(() => ({ replayId: null, state: null, error: null, outcome: null, outcomeError: null, wanted: null, speed: null, listRound: 0 }));

/** Its bars up to the present. */
export const played = new PlayedBars();

/** Times a second that figures follow a replay that plays fast. */
const figuresPerSecond = 12;

/** Older bars that are asked for at once: with those that come meanwhile they have room on the chart. */
const mostBack = 15_000;

export const openReplay = (replayId: string | null): void => {
  if (useReplay.getState().replayId === replayId) return;
  played.clear();
  useReplay.setState({ replayId, state: null, error: null, outcome: null, outcomeError: null, wanted: null, speed: null });
};

export const reloadList = (): void => useReplay.setState(({ listRound }) => ({ listRound: listRound + 1 }));

/** The replay whose outcome is being asked for. */
let askedFor: string | null = null;

/** Asks what the finished replay on the desk came to, and shows it as it ended. */
export async function takeOutcome(client: Client): Promise<void> {
  const { replayId } = useReplay.getState();
  if (replayId === null || askedFor === replayId) return;
  askedFor = replayId;
  useReplay.setState({ outcomeError: null });
  const isMine = (): boolean => useReplay.getState().replayId === replayId;
  try {
    const outcome = await loadOutcome(client, replayId);
    if (isMine()) useReplay.setState(({ state }) => ({ outcome, state: state === null ? null : settle(state, outcome.report) }));
  } catch (error) {
    if (isMine()) useReplay.setState({ outcomeError: sentenceOf(error) });
  } finally {
    if (askedFor === replayId) askedFor = null;
  }
}

/** Follows a replay across lost connections; gives the function that stops it. Who leaves it while it plays finds it held where it was left. */
export function followReplay(client: Client, replayId: string): () => void {
  const isMine = (): boolean => useReplay.getState().replayId === replayId;
  let told: ReplayState | null = null;
  // The chart takes every bar; what people read follows at a pace that leaves room for their keys.
  const show = pacedRun(figuresPerSecond, () => {
    if (!isMine() || told === null) return;
    const { outcome } = useReplay.getState();
    useReplay.setState({ state: outcome === null ? told : settle(told, outcome.report), error: null });
  });
  const loadOlder = async (): Promise<void> => {
    const first = played.bars[0];
    if (told === null || first === undefined || played.bars.length > told.replay.warmup + told.replay.cursor) return;
    const page = await client.api.replays.bars({ replayId, beforeMs: first.time, limit: mostBack });
    if (isMine()) played.prepend(page);
  };
  const subscription = client.subscribe({
    kind: 'state',
    open: (api, signal) => api.replays.watch({ replayId }, { signal }),
    onValue: (update) => {
      if (!isMine()) return;
      told = update.state;
      played.take(update);
      show();
      if (told.replay.status === 'finished' && useReplay.getState().outcome === null) void takeOutcome(client);
      // The chart lives on what it has; older bars come with the next whole answer.
      if (update.isWhole) void loadOlder().catch(() => undefined);
    },
    onError: ({ message }) => isMine() && useReplay.setState({ error: message }),
  });
  return () => {
    subscription.close();
    if (useReplay.getState().state?.isPlaying === true) void client.api.replays.pause({ replayId }).catch(() => undefined);
  };
}
