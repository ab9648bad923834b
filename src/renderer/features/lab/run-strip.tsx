import { Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { runCommand } from '../../app/commands.ts';
import { useDesk } from '../../app/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { LevelMeter } from '../../ui/level-meter.tsx';
import { Label } from '../../ui/text.tsx';
import { Promotion } from '../paper-sessions/index.ts';
import { ExplainDialog } from './explain-dialog.tsx';
import { NotesDialog } from './notes-dialog.tsx';
import { useLab, type Setup } from './lab-store.ts';
import { cancelRun } from './run-backtest.ts';
import styles from './run-strip.module.css';
import { useLabWork, useRuns, useStrategies } from './use-lab.ts';

/** What is set for the next run, how the last one went, and the button that starts it. */
export function RunStrip() {
  const strategies = useStrategies().value;
  useLabWork(strategies);
  const setup = useLab((lab) => lab.setup);
  const isRunning = useLab((lab) => lab.active !== null);
  const hasReport = useLab((lab) => lab.report !== null);
  const title = strategies?.find((one) => one.name === setup.strategy)?.title ?? setup.strategy;
  return (
    <section className={styles.strip} aria-label="Backtest">
      <Item name="Strategy">{title}</Item>
      <Item name="Data">{setup.series === null ? 'none chosen' : `${setup.series.instrumentId} ${setup.series.timeframe}${setup.others.length === 0 ? '' : ` + ${setup.others.length} more`}`}</Item>
      <Item name="Window">{sayWindow(setup)}</Item>
      <Item name="Costs">{sayCosts(setup)}</Item>
      <Item name="Fills">{setup.profile === 'tapedeck' ? 'Tapedeck' : setup.profile}</Item>
      <Progress />
      <ExplainDialog />
      <NotesDialog />
      <Promotion />
      <div className={styles.act}>
        <Button kind={isRunning ? 'plain' : 'primary'} keys="F5" disabled={isRunning || setup.series === null || strategies === null} onClick={() => runCommand('lab.run')}>
          <Play size={11} fill="currentColor" aria-hidden /> {hasReport ? 'Run again' : 'Run'}
        </Button>
      </div>
    </section>
  );
}

const Item = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.item}><Label>{name}</Label><b>{children}</b></div>
);

const sayWindow = ({ from, to }: Setup): string => (from === '' && to === '' ? 'all bars' : `${from === '' ? 'first bar' : from} – ${to === '' ? 'last bar' : to}`);

function sayCosts({ commission, commissionFixed, spread, slippage }: Setup): string {
  const parts = [
    Number(commission) === 0 ? '' : `${commission}%`, Number(commissionFixed) === 0 ? '' : `${commissionFixed} a fill`,
    Number(spread) === 0 ? '' : `spread ${spread}%`, Number(slippage) === 0 ? '' : `slippage ${slippage}%`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'none' : parts.join(' + ');
}

/** The run under way and the way to stop it; else what became of the last one, or why it did not start. */
function Progress() {
  const client = useClient();
  const active = useLab((lab) => lab.active);
  const isWaiting = useLab((lab) => lab.isWaiting);
  const fault = useLab((lab) => lab.startFault);
  const runId = useDesk((desk) => desk.runId);
  const open = useRuns().value?.find((run) => run.runId === runId) ?? null;
  if (active !== null) {
    return (
      <div className={styles.progress} role="status">
        <span><Label>{active.status === 'queued' ? 'Run waits' : 'Run under way'}</Label> <b>{Math.floor(active.progress * 100)}%</b></span>
        <LevelMeter label="Progress of the run" value={active.progress} segments={64} />
        <Button size="small" kind="ghost" keys="Esc" onClick={() => void cancelRun(client)}>Cancel</Button>
      </div>
    );
  }
  if (isWaiting) return <div className={styles.progress} role="status"><Label>Run waits for strategies and data</Label></div>;
  if (fault !== null) return <p className={styles.fault} role="alert">△ {fault}</p>;
  if (open === null || open.status !== 'done') return <div className={styles.progress} />;
  return (
    <div className={styles.progress}>
      <span><Label>Run complete</Label> <small>{open.title}{open.finishedAtMs === null ? '' : ` · ${formatDuration(open.finishedAtMs - open.createdAtMs)}`}</small></span>
      <LevelMeter label="Progress of the run" value={1} segments={64} />
    </div>
  );
}
