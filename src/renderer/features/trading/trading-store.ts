import { create } from 'zustand';
import type { Fill } from '../../../contract/model/fill.ts';
import type { Order, OrderId, OrderStatus } from '../../../contract/model/order.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import type { Client } from '../../api/index.ts';
import { dismissNotice, notify } from '../../app/notices.ts';
import { tryUntilDone } from '../../app/try-until-done.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { announceEnd, showWarnings, warnOfHalt } from './announce.ts';
import { symbolOf } from './symbol-of.ts';

type Trading = {
  /** Newest first. */
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  readonly isLoaded: boolean;
  readonly error: string | null;
  /** Why no orders are let through; null: they are. */
  readonly haltReason: string | null;
};

/** Orders and fills as the ledger has them. */
export const useTrading = create<Trading>(() => ({ orders: [], fills: [], isLoaded: false, error: null, haltReason: null }));

const keptOrders = 500;
const keptFills = 500;
const openStatuses: ReadonlySet<OrderStatus> = new Set(['intended', 'sent', 'unknown', 'working', 'partially-filled']);
export const isOpenOrder = (order: Order): boolean => openStatuses.has(order.status);

/**
 * Follows the order desk entry by entry; after a loss too long for that, loads it anew. What is told while it loads comes after what was
 * loaded: it is applied to it, in its order. Gives the function that stops it.
 */
export function followTrading(client: Client): () => void {
  /** What was told since the load now under way began; null: none is. */
  let held: TradingUpdate[] | null = null;
  let round = 0;
  const load = async (): Promise<void> => {
    const mine = ++round;
    held = [];
    const loaded = await tryUntilDone(
      () => Promise.all([client.api.orders.list({ limit: keptOrders }), client.api.orders.fills({ limit: keptFills }), client.api.risk.status({})]),
      () => mine === round,
      (error) => useTrading.setState({ error: sentenceOf(error) }),
    );
    if (loaded === null || mine !== round) return;
    const [orders, fills, status] = loaded;
    useTrading.setState({ orders, fills, isLoaded: true, error: null, haltReason: status.isHalted ? (status.reason ?? 'stopped') : null });
    showWarnings(useTrading.getState());
    const since = held ?? [];
    held = null;
    since.forEach(apply);
  };
  const subscription = client.subscribe<TradingUpdate>({
    kind: 'log',
    open: (api, afterSeq, signal) => api.orders.watch({ afterSeq }, { signal }),
    onReload: () => void load(),
    onEntry: (update) => void (held === null ? apply(update) : held.push(update)),
  });
  return () => {
    round += 1;
    subscription.close();
  };
}

function apply(update: TradingUpdate): void {
  switch (update.kind) {
    case 'order': {
      const { order } = update;
      const before = useTrading.getState().orders.find((one) => one.orderId === order.orderId);
      useTrading.setState(({ orders }) => ({
        orders: before === undefined ? [order, ...orders].slice(0, keptOrders) : orders.map((one) => (one.orderId === order.orderId ? order : one)),
      }));
      announceEnd(before, order);
      break;
    }
    case 'fill': {
      const { fill } = update;
      useTrading.setState(({ fills }) => (fills.some((one) => one.executionId === fill.executionId) ? {} : { fills: [fill, ...fills].slice(0, keptFills) }));
      break;
    }
    case 'refusal':
      break;
    case 'halt':
      useTrading.setState({ haltReason: update.reason });
      warnOfHalt(update.reason, 'Open orders are being cancelled; positions are untouched. Nothing new is let through until you resume.');
      break;
    case 'resume':
      useTrading.setState({ haltReason: null });
      dismissNotice('halt');
      notify({ kind: 'info', title: 'Trading goes on', text: 'Orders are let through again.' });
      break;
  }
}

/** Changes an order's quantity or price; says so when it is refused. */
export async function replaceOrder(client: Client, order: Order, changes: { quantity?: string; limitPrice?: string; stopPrice?: string }): Promise<boolean> {
  return guarded(`${order.side === 'buy' ? 'Buy' : 'Sell'} ${symbolOf(order.instrumentId)} was not changed`, () =>
    client.api.orders.replace({ orderId: order.orderId, changes: changes as Parameters<Client['api']['orders']['replace']>[0]['changes'] }));
}

export async function cancelOrder(client: Client, orderId: OrderId): Promise<boolean> {
  return guarded('The order was not cancelled', () => client.api.orders.cancel({ orderId }));
}

export async function cancelAllOrders(client: Client): Promise<void> {
  const open = useTrading.getState().orders.filter((order) => isOpenOrder(order) && order.pendingChange !== 'cancel');
  await Promise.all(open.map((order) => cancelOrder(client, order.orderId)));
}

/** Stops trading and cancels every open order. */
export const kill = (client: Client): Promise<boolean> => guarded('The kill switch was not confirmed: look at the orders', () => client.api.risk.kill({ reason: 'stopped by hand' }));
export const resume = (client: Client): Promise<boolean> => guarded('Trading was not resumed', () => client.api.risk.resume({}));

/** Runs an act of trading; a failure becomes a notice that stays, in the words of the application. */
export async function guarded(title: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    notify({ kind: 'refusal', title, text: sentenceOf(error) });
    return false;
  }
}
