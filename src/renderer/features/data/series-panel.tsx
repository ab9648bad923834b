import { ChartCandlestick, FlaskConical, StepForward, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SeriesInfo } from '../../../contract/model/bar.ts';
import { useDesk } from '../../app/desk-store.ts';
import { lengthOf } from '../../app/timeframe-length.ts';
import { setUpReplay } from '../../app/replay-asked.ts';
import { showPanel } from '../../app/show-panel.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { chooseFiles } from './choose-files.ts';
import styles from './data.module.css';
import { RemoveSeries } from './remove-series.tsx';
import { chooseSeries, keyText, useChosenSeries } from './series-store.ts';
import { momentText } from './span-text.ts';
import { useStoredSeries } from './use-stored-series.ts';

/** Every stored series of bars. Enter shows it on the chart, Delete asks whether it is to go. */
export function SeriesPanel() {
  const { state, value, error, reload } = useStoredSeries();
  const chosen = useChosenSeries((store) => store.chosen);
  const [leaving, setLeaving] = useState<SeriesInfo | null>(null);
  if (value === null) {
    if (state === 'failed') return <Failed title="The stored bars cannot be listed" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
    return <Loading rows={8} label="Loading the stored bars" />;
  }
  // Equal symbols stay in this order: the shortest bars first.
  const rows = value.toSorted((a, b) => lengthOf(a.timeframe) - lengthOf(b.timeframe));
  const selected = value.find((one) => chosen !== null && keyText(one) === keyText(chosen)) ?? null;
  return (
    <div className={styles.series}>
      <DataTable
        label="Every stored series"
        rows={rows}
        columns={columns}
        rowKey={keyText}
        selected={selected === null ? null : keyText(selected)}
        onSelect={chooseSeries}
        onOpen={showOnChart}
        onDelete={(one) => !one.isRolledUp && setLeaving(one)}
        sortedBy={{ id: 'instrument', descending: false }}
        empty={<Empty title="No bars of your own yet" action={<Button onClick={chooseFiles}>Choose files…</Button>}>Drop a CSV file anywhere on this window to look at its bars and test strategies on them.</Empty>}
      />
      {selected !== null && (
        <footer className={styles.seriesActions}>
          <span><b>{selected.instrumentId}</b> at {selected.timeframe}{selected.isRolledUp && ' · goes with the bars it was rolled up from'}</span>
          <IconButton label={`Show ${keyText(selected)} on the chart`} onClick={() => showOnChart(selected)}><ChartCandlestick size={14} /></IconButton>
          <IconButton label={`Backtest on ${keyText(selected)}`} onClick={() => backtestOn(selected)}><FlaskConical size={14} /></IconButton>
          <IconButton label={`Replay ${keyText(selected)}`} onClick={() => setUpReplay(selected)}><StepForward size={14} /></IconButton>
          {!selected.isRolledUp && <IconButton label={`Remove ${keyText(selected)}`} onClick={() => setLeaving(selected)}><Trash2 size={14} /></IconButton>}
        </footer>
      )}
      {leaving !== null && <RemoveSeries series={leaving} all={value} onClose={() => setLeaving(null)} />}
    </div>
  );
}

function showOnChart({ instrumentId, timeframe }: SeriesInfo): void {
  useDesk.setState({ instrumentId, timeframe });
  showPanel('trade', 'chart');
}

const backtestOn = ({ instrumentId, timeframe }: SeriesInfo): void => useDesk.setState({ instrumentId, timeframe, workspace: 'lab' });

const symbolOfSeries = (one: SeriesInfo): string => one.instrumentId.split(':')[1] ?? one.instrumentId;

const columns: readonly Column<SeriesInfo>[] = [
  { id: 'instrument', title: 'Symbol', align: 'left', width: 104, value: (one) => one.instrumentId, cell: (one) => <span title={one.instrumentId}><strong>{symbolOfSeries(one)}</strong> <i className={styles.venue}>{one.instrumentId.split(':')[0]}</i></span> },
  { id: 'timeframe', title: 'Length', align: 'left', width: 52, value: (one) => lengthOf(one.timeframe), cell: (one) => one.timeframe },
  { id: 'bars', title: 'Bars', width: 70, value: (one) => one.bars, cell: (one) => formatNumber(one.bars, 0) },
  { id: 'from', title: 'First', width: 104, value: (one) => one.fromMs, cell: (one) => momentText(one.fromMs, one.timeframe) },
  { id: 'to', title: 'Last', width: 104, value: (one) => one.toMs, cell: (one) => momentText(one.toMs, one.timeframe) },
  { id: 'kept', title: 'Kept', align: 'left', width: 70, value: (one) => keptText(one), cell: (one) => <i className={styles.venue}>{keptText(one)}</i>, hint: 'Kept bars stay until you remove them; rolled-up ones are made of shorter bars' },
];

const keptText = (one: SeriesInfo): string => (one.isRolledUp ? 'rolled up' : one.isKept ? '✓ kept' : 'for a while');
