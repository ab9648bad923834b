import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { endOf, joinMoves, nextSpeed, type Move } from './moves.ts';
import { useReplay } from './replay-store.ts';

let waiting: Move | null = null;
let isMoving = false;

const failed = (error: unknown): void => void notify({ id: 'replay-transport', kind: 'warn', title: 'The replay did not follow', text: sentenceOf(error) });

/** Moves the present. While one move is under way the further ones become one, so that keys and pointer may be as fast as they like. */
export async function move(client: Client, wish: Move): Promise<void> {
  const { state } = useReplay.getState();
  if (state === null || state.replay.status === 'finished') return;
  waiting = joinMoves(waiting, wish);
  useReplay.setState({ wanted: endOf(waiting, state.replay.cursor, state.replay.bars) });
  if (isMoving) return;
  isMoving = true;
  try {
    await moveAll(client, state.replay.replayId);
  } catch (error) {
    failed(error);
  } finally {
    waiting = null;
    isMoving = false;
    useReplay.setState({ wanted: null });
  }
}

async function moveAll(client: Client, replayId: string): Promise<void> {
  // What plays has gone on meanwhile: where it stands is known once it is held.
  let { replay } = await client.api.replays.pause({ replayId });
  while (waiting !== null) {
    const end = endOf(waiting, replay.cursor, replay.bars);
    waiting = null;
    if (end !== replay.cursor) ({ replay } = await client.api.replays.step({ replayId, bars: end - replay.cursor }));
    if (useReplay.getState().replayId !== replayId) return;
  }
}

/** The speed that it plays at, or will. */
export const speedNow = (): number => {
  const { speed, state } = useReplay.getState();
  return speed ?? state?.replay.speed ?? 1;
};

export async function playOrPause(client: Client): Promise<void> {
  const { state } = useReplay.getState();
  if (state === null || state.replay.status === 'finished' || (state.isAtEnd && !state.isPlaying)) return;
  const { replayId } = state.replay;
  try {
    await (state.isPlaying ? client.api.replays.pause({ replayId }) : client.api.replays.play({ replayId, speed: speedNow() }));
  } catch (error) {
    failed(error);
  }
}

/** Chooses the speed in bars a second. What plays takes it at once, what is held when it plays on. */
export async function setSpeed(client: Client, speed: number): Promise<void> {
  useReplay.setState({ speed });
  const { state } = useReplay.getState();
  if (state?.isPlaying !== true) return;
  try {
    await client.api.replays.play({ replayId: state.replay.replayId, speed });
  } catch (error) {
    failed(error);
  }
}

/** Plays, or plays faster. */
export async function faster(client: Client): Promise<void> {
  await (useReplay.getState().state?.isPlaying === true ? setSpeed(client, nextSpeed(speedNow(), 1)) : playOrPause(client));
}
