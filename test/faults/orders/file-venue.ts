import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import type { ClientOrderId } from '../../../src/contract/model/order.ts';
import { decimalText, epochMs, type EpochMs } from '../../../src/contract/model/units.ts';
import { createBus } from '../../../src/main/core/kernel/index.ts';
import type { BrokerEvent, BrokerOrder, BrokerPort, VenueOrder } from '../../../src/main/core/trading/ports.ts';

type Execution = Extract<BrokerEvent, { kind: 'filled' }>;
/** One line of the venue's file. `repeated` marks an order message whose client id the venue had already. */
export type VenueLine =
  | { kind: 'order'; order: BrokerOrder }
  | { kind: 'repeated'; clientOrderId: ClientOrderId }
  | { kind: 'fill'; fill: Execution }
  | { kind: 'cancel'; clientOrderId: ClientOrderId };

export const readVenueFile = (file: string): VenueLine[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as VenueLine) : [];

/** The venue's book as its file tells it. */
export function replayVenue(lines: readonly VenueLine[]): Map<ClientOrderId, VenueOrder> {
  const orders = new Map<ClientOrderId, VenueOrder>();
  const change = (id: ClientOrderId, apply: (order: VenueOrder) => VenueOrder): void => void orders.set(id, apply(orders.get(id) as VenueOrder));
  for (const line of lines) {
    if (line.kind === 'order') {
      const id = line.order.clientOrderId;
      orders.set(id, { ...line.order, venueOrderId: `v-${id}`, state: 'working', reason: null, fills: [] });
    } else if (line.kind === 'fill') {
      change(line.fill.clientOrderId, (order) => {
        const fills = [...order.fills, line.fill];
        return { ...order, fills, state: fills.length === 2 ? 'filled' : 'working' };
      });
    } else if (line.kind === 'cancel') {
      change(line.clientOrderId, (order) => ({ ...order, state: 'cancelled', reason: 'on request' }));
    }
  }
  return orders;
}

/**
 * A venue whose book is a file, so that it outlives whoever trades on it. Each message is on disk before it is answered. Market
 * orders fill at once in two halves, limit orders rest. Between two steps the event loop turns, so that a kill can fall anywhere.
 */
export function createFileVenue(file: string): BrokerPort {
  const bus = createBus<{ event: BrokerEvent }>((error) => {
    throw error;
  });
  const lines = readVenueFile(file);
  const handle = openSync(file, 'a');
  const now: EpochMs = epochMs(1_700_000_000_000);
  const orders = replayVenue(lines);
  const write = (line: VenueLine): void => {
    appendFileSync(handle, `${JSON.stringify(line)}\n`);
    fsyncSync(handle);
    lines.push(line);
    const id = line.kind === 'order' ? line.order.clientOrderId : line.kind === 'fill' ? line.fill.clientOrderId : line.clientOrderId;
    const known = orders.get(id);
    const next = replayVenue([...(known === undefined ? [] : toLines(known)), line]).get(id);
    if (next !== undefined) orders.set(id, next);
  };

  return {
    id: 'file',
    mode: 'paper',
    orderTypes: new Set(['market', 'limit', 'stop', 'stop-limit']),
    connect: () => Promise.resolve(),
    async place(order) {
      const { clientOrderId } = order;
      if (orders.has(clientOrderId)) {
        write({ kind: 'repeated', clientOrderId });
        return;
      }
      await turn();
      write({ kind: 'order', order });
      await turn();
      if (order.type === 'market') {
        const half = decimalText(String(Number(order.quantity) / 2));
        for (const part of [1, 2]) {
          const fill: Execution = {
            kind: 'filled', clientOrderId, timeMs: now, executionId: `${clientOrderId}/${part}`, quantity: half, price: decimalText('100.01'),
            commission: decimalText('0.07'), currency: 'USD',
          };
          write({ kind: 'fill', fill });
          await turn();
          bus.emit('event', fill);
        }
      }
      bus.emit('event', { kind: 'accepted', clientOrderId, timeMs: now, venueOrderId: `v-${clientOrderId}` });
      await turn();
    },
    async cancel(clientOrderId) {
      await turn();
      if (orders.get(clientOrderId)?.state !== 'working') {
        bus.emit('event', { kind: 'cancel-rejected', clientOrderId, timeMs: now, reason: 'nothing to cancel' });
        return;
      }
      write({ kind: 'cancel', clientOrderId });
      await turn();
      bus.emit('event', { kind: 'cancelled', clientOrderId, timeMs: now, reason: 'on request' });
    },
    replace: () => Promise.reject(new Error('not at this venue')),
    findOrder: async (id) => orders.get(id) ?? null,
    openOrders: async () => [...orders.values()].filter(({ state }) => state === 'working'),
    onEvent: (listener) => bus.on('event', listener),
    async dispose() {
      closeSync(handle);
    },
  };
}

const toLines = (order: VenueOrder): VenueLine[] => [
  { kind: 'order', order },
  ...order.fills.map((fill): VenueLine => ({ kind: 'fill', fill })),
];

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
