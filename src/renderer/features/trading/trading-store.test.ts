import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Order, OrderStatus } from '../../../contract/model/order.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import type { Client, LogSource } from '../../api/index.ts';
import { useNotices } from '../../app/notices.ts';
import { followTrading, useTrading } from './trading-store.ts';

const order = (id: string, status: OrderStatus): Order =>
  ({ orderId: id, instrumentId: 'SIM:ACME', side: 'buy', type: 'limit', quantity: '10', filledQuantity: '0', status, averagePrice: null, commission: '0', reason: null, pendingChange: null }) as unknown as Order;
const told = (id: string, status: OrderStatus): TradingUpdate => ({ kind: 'order', order: order(id, status) });

/** An order desk that answers with what stands in it when it is asked. */
function startDesk(first: { readonly orders?: readonly Order[]; readonly haltReason?: string | null } = {}) {
  const desk = { orders: first.orders ?? [], haltReason: first.haltReason ?? null, isDown: false, answer: Promise.resolve() };
  let source: LogSource<unknown, TradingUpdate> | undefined;
  const ask = async <T>(read: () => T): Promise<T> => {
    const answer = read();
    if (desk.isDown) throw new Error('Tapedeck did not answer in time.');
    await desk.answer;
    return answer;
  };
  const stop = followTrading({
    api: {
      orders: { list: () => ask(() => desk.orders), fills: () => ask(() => []) },
      risk: { status: () => ask(() => ({ isHalted: desk.haltReason !== null, reason: desk.haltReason })) },
    },
    subscribe: (given: LogSource<unknown, TradingUpdate>) => ((source = given), { close: () => (source = undefined) }),
  } as unknown as Client);
  return { desk, stop, reload: () => source?.onReload(), tell: (update: TradingUpdate) => source?.onEntry(update, 1) };
}

const shown = (): readonly string[] => useNotices.getState().shown.map((one) => one.title);
const statuses = (): readonly string[] => useTrading.getState().orders.map((one) => `${one.orderId} ${one.status}`);
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  useNotices.setState({ shown: [], history: [] });
  useTrading.setState({ orders: [], fills: [], isLoaded: false, error: null, haltReason: null });
});
afterEach(() => void vi.useRealTimers());

it('a window opened while trading is stopped says so, and offers to resume', async () => {
  const { reload, desk, stop } = startDesk({ haltReason: 'stopped by hand' });
  reload();
  await settle();
  expect(useNotices.getState().shown).toMatchObject([{ id: 'halt', kind: 'risk', title: 'Trading is stopped', action: { label: 'Resume trading' } }]);
  desk.haltReason = null;
  reload();
  await settle();
  expect(shown(), 'resumed while nobody listened').toEqual([]);
  stop();
});

it('names orders whose state is not known as they are loaded, until it is', async () => {
  const { reload, desk, stop } = startDesk({ orders: [order('a', 'unknown'), order('b', 'working')] });
  reload();
  await settle();
  expect(shown()).toEqual(['State of buy 10 ACME is not known']);
  desk.orders = [order('a', 'filled'), order('b', 'working')];
  reload();
  await settle();
  expect(shown()).toEqual([]);
  stop();
});

it('tells orders that are cancelled together in one notice, and the stop beside it', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { reload, tell, stop } = startDesk({ orders: ids.map((id) => order(id, 'working')) });
  reload();
  await settle();
  tell({ kind: 'halt', reason: 'stopped by hand' });
  for (const id of ids) tell(told(id, 'cancelled'));
  await vi.advanceTimersByTimeAsync(300);
  expect(shown()).toEqual(['Trading is stopped', '6 orders cancelled']);
  expect(useNotices.getState().history).toHaveLength(2);
  stop();
});

it('tells orders together that are cancelled one soon after the other, and none later than a second after it ended', async () => {
  const ids = Array.from({ length: 12 }, (_, k) => `order-${k}`);
  const { reload, tell, stop } = startDesk({ orders: ids.map((id) => order(id, 'working')) });
  reload();
  await settle();
  const cancel = async (some: readonly string[]): Promise<void> => {
    for (const id of some) {
      tell(told(id, 'cancelled'));
      await vi.advanceTimersByTimeAsync(150);
    }
  };
  await cancel(ids.slice(0, 4));
  await vi.advanceTimersByTimeAsync(150);
  expect(shown()).toEqual(['4 orders cancelled']);
  await cancel(ids.slice(4));
  expect(shown(), 'orders that are cancelled without end').toEqual(['4 orders cancelled', '7 orders cancelled']);
  await vi.advanceTimersByTimeAsync(250);
  expect(shown().at(-1)).toBe('Buy 10 ACME cancelled');
  stop();
});

it('one order that is cancelled is told by its name', async () => {
  const { reload, tell, stop } = startDesk({ orders: [order('a', 'working')] });
  reload();
  await settle();
  tell(told('a', 'cancelled'));
  await vi.advanceTimersByTimeAsync(300);
  expect(shown()).toEqual(['Buy 10 ACME cancelled']);
  stop();
});

it('what is told while the orders load is not overwritten by what was loaded', async () => {
  const { reload, tell, desk, stop } = startDesk({ orders: [order('a', 'working')] });
  let answer = (): void => undefined;
  desk.answer = new Promise((resolve) => (answer = resolve));
  reload();
  await settle();
  tell(told('a', 'filled'));
  tell(told('b', 'working'));
  tell({ kind: 'halt', reason: 'a limit' });
  answer();
  await settle();
  expect([statuses(), useTrading.getState().haltReason, shown()]).toEqual([['b working', 'a filled'], 'a limit', ['Bought 10 ACME @ –', 'Trading is stopped']]);
  stop();
});

it('tries again after a load that failed, and no more once it is stopped', async () => {
  const { reload, desk, stop } = startDesk({ orders: [order('a', 'working')] });
  desk.isDown = true;
  reload();
  await settle();
  expect(useTrading.getState()).toMatchObject({ isLoaded: false, error: 'Tapedeck did not answer in time.' });
  desk.isDown = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([useTrading.getState().error, statuses()]).toEqual([null, ['a working']]);
  desk.isDown = true;
  reload();
  stop();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
});
