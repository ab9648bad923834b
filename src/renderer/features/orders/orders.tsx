import { useState } from 'react';
import type { Order } from '../../../contract/model/order.ts';
import { useClient } from '../../app/client-context.tsx';
import { chooseInstrument } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { Badge, Count } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatNumber, formatQuantity, formatTime, placesOf } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { isRepeated } from '../../ui/zone.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Side } from '../../ui/text.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { useInstruments } from '../market/index.ts';
import { cancelAllOrders, cancelOrder, isOpenOrder, symbolOf, useTrading } from '../trading/index.ts';
import { ChangeOrder } from './change-order.tsx';
import { priceOf, priceText } from './order-price.ts';
import styles from './orders.module.css';

const typeWords: Readonly<Record<Order['type'], string>> = { market: 'Mkt', limit: 'Lmt', stop: 'Stop', 'stop-limit': 'Stp lmt' };

/** Orders of the account, newest first. Enter changes an open one, Delete cancels it. */
export function Orders() {
  const client = useClient();
  const { orders, isLoaded, error } = useTrading();
  const byId = useInstruments((store) => store.byId);
  const zone = useZone();
  const [which, setWhich] = useState<'all' | 'open' | 'filled'>('all');
  const [selected, setSelected] = useState<string | null>(null);
  const [changed, setChanged] = useState<Order | null>(null);
  if (!isLoaded) return error === null ? <Loading label="Loading orders" /> : <Failed title="Orders could not be loaded">{error} They are asked for again by themselves.</Failed>;
  const rows = orders.filter((order) => (which === 'all' ? true : which === 'open' ? isOpenOrder(order) : order.filledQuantity !== '0'));
  const places = (order: Order): number => placesOf(byId.get(order.instrumentId)?.tickSize ?? '0.01');
  const columns: readonly Column<Order>[] = [
    { id: 'time', title: 'Time', rank: 3, align: 'left', width: rows.some((order) => isRepeated(order.createdAtMs, zone)) ? 88 : 60, value: (order) => order.createdAtMs, cell: (order) => <span className={styles.quiet}>{formatTime(order.createdAtMs, zone)}</span> },
    { id: 'symbol', title: 'Symbol', align: 'left', width: 60, value: (order) => symbolOf(order.instrumentId), cell: (order) => <strong>{symbolOf(order.instrumentId)}</strong> },
    { id: 'side', title: 'Side', align: 'left', width: 80, value: (order) => order.side, cell: (order) => <Side side={order.side}>{typeWords[order.type]}</Side> },
    { id: 'quantity', title: 'Qty', width: 48, value: (order) => Number(order.quantity), cell: (order) => formatQuantity(order.quantity) },
    { id: 'price', title: 'Price', width: 66, value: priceOf, cell: (order) => priceText(order, places(order)) },
    { id: 'average', title: 'Avg fill', rank: 4, width: 66, value: (order) => (order.averagePrice === null ? null : Number(order.averagePrice)), cell: (order) => formatNumber(order.averagePrice === null ? null : Number(order.averagePrice), places(order)) },
    { id: 'status', title: 'Status', align: 'left', width: 84, value: (order) => order.status, cell: (order) => <Status order={order} /> },
    { id: 'edit', title: '', rank: 1, width: 42, cell: (order) => isOpenOrder(order) && (
      <button type="button" className={styles.act} onClick={() => setChanged(order)} disabled={order.pendingChange !== null} title="Change price or quantity">Edit</button>
    ) },
    { id: 'act', title: '', width: 34, cell: (order) => isOpenOrder(order) && (
      <button type="button" className={styles.act} onClick={() => void cancelOrder(client, order.orderId)} disabled={order.pendingChange === 'cancel'} aria-label={`Cancel ${order.side} ${symbolOf(order.instrumentId)}`} title="Cancel">×</button>
    ) },
  ];
  return (
    <ToolPanel tools={<Segmented label="Which orders" size="bare" value={which} onChange={setWhich} choices={[{ value: 'all', label: 'All' }, { value: 'open', label: 'Open' }, { value: 'filled', label: 'Filled' }]} />}>
      <DataTable
        label="Orders"
        rows={rows}
        columns={columns}
        rowKey={(order) => order.orderId}
        selected={selected}
        onSelect={(order) => { setSelected(order.orderId); chooseInstrument(order.instrumentId); }}
        onOpen={(order) => isOpenOrder(order) && setChanged(order)}
        onDelete={(order) => isOpenOrder(order) && void cancelOrder(client, order.orderId)}
        empty={<Empty title={which === 'open' ? 'No open orders' : 'No orders yet'}>Fill in the ticket, arm it and send: the order appears here before it reaches the market.</Empty>}
      />
      {changed !== null && <ChangeOrder order={changed} onClose={() => setChanged(null)} />}
    </ToolPanel>
  );
}

const marks: Readonly<Record<Order['status'], string>> = {
  intended: '◌', sent: '◌', unknown: '?', working: '○', 'partially-filled': '◐', filled: '●', cancelled: '×', rejected: '✕', expired: '×',
};

function Status({ order }: { readonly order: Order }) {
  if (order.status === 'unknown') return <Badge kind="unknown">? UNKNOWN</Badge>;
  const text = order.status === 'partially-filled' ? `Part ${formatQuantity(order.filledQuantity)}/${formatQuantity(order.quantity)}` : `${order.status[0]?.toUpperCase()}${order.status.slice(1)}`;
  return (
    <span className={order.status === 'rejected' ? styles.bad : isOpenOrder(order) ? styles.live : styles.quiet} title={order.reason ?? undefined}>
      {marks[order.status]} {text}{order.pendingChange === null ? '' : ` · ${order.pendingChange}…`}
    </span>
  );
}

export function OrdersCount() {
  const open = useTrading((store) => store.orders.filter(isOpenOrder).length);
  return open === 0 ? null : <Count>{open}</Count>;
}

export function OrdersActions() {
  const client = useClient();
  const open = useTrading((store) => store.orders.filter(isOpenOrder).length);
  return <Button size="small" kind="ghost" disabled={open === 0} onClick={() => void cancelAllOrders(client)}>Cancel all</Button>;
}
