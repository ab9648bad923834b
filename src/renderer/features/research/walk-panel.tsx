import { useEffect } from 'react';
import type { Run } from '../../../contract/model/run.ts';
import { useClient } from '../../app/client-context.tsx';
import { useZone } from '../../app/settings-store.ts';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatIsoDate, formatMinute } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './research.module.css';
import { cancelWalk, followWalk } from './run-walk.ts';
import { WalkResult } from './walk-result.tsx';
import { WalkSetup } from './walk-setup.tsx';
import { openWalk, useWalk } from './walk-store.ts';

const mostRuns = 30;
const isUnderWay = ({ status }: Run): boolean => status === 'queued' || status === 'running';

/** Parameters chosen on one stretch and tried on the next, again and again: what the rules would have made on bars that they never saw. */
export function WalkForwardPanel() {
  const client = useClient();
  const { runId, run, isSetup, round } = useWalk();
  const runs = useCall<readonly Run[]>(`walks ${round} ${run?.status}`, (api) => api.walkForwards.list({ limit: mostRuns }));
  useEffect(() => (runId === null ? undefined : followWalk(client, runId)), [client, runId]);
  useEffect(() => {
    const newest = runs.value?.find(isUnderWay) ?? runs.value?.[0];
    const now = useWalk.getState();
    if (now.runId === null && !now.isSetup && newest !== undefined) openWalk(newest.runId);
  }, [runs.value]);
  if (runId === null && runs.value === null && runs.state === 'loading') return <Loading label="Loading walk-forwards" />;
  if (runId === null || isSetup) return <div className={styles.panel}><WalkSetup hasRun={runId !== null} /></div>;
  if (run === null) return <Loading label="Loading the walk-forward" />;
  return (
    <div className={styles.panel} data-kind="sweep">
      <header className={styles.head}><Which run={run} runs={runs.value ?? []} /></header>
      <Body run={run} />
    </div>
  );
}

function Which({ run, runs }: { readonly run: Run; readonly runs: readonly Run[] }) {
  const zone = useZone();
  const all = runs.some(({ runId }) => runId === run.runId) ? runs : [run, ...runs];
  return (
    <div className={styles.which}>
      <ChoiceField
        label="Walk-forward" value={run.runId} onChange={openWalk}
        choices={all.map((one) => ({ value: one.runId, label: `${one.title.replace(' walked forward', '')} · ${formatIsoDate(one.createdAtMs, zone)} ${formatMinute(one.createdAtMs, zone)}` }))}
      />
      <Button size="small" onClick={() => useWalk.setState({ isSetup: true })}>New walk-forward…</Button>
    </div>
  );
}

function Body({ run }: { readonly run: Run }) {
  const client = useClient();
  const again = <Button size="small" onClick={() => useWalk.setState({ isSetup: true })}>Set it up again</Button>;
  switch (run.status) {
    case 'done': return <WalkResult runId={run.runId} />;
    case 'failed': return <Failed title="The walk-forward failed" action={again}>{run.failure}</Failed>;
    case 'cancelled': return <Empty title="The walk-forward was cancelled" action={again}>It has no result; nothing of it counts but that it was begun.</Empty>;
    default: return <div className={styles.underWay}><Progress title={run.status === 'queued' ? 'The walk-forward waits' : 'Walking forward'} share={run.status === 'queued' ? null : run.progress} detail={run.title} onCancel={() => void cancelWalk(client)} /></div>;
  }
}
