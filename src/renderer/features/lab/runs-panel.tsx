import { useDeferredValue, useMemo, useState } from 'react';
import type { Run } from '../../../contract/model/run.ts';
import { useDesk } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { showPanel } from '../../app/show-panel.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatIsoDate, formatMinute, formatSignedPercent, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { clearCompared, toggleCompared, useCompared } from './compare-store.ts';
import { writeNotes } from './notes-dialog.tsx';
import { readTitle, sayWhen, useNewestFacts, useRunFacts, type RunFacts } from './run-facts.ts';
import styles from './runs-panel.module.css';
import { useFoundRuns } from './use-lab.ts';
import { Waiting } from './waiting.tsx';

const marks: Readonly<Record<Run['status'], string>> = { queued: '◌', running: '◐', paused: '‖', done: '✓', failed: '✕', cancelled: '×' };

/** Every run that was recorded, here or on the command line. A click opens its report, Enter its tags and note; those that are ticked can be compared. */
export function RunsPanel() {
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  return (
    <div className={styles.panel}>
      <div className={styles.tools}><TextField label="Find" placeholder="words, or #tag" type="search" value={search} onChange={setSearch} /></div>
      <Found search={words} />
      <Compared />
    </div>
  );
}

function Found({ search }: { readonly search: string }) {
  const { value, state, error, reload } = useFoundRuns(search);
  const open = useDesk((desk) => desk.runId);
  const zone = useZone();
  const facts = useRunFacts((store) => store.byRun);
  const compared = useCompared((store) => store.runIds);
  const columns = useMemo(() => columnsFor(zone, facts, compared), [zone, facts, compared]);
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
      onOpen={writeNotes}
      empty={search === ''
        ? <Empty title="No run yet">Choose a strategy and data, then press F5. Every run is kept here with what it needs to be run again.</Empty>
        : <Empty title="No such run">Words are looked for in titles, ids, tags and notes.</Empty>}
    />
  );
}

/** What is ticked, and the way to see it side by side. */
function Compared() {
  const { runIds } = useCompared();
  if (runIds.length === 0) return null;
  return (
    <footer className={styles.compared}>
      <span>{runIds.length} ticked</span>
      <Button size="small" disabled={runIds.length < 2} onClick={() => showPanel('lab', 'lab-compare')}>Compare</Button>
      <Button size="small" kind="ghost" onClick={clearCompared}>Clear</Button>
    </footer>
  );
}

type Facts = ReadonlyMap<string, RunFacts>;

const columnsFor = (zone: TimeZoneChoice, facts: Facts, compared: readonly string[]): readonly Column<Run>[] => [
  {
    id: 'compare', title: '', width: 24, hint: 'Tick two or more to compare them',
    cell: (run) => <input type="checkbox" className={styles.tick} aria-label={`Compare ${run.title}`} checked={compared.includes(run.runId)} disabled={run.status !== 'done'} onClick={(event) => event.stopPropagation()} onChange={() => toggleCompared(run.runId)} />,
  },
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
  return <span title={`${run.title}${timeframe === null ? '' : ` ${timeframe}`} · ${run.runId}`}><b>{symbol}</b> {timeframe !== null && `${timeframe} `}<span className={styles.quiet}>{rules}</span>{(run.tags ?? []).map((tag) => <i key={tag} className={styles.tag}> #{tag}</i>)}{run.note !== undefined && <i className={styles.tag} title={run.note}> ✎</i>}</span>;
}

/** What a finished run made; of another, where it stands. */
function Outcome({ run, growth }: { readonly run: Run; readonly growth: number | null }) {
  const isDone = run.status === 'done';
  if (isDone && growth !== null) return <span title={formatSignedPercent(growth)}><Change value={growth} isPercent places={Math.abs(growth) < 1 ? 1 : 0} /></span>;
  return <span className={run.status === 'failed' ? styles.failed : isDone ? styles.done : styles.quiet} title={run.failure ?? run.status} aria-label={run.status}>{marks[run.status]}{run.status === 'running' ? ` ${Math.floor(run.progress * 100)}%` : ''}</span>;
}
