import type { ClientOrderId } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { createBus } from '../../src/main/core/kernel/index.ts';
import type { BrokerEvent, BrokerOrder, BrokerPort, VenueOrder } from '../../src/main/core/trading/ports.ts';

/** What the next message to the venue meets. `lost`: it never arrives; `answer-lost`: it arrives and the promise rejects; `silence`: it arrives and nothing comes back. */
export type Line = 'good' | 'lost' | 'answer-lost' | 'silence';

export type FakeVenue = BrokerPort & {
  line: Line;
  /** Whether `findOrder` and `openOrders` answer. */
  canBeAsked: boolean;
  /** What the venue does with an order that arrives; by default it accepts. */
  onArrival: (order: BrokerOrder) => void;
  /** Every order that arrived, repetitions counted. */
  readonly arrivals: BrokerOrder[];
  readonly orders: Map<ClientOrderId, VenueOrder>;
  tell(event: BrokerEvent): void;
  accept(id: ClientOrderId): void;
  /** Executes at the venue; told unless it is to be missed. */
  fill(id: ClientOrderId, quantity: string, price: string, options?: { executionId?: string; isTold?: boolean; commission?: string }): Extract<BrokerEvent, { kind: 'filled' }>;
  end(id: ClientOrderId, state: 'cancelled' | 'rejected' | 'expired', isTold?: boolean): void;
  /** An order placed elsewhere. */
  putStranger(order: BrokerOrder): void;
  readonly listenerCount: number;
};

/** A venue that does what the test says, with the memory of a real one: it outlives the desk. */
export function createFakeVenue(): FakeVenue {
  const bus = createBus<{ event: BrokerEvent }>((error) => {
    throw error;
  });
  const orders = new Map<ClientOrderId, VenueOrder>();
  let executions = 0;
  const now = epochMs(5_000);
  const change = (id: ClientOrderId, with_: Partial<VenueOrder>): void => {
    orders.set(id, { ...(orders.get(id) as VenueOrder), ...with_ });
  };

  const deliver = async (arrive: () => void): Promise<void> => {
    const { line } = venue;
    if (line === 'lost') throw new Error('connection reset');
    arrive();
    if (line === 'answer-lost') throw new Error('connection reset');
    if (line === 'silence') await new Promise(() => {});
  };
  const ask = async <T>(answer: () => T): Promise<T> => {
    if (!venue.canBeAsked) throw new Error('connection refused');
    return answer();
  };

  const venue: FakeVenue = {
    id: 'fake',
    mode: 'paper',
    orderTypes: new Set(['market', 'limit', 'stop', 'stop-limit']),
    line: 'good',
    canBeAsked: true,
    onArrival: ({ clientOrderId }) => venue.accept(clientOrderId),
    arrivals: [],
    orders,
    connect: () => ask(() => {}),
    place: (order) =>
      deliver(() => {
        venue.arrivals.push(order);
        if (orders.has(order.clientOrderId)) return;
        orders.set(order.clientOrderId, { ...order, venueOrderId: `v-${order.clientOrderId}`, state: 'working', reason: null, fills: [] });
        venue.onArrival(order);
      }),
    cancel: (id) =>
      deliver(() => {
        if (orders.get(id)?.state === 'working') venue.end(id, 'cancelled');
        else venue.tell({ kind: 'cancel-rejected', clientOrderId: id, timeMs: now, reason: 'nothing to cancel' });
      }),
    replace: (id, changes) =>
      deliver(() => {
        const order = orders.get(id) as VenueOrder;
        change(id, { quantity: changes.quantity ?? order.quantity, limitPrice: changes.limitPrice ?? order.limitPrice });
        venue.tell({ kind: 'replaced', clientOrderId: id, timeMs: now, ...changes });
      }),
    findOrder: (id) => ask(() => orders.get(id) ?? null),
    openOrders: () => ask(() => [...orders.values()].filter(({ state }) => state === 'working')),
    onEvent: (listener) => bus.on('event', listener),
    dispose: async () => {},
    tell: (event) => bus.emit('event', event),
    accept: (id) => venue.tell({ kind: 'accepted', clientOrderId: id, timeMs: now, venueOrderId: `v-${id}` }),
    fill(id, quantity, price, { executionId = `x${(executions += 1)}`, isTold = true, commission = '0' } = {}) {
      const fill = {
        kind: 'filled' as const, clientOrderId: id, timeMs: now, executionId, currency: 'USD',
        quantity: decimalText(quantity), price: decimalText(price), commission: decimalText(commission),
      };
      const order = orders.get(id) as VenueOrder;
      const fills = [...order.fills, fill];
      const filled = fills.reduce((sum, one) => sum + Number(one.quantity), 0);
      change(id, { fills, state: order.state === 'working' && filled >= Number(order.quantity) ? 'filled' : order.state });
      if (isTold) venue.tell(fill);
      return fill;
    },
    end(id, state, isTold = true) {
      change(id, { state, reason: state });
      if (isTold) venue.tell({ kind: state, clientOrderId: id, timeMs: now, reason: state });
    },
    putStranger(order) {
      orders.set(order.clientOrderId, { ...order, venueOrderId: `v-${order.clientOrderId}`, state: 'working', reason: null, fills: [] });
    },
    get listenerCount() {
      return bus.listenerCount;
    },
  };
  return venue;
}
