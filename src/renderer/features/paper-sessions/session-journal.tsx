import { useMemo, useState } from 'react';
import type { PaperEntry, PaperJournal, PaperSession } from '../../../contract/model/paper-session.ts';
import { useZone } from '../../app/settings-store.ts';
import { useCall } from '../../app/use-call.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatIsoDate, formatNumber, formatWallTime, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Label, Side } from '../../ui/text.tsx';
import styles from './paper-sessions.module.css';

const mostLines = 1_000;
const which = [{ value: 'all', label: 'Everything' }, { value: 'fills', label: 'Fills' }] as const;

/** What the strategy asked for and what became of it, the newest first. */
export function SessionJournal({ session: { sessionId, journal } }: { readonly session: PaperSession }) {
  const zone = useZone();
  const [shown, setShown] = useState<'all' | 'fills'>('all');
  const [selected, setSelected] = useState<string | null>(null);
  const { value, state, error } = useCall<PaperJournal>(`paper journal ${sessionId} ${journal.hash}`, (api) => api.paperSessions.journal({ sessionId, limit: mostLines }));
  const rows = useMemo(() => (value?.entries ?? []).filter(({ kind }) => shown === 'all' || kind === 'fill').toReversed(), [value, shown]);
  const columns = useMemo(() => columnsFor(zone), [zone]);
  return (
    <section className={styles.part} aria-label="Orders and fills">
      <header className={styles.partHead}>
        <Label>Orders and fills</Label>
        <Segmented label="Which lines" size="bare" value={shown} choices={[...which]} onChange={setShown} />
        {value !== null && value.total > value.entries.length && <span className={styles.quiet}>the last {formatNumber(value.entries.length, 0)} of {formatNumber(value.total, 0)}</span>}
      </header>
      <div className={styles.lines}>
        {state === 'failed' ? <Failed title="No journal">{error}</Failed> : value === null ? <Loading label="Loading the journal" /> : (
          <DataTable label="Journal of the session" rows={rows} columns={columns} rowKey={(entry) => String(entry.index)} selected={selected} onSelect={(entry) => setSelected(String(entry.index))} empty={<Empty title={shown === 'fills' ? 'No fill yet' : 'It asked for nothing yet'} />} />
        )}
      </div>
    </section>
  );
}

const columnsFor = (zone: TimeZoneChoice): readonly Column<PaperEntry>[] => [
  { id: 'line', title: '#', width: 40, value: (entry) => entry.index, cell: (entry) => <span className={styles.quiet}>{formatNumber(entry.index + 1, 0)}</span> },
  { id: 'time', title: 'Bar', align: 'left', width: 116, value: (entry) => entry.timeMs, cell: (entry) => <span className={styles.quiet} title={entry.isCaughtUp ? 'Its bar was read from history after a pause' : undefined}>{formatIsoDate(entry.timeMs, zone)} {formatWallTime(entry.timeMs, zone).slice(0, 5)}{entry.isCaughtUp ? ' △' : ''}</span> },
  { id: 'what', title: 'What', align: 'left', width: 400, cell: (entry) => <span title={entry.sentence}>{entry.fill !== undefined && <Side side={entry.fill.side} />} {entry.sentence}</span> },
];
