import { create } from 'zustand';
import type { ReplayState } from '../../../contract/model/replay.ts';
import type { Client } from '../../api/index.ts';
import { dismissNotice, notify } from '../../app/notices.ts';
import { showPanel } from '../../app/show-panel.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { reloadList, useReplay } from './replay-store.ts';

/** Something that is asked for in the open replay. `dropLater` is set only when somebody said so. */
export type Intent = { readonly words: string; readonly give: (replayId: string, dropLater: boolean) => Promise<ReplayState> };

/** What waits for the word that later orders may be dropped, whether it is being asked if the replay shall end, and whether it is ending. */
export const useAsked = create<{ readonly intent: Intent | null; readonly isFinishing: boolean; readonly isEnding: boolean }>(() => ({ intent: null, isFinishing: false, isEnding: false }));

/** Gives an intent; where orders were given on later bars, it is asked first whether they may be dropped. */
export async function giveIntent(intent: Intent): Promise<boolean> {
  const { state } = useReplay.getState();
  if (state === null || state.replay.status === 'finished') return false;
  if (state.laterIntents > 0) {
    useAsked.setState({ intent });
    return true;
  }
  return send(intent, state.replay.replayId, false);
}

/** The later orders may go: the intent that waited is given. */
export async function dropAndGive(): Promise<void> {
  const { intent } = useAsked.getState();
  const { replayId } = useReplay.getState();
  useAsked.setState({ intent: null });
  if (intent !== null && replayId !== null) await send(intent, replayId, true);
}

async function send(intent: Intent, replayId: string, dropLater: boolean): Promise<boolean> {
  try {
    await intent.give(replayId, dropLater);
    dismissNotice('replay-refused');
    return true;
  } catch (error) {
    notify({ id: 'replay-refused', kind: 'refusal', title: `Not done: ${intent.words}`, text: sentenceOf(error) });
    return false;
  }
}

/** Asks before a replay is ended early; one that is played to its end just ends, and what cannot end says why. */
export function askToFinish(client: Client): void {
  const { state } = useReplay.getState();
  if (state === null || useAsked.getState().isEnding) return;
  if (state.isAtEnd || state.laterIntents > 0) void finish(client);
  else useAsked.setState({ isFinishing: true });
}

/** Ends the replay at its present and shows its score. */
export async function finish(client: Client): Promise<void> {
  const { replayId } = useReplay.getState();
  if (replayId === null || useAsked.getState().isEnding) return;
  useAsked.setState({ isFinishing: false, isEnding: true });
  try {
    await client.api.replays.finish({ replayId });
    reloadList();
    showPanel('replay', 'replay-score');
  } catch (error) {
    notify({ kind: 'warn', title: 'The replay was not finished', text: sentenceOf(error) });
  } finally {
    useAsked.setState({ isEnding: false });
  }
}
