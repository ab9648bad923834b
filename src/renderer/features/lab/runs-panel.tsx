import type { Run } from '../../../contract/model/run.ts';
import { useDesk } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatIsoDate, formatMinute, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import styles from './runs-panel.module.css';
import { useRuns } from './use-lab.ts';

const marks: Readonly<Record<Run['status'], string>> = { queued: '◌', running: '◐', done: '✓', failed: '✕', cancelled: '×' };

/** Every run that was recorded, here or on the command line. A click opens its report. */
export function RunsPanel() {
  const { value, state, error, reload } = useRuns();
  const open = useDesk((desk) => desk.runId);
  const zone = useZone();
  if (value === null) return state === 'failed' ? <Failed title="No runs" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed> : <Loading label="Loading runs" />;
  return (
    <DataTable
      label="Runs"
      rows={value}
      columns={columnsFor(zone)}
      rowKey={(run) => run.runId}
      selected={open}
      onSelect={(run) => useDesk.setState({ runId: run.runId })}
      empty={<Empty title="No run yet">Choose a strategy and data, then press F5. Every run is kept here with what it needs to be run again.</Empty>}
    />
  );
}

const columnsFor = (zone: TimeZoneChoice): readonly Column<Run>[] => [
  { id: 'title', title: 'Run', align: 'left', width: 88, value: (run) => run.title, cell: (run) => <span title={`${run.title} · ${run.runId}`}>{run.title}</span> },
  {
    id: 'when', title: 'When', width: 40, value: (run) => run.createdAtMs,
    cell: (run) => <span className={styles.quiet} title={`${formatIsoDate(run.createdAtMs, zone)} ${formatMinute(run.createdAtMs, zone)}`}>{formatMinute(run.createdAtMs, zone)}</span>,
  },
  {
    id: 'status', title: 'State', width: 38, value: (run) => run.status,
    cell: (run) => <span className={run.status === 'failed' ? styles.failed : run.status === 'done' ? styles.done : styles.quiet} title={run.failure ?? run.status} aria-label={run.status}>{marks[run.status]}{run.status === 'running' ? ` ${Math.floor(run.progress * 100)}%` : ''}</span>,
  },
];
