import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../src/contract/model/instrument.ts';
import type { AccountId, ClientOrderId } from '../../src/contract/model/order.ts';
import { decimalText, type DecimalText } from '../../src/contract/model/units.ts';
import type { BrokerEvent, BrokerOrder, BrokerPort } from '../../src/main/core/trading/ports.ts';

/** A broker under test with a market whose prices the test sets. */
export type BrokerRig = {
  readonly broker: BrokerPort;
  /** An instrument with a price step of 0.01 or finer, whole units, and no price yet. */
  readonly instrumentId: InstrumentId;
  readonly accountId: AccountId;
  /** Sets the best prices and the units offered at each. */
  quote(bid: number, ask: number, bidSize: number, askSize: number): void;
  /** Loses the connection; `connect` brings it back. */
  disconnect(): void;
  /** What the broker still holds (listeners, timers, sockets); 0 after dispose. */
  held(): number;
};

const amount = decimalText;

/**
 * What every broker must do, numbered like the cards of an acceptance desk. A broker that passes them behaves the same to the order
 * desk as all others, whatever its own protocol.
 */
export function testBrokerContract(name: string, makeRig: () => Promise<BrokerRig>): void {
  describe(`${name} as a broker`, () => {
    let rig: BrokerRig;
    let events: BrokerEvent[];
    let wake: () => void;
    let orderNumber: number;

    beforeEach(async () => {
      rig = await makeRig();
      events = [];
      wake = () => {};
      orderNumber = 0;
      rig.broker.onEvent((event) => {
        events.push(event);
        wake();
      });
      await rig.broker.connect();
    });
    afterEach(() => rig.broker.dispose());

    /** Waits until the venue has said so much about an order, and gives the kinds in order. */
    const heard = async (clientOrderId: ClientOrderId, count: number): Promise<string[]> => {
      const own = (): BrokerEvent[] => events.filter((event) => event.clientOrderId === clientOrderId);
      while (own().length < count) await new Promise<void>((resolve) => (wake = resolve));
      return own().map(({ kind }) => kind);
    };
    const fillsOf = (clientOrderId: ClientOrderId) => events.filter((event) => event.kind === 'filled' && event.clientOrderId === clientOrderId);

    const order = (terms: Partial<BrokerOrder> = {}): BrokerOrder => ({
      clientOrderId: `card-${(orderNumber += 1)}` as ClientOrderId,
      accountId: rig.accountId,
      instrumentId: rig.instrumentId,
      side: 'buy',
      type: 'market',
      timeInForce: 'gtc',
      quantity: amount('10'),
      limitPrice: null,
      stopPrice: null,
      ...terms,
    });
    const limitAt = (price: string, terms: Partial<BrokerOrder> = {}): BrokerOrder => order({ type: 'limit', limitPrice: amount(price), ...terms });
    const place = async (placed: BrokerOrder): Promise<ClientOrderId> => {
      await rig.broker.place(placed);
      return placed.clientOrderId;
    };
    const changes = (changed: { quantity?: string; limitPrice?: string; stopPrice?: string }) => ({
      quantity: text(changed.quantity), limitPrice: text(changed.limitPrice), stopPrice: text(changed.stopPrice),
    });

    it('1: a limit order away from the market is accepted and rests', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(limitAt('95'));
      expect(await heard(id, 1)).toEqual(['accepted']);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'working', quantity: '10', limitPrice: '95', fills: [] });
    });

    it('2: an order that the venue does not take is rejected with a reason', async () => {
      const id = await place(limitAt('-1'));
      expect(await heard(id, 1)).toEqual(['rejected']);
      expect(events[0]).toMatchObject({ reason: expect.stringMatching(/\w/) });
      expect(await rig.broker.openOrders()).toEqual([]);
    });

    it('3: a market order pays the ask, or gets the bid, and is told as accepted first', async () => {
      rig.quote(99, 100, 50, 50);
      const bought = await place(order());
      expect(await heard(bought, 2)).toEqual(['accepted', 'filled']);
      expect(fillsOf(bought)).toMatchObject([{ quantity: '10', price: '100', currency: expect.stringMatching(/^[A-Z]{3}$/) }]);
      const sold = await place(order({ side: 'sell' }));
      await heard(sold, 2);
      expect(fillsOf(sold)).toMatchObject([{ quantity: '10', price: '99' }]);
    });

    it('4: a limit order fills when the market comes to it, at the market and never worse than its limit', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(limitAt('98'));
      await heard(id, 1);
      rig.quote(96, 97.5, 50, 50);
      expect(await heard(id, 2)).toEqual(['accepted', 'filled']);
      expect(fillsOf(id)).toMatchObject([{ quantity: '10', price: '97.5' }]);
    });

    it('5: no more is filled than is offered; the rest waits for the next offer', async () => {
      rig.quote(99, 100, 50, 4);
      const id = await place(order());
      expect(await heard(id, 2)).toEqual(['accepted', 'filled']);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'working' });
      rig.quote(99, 100.5, 50, 50);
      await heard(id, 3);
      expect(fillsOf(id)).toMatchObject([{ quantity: '4', price: '100' }, { quantity: '6', price: '100.5' }]);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'filled' });
    });

    it('6: the same units are not taken twice by two of our orders', async () => {
      rig.quote(99, 100, 50, 15);
      const first = await place(order());
      const second = await place(order());
      await heard(first, 2);
      await heard(second, 2);
      expect([fillsOf(first), fillsOf(second)]).toMatchObject([[{ quantity: '10' }], [{ quantity: '5' }]]);
    });

    it('7: a resting order is cancelled on request', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(limitAt('95'));
      await rig.broker.cancel(id);
      expect(await heard(id, 2)).toEqual(['accepted', 'cancelled']);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'cancelled' });
    });

    it('8: a cancel that comes after the fill, or for an unknown order, is refused and changes nothing', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(order());
      await heard(id, 2);
      await rig.broker.cancel(id);
      expect(await heard(id, 3)).toEqual(['accepted', 'filled', 'cancel-rejected']);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'filled' });
      const stranger = 'card-none' as ClientOrderId;
      await rig.broker.cancel(stranger);
      expect(await heard(stranger, 1)).toEqual(['cancel-rejected']);
    });

    it('9: what was filled before a cancel stays filled', async () => {
      rig.quote(99, 100, 50, 4);
      const id = await place(order());
      await heard(id, 2);
      await rig.broker.cancel(id);
      await heard(id, 3);
      rig.quote(99, 99.5, 50, 50);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'cancelled', fills: [{ quantity: '4' }] });
    });

    it('10: a replace gives the order other terms, fills included in its quantity', async () => {
      rig.quote(99, 100, 50, 4);
      const id = await place(limitAt('100'));
      await heard(id, 2);
      await rig.broker.replace(id, changes({ quantity: '6', limitPrice: '98' }));
      expect((await heard(id, 3))[2]).toBe('replaced');
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'working', quantity: '6', limitPrice: '98' });
      rig.quote(97, 98, 50, 50);
      await heard(id, 4);
      expect(fillsOf(id)).toMatchObject([{ quantity: '4' }, { quantity: '2', price: '98' }]);
    });

    it('11: a replace to no more than is filled, or of an ended order, is refused', async () => {
      rig.quote(99, 100, 50, 4);
      const id = await place(limitAt('100'));
      await heard(id, 2);
      await rig.broker.replace(id, changes({ quantity: '4' }));
      expect((await heard(id, 3))[2]).toBe('replace-rejected');
      await rig.broker.cancel(id);
      await rig.broker.replace(id, changes({ quantity: '20' }));
      expect((await heard(id, 5)).slice(3)).toEqual(['cancelled', 'replace-rejected']);
    });

    it('12: a stop waits for its price and then trades at the market', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(order({ type: 'stop', stopPrice: amount('102') }));
      rig.quote(100.9, 101.9, 50, 50);
      expect(await heard(id, 1)).toEqual(['accepted']);
      rig.quote(101.5, 102.5, 50, 50);
      expect(await heard(id, 2)).toEqual(['accepted', 'filled']);
      expect(fillsOf(id)).toMatchObject([{ price: '102.5' }]);
    });

    it('13: a stop-limit becomes a limit order at its stop and does not trade beyond its limit', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(order({ side: 'sell', type: 'stop-limit', stopPrice: amount('97'), limitPrice: amount('96') }));
      await heard(id, 1);
      rig.quote(95, 95.5, 50, 50);
      expect(await rig.broker.findOrder(id)).toMatchObject({ state: 'working', fills: [] });
      rig.quote(96.5, 97, 50, 50);
      await heard(id, 2);
      expect(fillsOf(id)).toMatchObject([{ price: '96.5' }]);
    });

    it('14: ioc takes what is there and gives back the rest', async () => {
      rig.quote(99, 100, 50, 4);
      const id = await place(limitAt('100', { timeInForce: 'ioc' }));
      expect(await heard(id, 3)).toEqual(['accepted', 'filled', 'cancelled']);
      expect(fillsOf(id)).toMatchObject([{ quantity: '4' }]);
    });

    it('15: fok fills whole or not at all', async () => {
      rig.quote(99, 100, 50, 9);
      const tooMuch = await place(limitAt('100', { timeInForce: 'fok' }));
      expect(await heard(tooMuch, 2)).toEqual(['accepted', 'cancelled']);
      const enough = await place(limitAt('100', { timeInForce: 'fok', quantity: amount('9') }));
      expect(await heard(enough, 2)).toEqual(['accepted', 'filled']);
    });

    it('16: an order is found by its client id with every execution; an unknown id is null', async () => {
      rig.quote(99, 100, 50, 4);
      const placed = order();
      await place(placed);
      await heard(placed.clientOrderId, 2);
      expect(await rig.broker.findOrder(placed.clientOrderId)).toEqual({
        ...placed, venueOrderId: expect.stringMatching(/./), state: 'working', reason: null, fills: fillsOf(placed.clientOrderId),
      });
      expect(await rig.broker.findOrder('card-none' as ClientOrderId)).toBeNull();
    });

    it('17: open orders are those that may still fill', async () => {
      rig.quote(99, 100, 50, 50);
      const resting = await place(limitAt('95'));
      const filled = await place(order());
      const cancelled = await place(limitAt('94'));
      await rig.broker.cancel(cancelled);
      await heard(filled, 2);
      await heard(cancelled, 2);
      expect((await rig.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([resting]);
    });

    it('18: the same client order id again is not a second order, not even after the first has ended', async () => {
      rig.quote(99, 100, 50, 50);
      const twice = order();
      await place(twice);
      await place(twice);
      await heard(twice.clientOrderId, 2);
      await place(twice);
      await place(limitAt('95'));
      await heard('card-2' as ClientOrderId, 1);
      expect(fillsOf(twice.clientOrderId)).toHaveLength(1);
    });

    it('19: execution ids are unique and the copy of an execution in findOrder has the same one', async () => {
      rig.quote(99, 100, 50, 4);
      const first = await place(order());
      rig.quote(99, 100.5, 50, 16);
      const second = await place(order());
      await heard(first, 3);
      await heard(second, 2);
      const ids = [...fillsOf(first), ...fillsOf(second)].map((event) => (event.kind === 'filled' ? event.executionId : ''));
      expect(new Set(ids).size).toBe(3);
      expect((await rig.broker.findOrder(first))?.fills.map(({ executionId }) => executionId)).toEqual(ids.slice(0, 2));
    });

    it('20: after a lost connection the venue still has our orders, and speaks again', async () => {
      rig.quote(99, 100, 50, 50);
      const id = await place(limitAt('95'));
      await heard(id, 1);
      rig.disconnect();
      await rig.broker.connect();
      expect((await rig.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([id]);
      rig.quote(94, 95, 50, 50);
      expect(await heard(id, 2)).toEqual(['accepted', 'filled']);
    });

    it('21: a listener that lets go hears nothing more', async () => {
      rig.quote(99, 100, 50, 50);
      const heardByOther: string[] = [];
      const other = rig.broker.onEvent(({ kind }) => heardByOther.push(kind));
      const id = await place(limitAt('95'));
      await heard(id, 1);
      other.dispose();
      await rig.broker.cancel(id);
      await heard(id, 2);
      expect(heardByOther).toEqual(['accepted']);
    });

    it('22: dispose leaves nothing behind', async () => {
      rig.quote(99, 100, 50, 50);
      await place(limitAt('95'));
      await rig.broker.dispose();
      expect(rig.held()).toBe(0);
    });
  });
}

const text = (value: string | undefined): DecimalText | null => (value === undefined ? null : amount(value));
