import { useEffect, useRef } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { useLayout } from '../../app/use-layout.ts';
import { askToFinish } from './give.ts';
import { nextSpeed } from './moves.ts';
import { readMemory } from './read-setup.ts';
import { followReplay, openReplay, useReplay } from './replay-store.ts';
import { useSetup } from './setup-store.ts';
import { faster, move, playOrPause, setSpeed, speedNow } from './transport.ts';

/** Bars that the steps with Shift go. */
export const manyBars = 10;

/** Follows the replay on the desk, keeps which one it is, and gives it its keys. Mounted once, with the bar. */
export function useReplayWork(): void {
  const client = useClient();
  const replayId = useReplay((store) => store.replayId);
  useEffect(() => (replayId === null ? undefined : followReplay(client, replayId)), [client, replayId]);
  useMemory();
  const isOpen = useReplay(({ state }) => state !== null && state.replay.status === 'open');
  useEffect(() => {
    if (!isOpen) return;
    const isPlaying = (): boolean => useReplay.getState().state?.isPlaying === true;
    return registerCommands([
      { id: 'replay.play', title: 'Replay: play or pause', group: 'Tape', keys: 'Space', run: () => void playOrPause(client) },
      { id: 'replay.step', title: 'Replay: one bar on', group: 'Tape', keys: 'ArrowRight', words: 'step', run: () => void move(client, { by: 1 }) },
      { id: 'replay.back', title: 'Replay: one bar back', group: 'Tape', keys: 'ArrowLeft', words: 'step', run: () => void move(client, { by: -1 }) },
      { id: 'replay.step-many', title: `Replay: ${manyBars} bars on`, group: 'Tape', keys: 'Shift+ArrowRight', words: 'step', run: () => void move(client, { by: manyBars }) },
      { id: 'replay.back-many', title: `Replay: ${manyBars} bars back`, group: 'Tape', keys: 'Shift+ArrowLeft', words: 'step', run: () => void move(client, { by: -manyBars }) },
      { id: 'replay.start', title: 'Replay: to the first bar', group: 'Tape', keys: 'Home', words: 'beginning', run: () => void move(client, { to: 0 }) },
      { id: 'replay.slower', title: 'Replay: slower', group: 'Tape', keys: 'KeyJ', words: 'speed', run: () => void setSpeed(client, nextSpeed(speedNow(), -1)) },
      { id: 'replay.pause', title: 'Replay: pause', group: 'Tape', keys: 'KeyK', run: () => { if (isPlaying()) void playOrPause(client); } },
      { id: 'replay.faster', title: 'Replay: play, or faster', group: 'Tape', keys: 'KeyL', words: 'speed', run: () => void faster(client) },
      { id: 'replay.finish', title: 'Finish the replay', group: 'Tape', words: 'score end', run: () => askToFinish(client) },
    ]);
  }, [client, isOpen]);
}

/** Brings back which replay was on the desk and what the last one was set to, and keeps both. */
function useMemory(): void {
  const { isLoaded, saved, save } = useLayout('replay-desk');
  const latestSave = useRef(save);
  latestSave.current = save;
  useEffect(() => {
    if (!isLoaded) return;
    const { replayId, setup } = readMemory(saved);
    // What was opened meanwhile stays.
    if (useReplay.getState().replayId === null && replayId !== null) openReplay(replayId);
    if (!useSetup.getState().isTouched) useSetup.setState({ setup });
    let stored = saved;
    const store = (): void => {
      const now = JSON.stringify({ replayId: useReplay.getState().replayId, setup: useSetup.getState().setup });
      if (now !== stored) latestSave.current((stored = now));
    };
    const stops = [useReplay.subscribe((now, before) => now.replayId !== before.replayId && store()), useSetup.subscribe(store)];
    store();
    return () => stops.forEach((stop) => stop());
  }, [isLoaded, saved]);
}
