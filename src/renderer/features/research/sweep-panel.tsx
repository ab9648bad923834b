import { useEffect } from 'react';
import type { Sweep } from '../../../contract/model/sweep.ts';
import { useClient } from '../../app/client-context.tsx';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/panel-state.tsx';
import { useSeries } from '../lab/index.ts';
import styles from './research.module.css';
import { followSweep } from './run-sweep.ts';
import { SweepHead } from './sweep-head.tsx';
import { SweepSetup } from './sweep-setup.tsx';
import { isUnderWay, openSweep, useSweep } from './sweep-store.ts';
import { SweepViews } from './sweep-views.tsx';

const mostSweeps = 30;

/** Many combinations of parameters: what is tried, how far it is, and what came out, while it runs and after. */
export function SweepPanel() {
  const client = useClient();
  const { sweepId, sweep, spec, isSetup, round, fault } = useSweep();
  const sweeps = useCall<readonly Sweep[]>(`sweeps ${round}`, (api) => api.sweeps.list({ limit: mostSweeps }));
  useEffect(() => (sweepId === null ? undefined : followSweep(client, sweepId)), [client, sweepId, round]);
  useSpec(sweepId);
  useNewest(sweeps.value);
  // What is set up is read with the stored series at hand, also while the panel Setup is closed.
  useSeries();
  const isLooking = sweeps.value === null && sweeps.state === 'loading' && round === 0;
  if (isLooking && sweepId === null) return <Loading label="Loading sweeps" />;
  if (sweepId === null || isSetup) return <div className={styles.panel}><SweepSetup hasSweep={sweepId !== null} /></div>;
  if (fault !== null && spec === null) return <Failed title="The sweep cannot be shown" action={<Button size="small" onClick={() => openSweep(sweepId)}>Try again</Button>}>{fault}</Failed>;
  if (sweep === null || spec === null) return <Loading label="Loading the sweep" />;
  return (
    <div className={styles.panel} data-kind="sweep">
      <SweepHead sweep={sweep} sweeps={sweeps.value ?? []} />
      <SweepViews sweep={sweep} spec={spec} />
    </div>
  );
}

/** What decided the open sweep, asked once. */
function useSpec(sweepId: string | null): void {
  const { value, error } = useCall(sweepId === null ? null : `spec ${sweepId}`, (api) => api.sweeps.spec({ sweepId: sweepId ?? '' }));
  useEffect(() => {
    if (useSweep.getState().sweepId !== sweepId) return;
    if (value !== null) useSweep.setState({ spec: value });
    else if (error !== null) useSweep.setState({ fault: error });
  }, [sweepId, value, error]);
}

/** Takes up a sweep that is under way, else the newest. */
function useNewest(sweeps: readonly Sweep[] | null): void {
  useEffect(() => {
    const { sweepId, isSetup } = useSweep.getState();
    const newest = sweeps?.find(isUnderWay) ?? sweeps?.[0];
    if (sweepId === null && !isSetup && newest !== undefined) openSweep(newest.sweepId);
  }, [sweeps]);
}
