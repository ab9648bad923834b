import { useState } from 'react';
import type { ReplayOrder, ReplayState } from '../../../contract/model/replay.ts';
import { useClient } from '../../app/client-context.tsx';
import type { Client } from '../../api/index.ts';
import { Count } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { Side } from '../../ui/text.tsx';
import { useWords } from './bar-words.ts';
import { ChangeTerms, type Term } from './change-terms.tsx';
import { giveIntent } from './give.ts';
import { useReplay } from './replay-store.ts';
import styles from './tables.module.css';
import { WithReplay } from './with-replay.tsx';

const typeWords: Readonly<Record<ReplayOrder['type'], string>> = { market: 'Mkt', limit: 'Lmt', stop: 'Stop', 'stop-limit': 'Stp lmt', 'trailing-stop': 'Trail' };
const roleWords: Readonly<Record<ReplayOrder['role'], string>> = { entry: 'entry', exit: 'exit', 'stop-loss': 'stop', 'take-profit': 'target', 'trailing-stop': 'trail' };

/** Orders that wait. Enter changes one, Delete cancels it. */
export const OrdersPanel = () => <WithReplay isQuiet>{(state) => <Orders state={state} />}</WithReplay>;

function Orders({ state: { replay, orders } }: { readonly state: ReplayState }) {
  const client = useClient();
  const { places, tickSize } = useWords(replay);
  const [selected, setSelected] = useState<string | null>(null);
  const [changed, setChanged] = useState<ReplayOrder | null>(null);
  const isOpen = replay.status === 'open';
  const columns: readonly Column<ReplayOrder>[] = [
    { id: 'side', title: 'Order', align: 'left', width: 78, value: ({ side }) => side, cell: ({ side, type }) => <Side side={side}>{typeWords[type]}</Side> },
    { id: 'quantity', title: 'Qty', width: 44, value: ({ quantity }) => quantity, cell: ({ quantity }) => sizeText(quantity) },
    { id: 'price', title: 'Price', width: 60, value: priceOf, cell: (one) => (priceOf(one) === null ? 'next open' : formatNumber(priceOf(one), places)) },
    { id: 'role', title: 'For', align: 'left', width: 54, rank: 1, value: ({ role }) => role, cell: ({ role, trade }) => <span className={styles.quiet}>{roleWords[role]}{trade === null ? '' : ` ${trade}`}</span> },
    { id: 'act', title: '', width: 24, cell: (one) => isOpen && <button type="button" className={styles.act} aria-label={`Cancel ${one.side} ${typeWords[one.type]} ${sizeText(one.quantity)}`} title="Cancel" onClick={() => cancel(client, one)}>×</button> },
  ];
  return (
    <>
      <DataTable
        label="Orders of the replay" rows={orders} columns={columns} rowKey={({ order }) => String(order)} selected={selected} onSelect={({ order }) => setSelected(String(order))}
        onOpen={(one) => isOpen && priceOf(one) !== null && setChanged(one)} onDelete={(one) => isOpen && cancel(client, one)}
        empty={<Empty title="No order waits">A limit or a stop waits here until a bar reaches it; a market order until the next open.</Empty>}
      />
      {changed !== null && <ChangeTerms title={`Change: ${changed.side} ${typeWords[changed.type]}`} terms={termsOf(changed)} tickSize={tickSize} onClose={() => setChanged(null)} onGive={(terms) => give(client, changed, terms)} />}
    </>
  );
}

const priceOf = ({ limitPrice, stopPrice }: ReplayOrder): number | null => limitPrice ?? stopPrice;
const sizeText = (size: number | null): string => (size === null ? 'all' : formatNumber(size, Number.isInteger(size) ? 0 : 4));

/** What of an order can be changed: of an exit of a trade its price alone. */
function termsOf({ role, quantity, limitPrice, stopPrice }: ReplayOrder): readonly Term[] {
  if (role === 'stop-loss') return [{ name: 'stopLoss', label: 'Stop-loss', value: stopPrice }];
  if (role === 'take-profit') return [{ name: 'takeProfit', label: 'Target', value: limitPrice }];
  return [
    ...(quantity === null ? [] : [{ name: 'quantity', label: 'Quantity', value: quantity } as const]),
    ...(limitPrice === null ? [] : [{ name: 'limitPrice', label: 'Limit', value: limitPrice } as const]),
    ...(stopPrice === null ? [] : [{ name: 'stopPrice', label: 'Stop', value: stopPrice } as const]),
  ];
}

const isProtection = (one: ReplayOrder): one is ReplayOrder & { readonly trade: number } => one.trade !== null && (one.role === 'stop-loss' || one.role === 'take-profit');

function give({ api }: Client, one: ReplayOrder, terms: Readonly<Record<string, number | null>>): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(terms).filter((entry): entry is [string, number] => entry[1] !== null));
  const words = `Change of order ${one.order}`;
  return isProtection(one)
    ? giveIntent({ words, give: (replayId, dropLater) => api.replays.protect({ replayId, dropLater, trade: one.trade, ...given }) })
    : giveIntent({ words, give: (replayId, dropLater) => api.replays.modify({ replayId, dropLater, order: one.order, ...given }) });
}

function cancel({ api }: Client, one: ReplayOrder): void {
  const words = `Cancel ${one.side} ${typeWords[one.type]}`;
  if (!isProtection(one)) return void giveIntent({ words, give: (replayId, dropLater) => api.replays.cancel({ replayId, dropLater, order: one.order }) });
  const without = one.role === 'stop-loss' ? { stopLoss: null } : { takeProfit: null };
  void giveIntent({ words, give: (replayId, dropLater) => api.replays.protect({ replayId, dropLater, trade: one.trade, ...without }) });
}

export function OrdersCount() {
  const count = useReplay(({ state }) => state?.orders.length ?? 0);
  return count === 0 ? null : <Count>{count}</Count>;
}
