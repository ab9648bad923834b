import { useMemo } from 'react';
import type { BacktestReport, ReportTrade } from '../../../contract/model/report.ts';
import { useZone } from '../../app/settings-store.ts';
import { Count } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatIsoDate, formatMinute, formatMoney, formatNumber, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { chooseTrade, useLab } from './lab-store.ts';
import { openTradesOf } from './open-trades.ts';
import { isRepeated } from '../../ui/zone.ts';
import styles from './trades-panel.module.css';
import { tradesPage } from './use-lab.ts';
import { WithReport } from './with-report.tsx';

/** The round trips of the open run. The chosen one is shown on the price and on the curve. */
export const TradesPanel = () => <WithReport>{(report) => <Trades report={report} />}</WithReport>;

function Trades({ report }: { readonly report: BacktestReport }) {
  const chosen = useLab((lab) => lab.chosenTrade);
  const zone = useZone();
  const { trades } = report;
  const columns = useMemo(() => columnsFor(trades.rows, zone), [trades, zone]);
  const open = openTradesOf(report);
  return (
    <div className={styles.panel}>
      <DataTable
        label="Trades of the run"
        rows={trades.rows}
        columns={columns}
        rowKey={(trade) => String(trade.index)}
        selected={chosen === null ? null : String(chosen)}
        onSelect={(trade) => chooseTrade(trade.index)}
        totals={{
          side: 'Sum', entry: `${formatNumber(trades.won, 0)} won`, exit: `${formatNumber(trades.lost, 0)} lost`,
          pnl: <span title={`${formatMoney(trades.commission)} of commission are taken off`}><Change value={trades.pnl} hasArrow /></span>,
        }}
        empty={<Empty title="No trade was closed">{open !== null ? 'A position was open to the end; “Close at the end” in the setup counts it as a trade.' : 'The rules never bought. Try other parameters, more cash or another series.'}</Empty>}
      />
      {open !== null && trades.total > 0 && (
        <p className={styles.open}>{formatNumber(open.count, 0)} still open{open.pnl !== null && <>: <Change value={open.pnl} /></>} <span>in the growth, not in the sum</span></p>
      )}
      {trades.total > trades.rows.length && <Pages trades={trades} />}
    </div>
  );
}

function Pages({ trades: { total, from, rows } }: { readonly trades: BacktestReport['trades'] }) {
  const move = (to: number): void => useLab.setState({ tradesFrom: to });
  return (
    <footer className={styles.pages}>
      <span>Trades {formatNumber(from + 1, 0)} to {formatNumber(from + rows.length, 0)} of {formatNumber(total, 0)}; sorted within this page</span>
      <Button size="small" disabled={from === 0} onClick={() => move(Math.max(0, from - tradesPage))}>Earlier</Button>
      <Button size="small" disabled={from + rows.length >= total} onClick={() => move(from + tradesPage)}>Later</Button>
    </footer>
  );
}

const reasons: Readonly<Record<ReportTrade['exitReason'], string>> = {
  signal: 'signal', 'stop-loss': 'stop', 'take-profit': 'target', reversal: 'turned', 'margin-call': 'ruin', end: 'end',
};
const dayMs = 86_400_000;

/** Moments with a clock only where some trade begins or ends within a day. */
function columnsFor(rows: readonly ReportTrade[], zone: TimeZoneChoice): readonly Column<ReportTrade>[] {
  const hasClock = rows.some(({ entryTimeMs, exitTimeMs }) => entryTimeMs % dayMs !== 0 || exitTimeMs % dayMs !== 0);
  const when = (ms: number): string => (hasClock ? `${formatIsoDate(ms, zone)} ${formatMinute(ms, zone)}` : formatIsoDate(ms));
  const widthOf = (moment: (trade: ReportTrade) => number): number => (!hasClock ? 72 : rows.some((trade) => isRepeated(moment(trade), zone)) ? 132 : 104);
  return [
    { id: 'index', title: '#', align: 'left', width: 28, value: ({ index }) => index, cell: ({ index }) => <span className={styles.quiet}>{index + 1}</span> },
    { id: 'side', title: 'Side', align: 'left', width: 52, value: ({ side }) => side, cell: ({ side }) => <span className={side === 'long' ? styles.long : styles.short}>{side === 'long' ? '▲ Long' : '▼ Short'}</span> },
    { id: 'entry', title: 'Entered', align: 'left', width: widthOf((trade) => trade.entryTimeMs), value: ({ entryTimeMs }) => entryTimeMs, cell: ({ entryTimeMs }) => when(entryTimeMs) },
    { id: 'in', title: 'At', width: 50, value: ({ entryPrice }) => entryPrice, cell: ({ entryPrice }) => formatNumber(entryPrice) },
    { id: 'exit', title: 'Left', align: 'left', width: widthOf((trade) => trade.exitTimeMs), value: ({ exitTimeMs }) => exitTimeMs, cell: ({ exitTimeMs }) => when(exitTimeMs) },
    { id: 'out', title: 'At', width: 50, value: ({ exitPrice }) => exitPrice, cell: ({ exitPrice }) => formatNumber(exitPrice) },
    { id: 'size', title: 'Units', width: 40, value: ({ size }) => size, cell: ({ size }) => formatNumber(size, Number.isInteger(size) ? 0 : 4) },
    { id: 'pnl', title: 'Result', width: 84, value: ({ pnl }) => pnl, cell: ({ pnl, commission }) => <span title={`${formatMoney(commission)} of commission are taken off`}><Change value={pnl} hasArrow /></span>, hint: 'Profit or loss after commission on both sides' },
    { id: 'return', title: '%', width: 46, value: ({ returnShare }) => returnShare, cell: ({ returnShare }) => <Change value={returnShare * 100} />, hint: 'Result as a share of the value at entry' },
    { id: 'reason', title: 'Why', align: 'left', width: 50, value: ({ exitReason }) => exitReason, cell: ({ exitReason }) => <span className={styles.quiet}>{reasons[exitReason]}</span>, hint: 'Why the position was left' },
  ];
}

export function TradesCount() {
  const total = useLab((lab) => lab.report?.trades.total ?? 0);
  return total === 0 ? null : <Count>{formatNumber(total, 0)}</Count>;
}
