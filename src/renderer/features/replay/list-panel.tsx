import { useEffect } from 'react';
import type { Replay } from '../../../contract/model/replay.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { useZone } from '../../app/settings-store.ts';
import { showPanel } from '../../app/show-panel.ts';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatIsoDate, formatMinute, formatNumber, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Waiting } from '../lab/index.ts';
import { setUpReplay } from '../../app/replay-asked.ts';
import { isDaily, sayMoment } from './bar-words.ts';
import { openReplay, useReplay } from './replay-store.ts';
import styles from './tables.module.css';

const mostReplays = 500;

/** Every replay that was recorded, here or on the command line. A click puts one on the desk, where it goes on as it was left. */
export function ListPanel() {
  const replayId = useReplay((store) => store.replayId);
  const round = useReplay((store) => store.listRound);
  const isVisible = usePanelVisible();
  const zone = useZone();
  const { value, state, error, reload } = useCall('replays', (api) => api.replays.list({ limit: mostReplays }));
  useEffect(() => {
    if (isVisible) reload();
  }, [isVisible, round, reload]);
  if (value === null) return state === 'failed' ? <Failed title="No replays" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed> : <Waiting label="Loading replays" />;
  return (
    <DataTable
      label="Replays" rows={value} columns={columnsFor(zone)} rowKey={(one) => one.replayId} selected={replayId}
      onSelect={(one) => openReplay(one.replayId)} onOpen={(one) => { openReplay(one.replayId); showPanel('replay', one.status === 'finished' ? 'replay-score' : 'replay-chart'); }}
      empty={<Empty title="No replay yet" action={<Button onClick={() => setUpReplay()}>Choose bars…</Button>}>Every replay is kept here with all that was done in it.</Empty>}
    />
  );
}

const columnsFor = (zone: TimeZoneChoice): readonly Column<Replay>[] => [
  { id: 'series', title: 'Series', align: 'left', width: 120, value: ({ series }) => series.instrumentId, cell: ({ series, title }) => <span title={title}><b>{series.instrumentId}</b> <span className={styles.quiet}>{series.timeframe}</span></span> },
  { id: 'from', title: 'From', align: 'left', rank: 2, width: 96, value: ({ fromMs }) => fromMs, cell: ({ fromMs, series }) => sayMoment(fromMs, isDaily(series.timeframe) ? null : zone) },
  { id: 'to', title: 'To', align: 'left', rank: 3, width: 96, value: ({ toMs }) => toMs, cell: ({ toMs, series }) => sayMoment(toMs, isDaily(series.timeframe) ? null : zone) },
  { id: 'place', title: 'Bar', width: 84, value: ({ cursor, bars }) => cursor / bars, cell: ({ cursor, bars }) => `${formatNumber(cursor + 1, 0)} of ${formatNumber(bars, 0)}` },
  { id: 'status', title: 'State', align: 'left', width: 76, value: ({ status }) => status, cell: ({ status }) => (status === 'finished' ? '● finished' : '○ goes on') },
  { id: 'when', title: 'Begun', align: 'left', width: 96, value: ({ createdAtMs }) => createdAtMs, cell: ({ createdAtMs }) => <span className={styles.quiet}>{formatIsoDate(createdAtMs, zone)} {formatMinute(createdAtMs, zone)}</span> },
];
