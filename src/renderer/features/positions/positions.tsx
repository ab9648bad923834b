import { useState } from 'react';
import type { PositionLine } from '../../../contract/model/portfolio.ts';
import { chooseInstrument } from '../../app/desk-store.ts';
import { fillTicket } from '../../app/draft-store.ts';
import { Count } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatMoney, formatNumber, formatPercent, formatSignedQuantity, placesOf } from '../../ui/format.ts';
import { Empty, Loading } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Change } from '../../ui/text.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { useInstruments } from '../market/index.ts';
import { symbolOf } from '../trading/index.ts';
import { usePositions } from './positions-store.ts';
import styles from './positions.module.css';

const isHeld = (line: PositionLine): boolean => Number(line.quantity) !== 0;

/** What is held, with its profit and loss at the newest prices. Enter puts the closing order on the ticket, disarmed. */
export function Positions() {
  const { positions, isLoaded } = usePositions();
  const byId = useInstruments((store) => store.byId);
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [selected, setSelected] = useState<string | null>(null);
  if (!isLoaded) return <Loading label="Loading positions" />;
  const rows = which === 'open' ? positions.filter(isHeld) : positions;
  const places = (line: PositionLine): number => placesOf(byId.get(line.instrumentId)?.tickSize ?? '0.01');
  const columns: readonly Column<PositionLine>[] = [
    { id: 'symbol', title: 'Symbol', align: 'left', width: 62, value: (line) => symbolOf(line.instrumentId), cell: (line) => <strong>{symbolOf(line.instrumentId)}</strong> },
    { id: 'quantity', title: 'Qty', width: 58, value: (line) => Number(line.quantity), cell: (line) => (isHeld(line) ? formatSignedQuantity(line.quantity) : 'flat') },
    { id: 'average', title: 'Avg', rank: 2, width: 66, value: (line) => Number(line.averagePrice ?? NaN), cell: (line) => <span className={styles.quiet}>{formatNumber(line.averagePrice === null ? null : Number(line.averagePrice), places(line))}</span> },
    { id: 'mark', title: 'Mark', width: 66, value: (line) => line.markPrice, cell: (line) => formatNumber(line.markPrice, places(line)), hint: 'What the position is valued at: the middle between bid and ask' },
    { id: 'unrealised', title: 'Unrealised', width: 80, value: (line) => line.unrealisedPnl, cell: (line) => <Change value={isHeld(line) ? line.unrealisedPnl : 0} hasArrow /> },
    { id: 'day', title: 'Day P&L', width: 76, value: (line) => line.dayPnl, cell: (line) => <Change value={line.dayPnl} hasArrow /> },
    { id: 'realised', title: 'Realised', rank: 5, width: 72, value: (line) => Number(line.realisedPnl), cell: (line) => <Change value={Number(line.realisedPnl)} /> },
    { id: 'weight', title: 'Weight', rank: 3, width: 54, value: (line) => line.weight, cell: (line) => formatPercent(line.weight, 1), hint: 'Value of the position by equity' },
    { id: 'act', title: '', rank: 4, width: 46, cell: (line) => isHeld(line) && <button type="button" className={styles.close} title="Put the closing order on the ticket" onClick={() => closeOnTicket(line)}>Close</button> },
  ];
  const sum = (read: (line: PositionLine) => number | null): number | null => rows.reduce<number | null>((total, line) => (total === null || read(line) === null ? null : total + (read(line) ?? 0)), 0);
  return (
    <ToolPanel tools={<Segmented label="Which positions" size="bare" value={which} onChange={setWhich} choices={[{ value: 'open', label: 'Open' }, { value: 'all', label: 'All, flat too' }]} />}>
      <DataTable
        label="Positions"
        rows={rows}
        columns={columns}
        rowKey={(line) => `${line.accountId} ${line.instrumentId}`}
        selected={selected}
        onSelect={(line) => { setSelected(`${line.accountId} ${line.instrumentId}`); chooseInstrument(line.instrumentId); }}
        onOpen={closeOnTicket}
        totals={{ symbol: 'Net', unrealised: <Change value={sum((line) => (isHeld(line) ? line.unrealisedPnl : 0))} hasArrow />, day: <Change value={sum((line) => line.dayPnl)} hasArrow />, realised: <Change value={rows.reduce((total, line) => total + Number(line.realisedPnl), 0)} />, weight: formatPercent(sum((line) => line.weight), 1) }}
        empty={<Empty title="Nothing is held">Buy something: the position appears here with its profit and loss, live.</Empty>}
      />
    </ToolPanel>
  );
}

function closeOnTicket(line: PositionLine): void {
  if (!isHeld(line)) return;
  fillTicket({ instrumentId: line.instrumentId, side: Number(line.quantity) > 0 ? 'sell' : 'buy', quantity: line.quantity.replace('-', ''), type: 'market' });
}

export function PositionsCount() {
  const held = usePositions((store) => store.positions.filter(isHeld).length);
  return held === 0 ? null : <Count>{held}</Count>;
}

/** Exposure of the account in one figure, beside the tabs. */
export const PositionsActions = () => {
  const gross = usePositions((store) => store.accounts[0]?.grossExposure ?? null);
  return <span className={styles.quiet}>{gross === null || gross === 0 ? '' : `gross ${formatMoney(gross)}`}</span>;
};
