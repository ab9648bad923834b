import { useEffect } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { useDesk } from '../../app/desk-store.ts';
import { notify } from '../../app/notices.ts';
import { saveCapsule } from './save-capsule.ts';
import { chooseCapsule } from './verify-capsule.ts';

/** The open run as one file, and a file of somebody else's as a run: for the palette. */
export function useCapsuleCommands(): void {
  const client = useClient();
  useEffect(() => registerCommands([
    {
      id: 'lab.save-capsule', title: 'Save the run as a capsule', group: 'Lab', words: 'export file share prove reproduce',
      run() {
        const { runId } = useDesk.getState();
        if (runId === null) notify({ id: 'capsule', kind: 'info', title: 'No run is open', text: 'Run a backtest with F5, or open one of the runs; then it can be saved.' });
        else void saveCapsule(client, runId);
      },
    },
    { id: 'lab.verify-capsule', title: 'Verify a capsule', group: 'Lab', words: 'import file check reproduce compare', run: () => chooseCapsule(client) },
  ]), [client]);
}
