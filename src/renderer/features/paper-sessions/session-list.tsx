import { useMemo, useState } from 'react';
import type { PaperSession } from '../../../contract/model/paper-session.ts';
import { useClient } from '../../app/client-context.tsx';
import { openWorkspace } from '../../app/desk-store.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { useZone } from '../../app/settings-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatIsoDate, formatMinute, formatMoney, formatNumber, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Loading } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import styles from './paper-sessions.module.css';
import { barsSince, canResume, isUnderWay, lastSignal, sayParams, sayPosition, saySeries, sayStatus, shortHash } from './session-words.ts';
import { SessionDialog } from './session-dialog.tsx';
import { changeSession, chooseSession, inOrder, openSession, removeSession, useFollowedSessions, useSessions } from './sessions-store.ts';

/** Strategies that trade on paper, the newest first. A click chooses one, Enter opens it, Delete asks whether it is to go. */
export function SessionList() {
  const { byId, isLoaded, chosen } = useSessions();
  const zone = useZone();
  const [removed, setRemoved] = useState<PaperSession | null>(null);
  useFollowedSessions(usePanelVisible());
  const rows = useMemo(() => inOrder(byId), [byId]);
  const columns = useMemo(() => columnsFor(zone), [zone]);
  if (!isLoaded) return <Loading label="Loading strategies on paper" />;
  const session = byId.get(chosen ?? '') ?? rows[0] ?? null;
  return (
    <ToolPanel kind="title" tools={<Tools session={session} onRemove={setRemoved} />}>
      <DataTable
        label="Strategies on paper" rows={rows} columns={columns} rowKey={(one) => one.sessionId} selected={session?.sessionId ?? null}
        onSelect={(one) => chooseSession(one.sessionId)} onOpen={(one) => openSession(one.sessionId)} onDelete={(one) => !isUnderWay(one) && setRemoved(one)}
        empty={<Empty title="No strategy trades on paper" action={<Button size="small" onClick={() => openWorkspace('lab')}>Go to the Lab</Button>}>Run a backtest in the Lab, then press “Trade it on paper” over its result.</Empty>}
      />
      <SessionDialog />
      <Removal session={removed} onClose={() => setRemoved(null)} />
    </ToolPanel>
  );
}

/** What can be done with the chosen session. */
function Tools({ session, onRemove }: { readonly session: PaperSession | null; readonly onRemove: (session: PaperSession) => void }) {
  const client = useClient();
  if (session === null) return <Badge kind="paper">PAPER</Badge>;
  const { sessionId, name } = session;
  return (
    <>
      <Badge kind="paper">PAPER</Badge>
      <strong className={styles.name} title={name}>{name}</strong>
      <span className={styles.tools}>
        <Button size="small" onClick={() => openSession(sessionId)}>Open…</Button>
        {isUnderWay(session) && <Button size="small" kind="ghost" onClick={() => void changeSession(client, sessionId, 'stop')}>Stop</Button>}
        {canResume(session) && <Button size="small" kind="ghost" onClick={() => void changeSession(client, sessionId, 'resume')}>Go on</Button>}
        {!isUnderWay(session) && <Button size="small" kind="ghost" onClick={() => onRemove(session)}>Remove…</Button>}
      </span>
    </>
  );
}

function Removal({ session, onClose }: { readonly session: PaperSession | null; readonly onClose: () => void }) {
  const client = useClient();
  const remove = (): void => {
    onClose();
    if (session !== null) void removeSession(client, session.sessionId);
  };
  return (
    <Dialog title="Remove it?" isOpen={session !== null} onClose={onClose} width={380} footer={<><Button kind="ghost" data-first onClick={onClose}>Keep it</Button><Button kind="danger" onClick={remove}>Remove</Button></>}>
      {session !== null && <p>{session.name} is deleted with the bars that it recorded and its journal of {formatNumber(session.journal.entries, 0)} lines. This cannot be taken back.</p>}
    </Dialog>
  );
}

const columnsFor = (zone: TimeZoneChoice): readonly Column<PaperSession>[] => [
  { id: 'name', title: 'Strategy', align: 'left', width: 116, value: (one) => one.name, cell: (one) => <span title={`${one.name} · ${[sayParams(one.params), ...one.series.map(({ instrumentId, timeframe }) => `${instrumentId} ${timeframe}`)].join(' · ')}`}><b>{one.strategy}</b> <span className={styles.quiet}>{saySeries(one)}</span></span> },
  { id: 'status', title: 'State', align: 'left', width: 78, value: (one) => one.status, cell: (one) => <span className={one.status === 'refused' || one.status === 'failed' ? styles.fault : one.status === 'running' ? styles.live : styles.quiet} title={one.reason ?? undefined}>{sayStatus(one)}</span> },
  { id: 'since', title: 'Since', align: 'left', width: 94, rank: 6, value: (one) => one.tradesFromMs ?? one.createdAtMs, hint: 'Market time from which on it is asked', cell: (one) => <span className={styles.quiet}>{one.tradesFromMs === null ? '–' : `${formatIsoDate(one.tradesFromMs, zone).slice(5)} ${formatMinute(one.tradesFromMs, zone)}`}</span> },
  { id: 'bars', title: 'Bars', width: 44, rank: 4, value: barsSince, cell: (one) => <span title={one.bars.caughtUp > 0 ? `${formatNumber(one.bars.caughtUp, 0)} of them were read from history afterwards` : undefined}>{formatNumber(barsSince(one), 0)}{one.bars.caughtUp > 0 ? '△' : ''}</span>, hint: 'Bars since it began; △: some were caught up after a pause' },
  { id: 'position', title: 'Position', align: 'left', width: 84, rank: 1, cell: (one) => sayPosition(one.account) },
  { id: 'equity', title: 'Equity', width: 64, value: (one) => one.account?.equity ?? null, cell: (one) => formatMoney(one.account?.equity ?? null) },
  { id: 'profit', title: 'P&L', width: 58, value: (one) => one.account?.profit ?? null, cell: (one) => <Change value={one.account?.profit ?? null} /> },
  { id: 'signal', title: 'Last signal', align: 'left', width: 150, rank: 5, cell: (one) => <Signal session={one} zone={zone} /> },
  { id: 'journal', title: 'Journal', align: 'left', width: 66, rank: 7, hint: 'The first letters of the SHA-256 of its journal, and how many lines it has', cell: (one) => <code className={styles.hash} title={`${one.journal.hash}, ${one.journal.entries} lines`}>{shortHash(one.journal.hash)}</code> },
];

function Signal({ session, zone }: { readonly session: PaperSession; readonly zone: TimeZoneChoice }) {
  const signal = lastSignal(session);
  if (signal === null) return <span className={styles.quiet}>none yet</span>;
  return <span title={signal.sentence}><span className={styles.quiet}>{formatMinute(signal.timeMs, zone)}</span> {signal.sentence}</span>;
}
