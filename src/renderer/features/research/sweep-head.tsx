import { Pause, Play, X } from 'lucide-react';
import type { Sweep } from '../../../contract/model/sweep.ts';
import { useClient } from '../../app/client-context.tsx';
import { useZone } from '../../app/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatDuration, formatIsoDate, formatMinute, formatNumber } from '../../ui/format.ts';
import { LevelMeter } from '../../ui/level-meter.tsx';
import { Label } from '../../ui/text.tsx';
import styles from './research.module.css';
import { changeSweep } from './run-sweep.ts';
import { shortTitle } from './swept.ts';
import { isUnderWay, lookAt, openSweep } from './sweep-store.ts';

const names: Readonly<Record<Sweep['status'], string>> = { queued: 'Waits', running: 'Under way', paused: 'Paused', done: 'Complete', failed: 'Failed', cancelled: 'Cancelled' };

/** How far the open sweep is, the ways to hold and end it, and the way to another. */
export function SweepHead({ sweep, sweeps }: { readonly sweep: Sweep; readonly sweeps: readonly Sweep[] }) {
  const zone = useZone();
  const others = sweeps.some(({ sweepId }) => sweepId === sweep.sweepId) ? sweeps : [sweep, ...sweeps];
  return (
    <header className={styles.head}>
      <div className={styles.which}>
        <ChoiceField
          label="Sweep" value={sweep.sweepId} onChange={openSweep}
          choices={others.map((one) => ({ value: one.sweepId, label: `${shortTitle(one.title)} · ${formatIsoDate(one.createdAtMs, zone)} ${formatMinute(one.createdAtMs, zone)}` }))}
        />
        <span className={styles.status} role="status" aria-label="Progress"><Label>{names[sweep.status]}</Label> <b>{formatNumber(sweep.done, 0)}</b> of {formatNumber(sweep.trials, 0)}{sayMore(sweep)}</span>
        <Button size="small" onClick={() => lookAt({ isSetup: true })}>New sweep…</Button>
      </div>
      {sweep.status !== 'done' && <div className={styles.progress}><LevelMeter label="Progress of the sweep" value={sweep.progress} segments={72} /><Actions sweep={sweep} /></div>}
      {sweep.failure !== null && sweep.status === 'failed' && <p className={styles.fault} role="alert">⚠ {sweep.failure}</p>}
      {sweep.failedTrials > 0 && <p className={styles.note}>△ {formatNumber(sweep.failedTrials, 0)} failed{sweep.firstFailure === null ? '' : `, the first because: ${sweep.firstFailure}`}</p>}
    </header>
  );
}

function sayMore({ createdAtMs, finishedAtMs, status, eventTrials }: Sweep): string {
  const took = finishedAtMs === null || status !== 'done' ? '' : ` · ${formatDuration(finishedAtMs - createdAtMs)}`;
  return `${took}${eventTrials > 0 ? ` · ${formatNumber(eventTrials, 0)} bar by bar` : ''}`;
}

function Actions({ sweep }: { readonly sweep: Sweep }) {
  const client = useClient();
  const act = (verb: 'pause' | 'resume' | 'cancel') => () => void changeSweep(client, verb);
  if (!isUnderWay(sweep)) {
    return sweep.status === 'done' ? null : <Button size="small" kind="ghost" onClick={act('resume')}><Play size={11} aria-hidden /> Go on</Button>;
  }
  return (
    <>
      {sweep.status === 'paused'
        ? <Button size="small" kind="ghost" onClick={act('resume')}><Play size={11} aria-hidden /> Go on</Button>
        : <Button size="small" kind="ghost" onClick={act('pause')}><Pause size={11} aria-hidden /> Pause</Button>}
      <Button size="small" kind="ghost" onClick={act('cancel')}><X size={11} aria-hidden /> Cancel</Button>
    </>
  );
}
