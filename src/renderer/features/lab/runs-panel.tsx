import { useMemo } from 'react';
import type { Run } from '../../../contract/model/run.ts';
import { useDesk } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatIsoDate, formatMinute, formatSignedPercent, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { readTitle, sayWhen, useNewestFacts, useRunFacts, type RunFacts } from './run-facts.ts';
import styles from './runs-panel.module.css';
import { useRuns } from './use-lab.ts';
import { Waiting } from './waiting.tsx';

const marks: Readonly<Record<Run['status'], string>> = { queued: '◌', running: '◐', paused: '‖', done: '✓', failed: '✕', cancelled: '×' };

/** Every run that was recorded, here or on the command line. A click opens its report. */
export function RunsPanel() {
  const { value, state, error, reload } = useRuns();
  const open = useDesk((desk) => desk.runId);
  const zone = useZone();
  const facts = useRunFacts((store) => store.byRun);
  const columns = useMemo(() => columnsFor(zone, facts), [zone, facts]);
  useNewestFacts(value);
  if (value === null) return state === 'failed' ? <Failed title="No runs" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed> : <Waiting label="Loading runs" />;
  return (
    <DataTable
      label="Runs"
      rows={value}
      columns={columns}
      rowKey={(run) => run.runId}
      selected={open}
      onSelect={(run) => useDesk.setState({ runId: run.runId })}
      empty={<Empty title="No run yet">Choose a strategy and data, then press F5. Every run is kept here with what it needs to be run again.</Empty>}
    />
  );
}

type Facts = ReadonlyMap<string, RunFacts>;

const columnsFor = (zone: TimeZoneChoice, facts: Facts): readonly Column<Run>[] => [
  { id: 'title', title: 'Run', align: 'left', width: 84, value: (run) => run.title, cell: (run) => <Name run={run} facts={facts} /> },
  {
    id: 'growth', title: 'Return', width: 52, value: (run) => facts.get(run.runId)?.growth ?? null, hint: 'Growth in all; else what became of the run',
    cell: (run) => <Outcome run={run} growth={facts.get(run.runId)?.growth ?? null} />,
  },
  {
    id: 'when', title: 'When', width: 44, value: (run) => run.createdAtMs,
    cell: (run) => <span className={styles.quiet} title={`${formatIsoDate(run.createdAtMs, zone)} ${formatMinute(run.createdAtMs, zone)}`}>{sayWhen(run.createdAtMs, Date.now(), zone)}</span>,
  },
];

/** What was tested stands before what it was tested by: the end may be cut. */
function Name({ run, facts }: { readonly run: Run; readonly facts: Facts }) {
  const { rules, symbol } = readTitle(run.title);
  const timeframe = facts.get(run.runId)?.timeframe ?? null;
  return <span title={`${run.title}${timeframe === null ? '' : ` ${timeframe}`} · ${run.runId}`}><b>{symbol}</b> {timeframe !== null && `${timeframe} `}<span className={styles.quiet}>{rules}</span></span>;
}

/** What a finished run made; of another, where it stands. */
function Outcome({ run, growth }: { readonly run: Run; readonly growth: number | null }) {
  const isDone = run.status === 'done';
  if (isDone && growth !== null) return <span title={formatSignedPercent(growth)}><Change value={growth} isPercent places={Math.abs(growth) < 1 ? 1 : 0} /></span>;
  return <span className={run.status === 'failed' ? styles.failed : isDone ? styles.done : styles.quiet} title={run.failure ?? run.status} aria-label={run.status}>{marks[run.status]}{run.status === 'running' ? ` ${Math.floor(run.progress * 100)}%` : ''}</span>;
}
