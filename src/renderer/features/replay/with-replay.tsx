import type { ReactNode } from 'react';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Waiting } from '../lab/index.ts';
import { setUpReplay } from '../../app/replay-asked.ts';
import { openReplay, useReplay } from './replay-store.ts';
import { startExample } from './start.ts';
import styles from './with-replay.module.css';

/** A panel about the replay on the desk: what it shows, or why there is nothing to show and what to do. `isQuiet`: the ways into a replay are offered beside it. */
export function WithReplay({ isQuiet = false, children }: { readonly isQuiet?: boolean; readonly children: (state: ReplayState) => ReactNode }) {
  const { replayId, state, error } = useReplay();
  if (replayId === null || (isQuiet && error !== null)) return isQuiet ? <p className={styles.quiet}>No replay is open.</p> : <NoReplay />;
  if (error !== null) return <Failed title="The replay cannot be shown" action={<Button size="small" onClick={() => openReplay(null)}>Put it away</Button>}>{error} Choose another among the replays, or start a new one.</Failed>;
  if (state === null) return <Waiting label="Loading the replay" />;
  return <>{children(state)}</>;
}

function NoReplay() {
  const client = useClient();
  return (
    <Empty
      title="Practise on the past"
      action={<span className={styles.actions}><Button kind="primary" onClick={() => void startExample(client)}>Start an example</Button><Button onClick={() => setUpReplay()}>Choose bars…</Button></span>}
    >
      A stretch of a series comes bar by bar, as fast as you like; you trade it with paper money and get a score at the end. The example is the last sixty days of a simulated instrument.
    </Empty>
  );
}
