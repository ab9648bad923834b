import { expect } from 'vitest';
import type { ClientOrderId } from '../../src/contract/model/order.ts';
import type { TradingUpdate } from '../../src/contract/model/trading-update.ts';
import type { EventStore } from '../../src/main/core/ledger/index.ts';
import type { Trading } from '../../src/main/core/trading/index.ts';

/** The id that a client gave its order. */
export const clientId = (text: string): ClientOrderId => text as ClientOrderId;

/** What an order is refused with. */
export const refusal = (code: string, numbers: object = {}) => ({ code: 'REFUSED', details: { refusal: expect.objectContaining({ code, ...numbers }) } });

/** The kinds of facts on the tape, oldest first. */
export const typesIn = (store: EventStore): string[] => store.read(0, 10_000).map(({ type }) => type);

/** The ledger refuses every fact from now on; gives what makes it write again. */
export function breakLedger(store: EventStore, message = 'disk full'): () => void {
  const append = store.append.bind(store);
  store.append = () => {
    throw new Error(message);
  };
  return () => void (store.append = append);
}

/** The first updates told after a number of the stream. */
export async function firstUpdates({ stream }: Trading, after: number, count: number): Promise<TradingUpdate[]> {
  const updates: TradingUpdate[] = [];
  for await (const item of stream.read(after)) {
    if (item.kind === 'entry') updates.push(item.value);
    if (updates.length === count) break;
  }
  return updates;
}
