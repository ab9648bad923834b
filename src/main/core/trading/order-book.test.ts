import { describe, expect, it } from 'vitest';
import type { AccountId, ClientOrderId, OrderId } from '../../../contract/model/order.ts';
import { decimalText, epochMs } from '../../../contract/model/units.ts';
import { acme } from '../../../../test/trading/acme.ts';
import { createFakeVenue } from '../../../../test/trading/fake-venue.ts';
import { limitRequest, makeRig, settled } from '../../../../test/trading/trading-rig.ts';
import { createMemoryEventStore } from '../../adapters/store/memory-event-store.ts';
import { createLedger, orderStream, type NewLedgerEvent } from '../ledger/index.ts';
import { keptInMemory, orderBookFold } from './order-book.ts';

const ended = (n: number): NewLedgerEvent[] => {
  const orderId = `ord-${n}` as OrderId;
  const stream = orderStream(orderId);
  const terms = {
    orderId, clientOrderId: `c-${n}` as ClientOrderId, accountId: 'paper-1' as AccountId, brokerId: 'fake', instrumentId: acme.id, side: 'buy', type: 'limit',
    timeInForce: 'day', quantity: decimalText('10'), limitPrice: decimalText('95'), stopPrice: null,
  } as const;
  return [
    { stream, type: 'orderIntended', timeMs: epochMs(n), body: terms },
    { stream, type: 'orderAccepted', timeMs: epochMs(n), body: { orderId, venueOrderId: `v-c-${n}` } },
    { stream, type: 'orderCancelled', timeMs: epochMs(n), body: { orderId, reason: 'on request' } },
  ];
};

describe('the order book after more orders than it holds in memory', () => {
  const store = createMemoryEventStore();
  const ledger = createLedger({ store });
  const view = ledger.follow(orderBookFold);
  for (let n = 1; n <= keptInMemory + 10; n++) ledger.record(ended(n));

  it('holds the last ones whole and of all others the client id', () => {
    expect(Object.keys(view.state.ended)).toHaveLength(keptInMemory);
    expect(Object.keys(view.state.idsByClientId)).toHaveLength(keptInMemory + 10);
    expect(view.state).toEqual(ledger.refold(orderBookFold));
  });

  it('an order that left memory is still shown, recognised, and its late fill still counts, once', async () => {
    const broker = createFakeVenue();
    const { trading } = makeRig({ store, broker });
    await trading.recover();
    const orderId = 'ord-1' as OrderId;
    expect(trading.get(orderId)).toMatchObject({ status: 'cancelled', clientOrderId: 'c-1', venueOrderId: 'v-c-1' });
    expect((await trading.place(limitRequest('95', { clientOrderId: 'c-1' }))).orderId).toBe(orderId);

    broker.putStranger({ ...trading.get(orderId) });
    const fill = broker.fill('c-1' as ClientOrderId, '4', '95');
    broker.tell(fill);
    await settled();
    broker.tell(fill);
    await settled();
    expect(trading.get(orderId)).toMatchObject({ status: 'cancelled', filledQuantity: '4' });
    expect(trading.positions()).toMatchObject([{ quantity: '4' }]);
    expect(trading.fills({ orderId, limit: 10 })).toHaveLength(1);
    expect(trading.health()).toMatchObject({ state: 'open', openOrders: 0 });
  });
});
