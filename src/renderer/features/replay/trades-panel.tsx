import type { BacktestTrade } from '../../../contract/model/backtest.ts';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { Count } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { sayMoment, useWords } from './bar-words.ts';
import { useReplay } from './replay-store.ts';
import styles from './tables.module.css';
import { WithReplay } from './with-replay.tsx';

/** Closed trades up to the present of the replay, newest first. */
export const TradesPanel = () => <WithReplay isQuiet>{(state) => <Trades state={state} />}</WithReplay>;

type Row = BacktestTrade & { readonly number: number };
const reasons: Readonly<Record<BacktestTrade['exitReason'], string>> = { signal: 'order', 'stop-loss': 'stop', 'take-profit': 'target', reversal: 'turned', 'margin-call': 'ruin', end: 'end' };

function Trades({ state: { replay, closedTrades, closedCount, closedProfit } }: { readonly state: ReplayState }) {
  const { places, zone } = useWords(replay);
  const rows = closedTrades.map((trade, k): Row => ({ ...trade, number: closedCount - closedTrades.length + k + 1 }));
  const columns: readonly Column<Row>[] = [
    { id: 'number', title: '#', align: 'left', width: 28, value: ({ number }) => number, cell: ({ number }) => <span className={styles.quiet}>{number}</span> },
    { id: 'side', title: 'Side', align: 'left', width: 56, value: ({ side }) => side, cell: ({ side }) => <span className={side === 'long' ? styles.long : styles.short}>{side === 'long' ? '▲ Long' : '▼ Short'}</span> },
    { id: 'size', title: 'Units', width: 46, value: ({ size }) => size, cell: ({ size }) => formatNumber(size, Number.isInteger(size) ? 0 : 4) },
    { id: 'in', title: 'In', width: 56, value: ({ entryPrice }) => entryPrice, cell: ({ entryPrice, entryTimeMs }) => <span title={sayMoment(entryTimeMs, zone)}>{formatNumber(entryPrice, places)}</span> },
    { id: 'exit', title: 'Left', align: 'left', rank: 2, width: zone === null ? 76 : 108, value: ({ exitTimeMs }) => exitTimeMs, cell: ({ exitTimeMs }) => <span className={styles.quiet}>{sayMoment(exitTimeMs, zone)}</span> },
    { id: 'out', title: 'Out', width: 56, value: ({ exitPrice }) => exitPrice, cell: ({ exitPrice }) => formatNumber(exitPrice, places) },
    { id: 'pnl', title: 'Result', width: 84, value: ({ pnl }) => pnl, cell: ({ pnl }) => <Change value={pnl} hasArrow />, hint: 'Profit or loss after commission on both sides' },
    { id: 'reason', title: 'Why', align: 'left', rank: 1, width: 48, value: ({ exitReason }) => exitReason, cell: ({ exitReason }) => <span className={styles.quiet}>{reasons[exitReason]}</span>, hint: 'Why the trade was left' },
  ];
  return (
    <DataTable
      label="Closed trades of the replay" rows={rows} columns={columns} rowKey={({ number }) => String(number)} sortedBy={{ id: 'number', descending: true }}
      totals={{ side: 'Sum', pnl: <Change value={closedProfit} hasArrow /> }}
      empty={<Empty title="No trade was closed yet">Trades that were closed up to the present stand here with their result.</Empty>}
    />
  );
}

export function TradesCount() {
  const count = useReplay(({ state }) => state?.closedCount ?? 0);
  return count === 0 ? null : <Count>{formatNumber(count, 0)}</Count>;
}
