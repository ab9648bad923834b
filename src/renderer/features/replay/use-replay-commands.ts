import { useEffect } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { setUpReplay } from '../../app/replay-asked.ts';

/** The ways into a replay, from anywhere. */
export function useReplayCommands(): void {
  const client = useClient();
  useEffect(() => registerCommands([
    { id: 'replay.new', title: 'Replay a stretch…', group: 'Tape', words: 'practice practise bar by bar new replay train past', run: () => setUpReplay() },
    { id: 'replay.example', title: 'Replay an example', group: 'Tape', words: 'practice practise sixty days simulated', run: () => void import('./start.ts').then(({ startExample }) => startExample(client)) },
  ]), [client]);
}
