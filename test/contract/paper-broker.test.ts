import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { AccountId, ClientOrderId } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { createPaperBroker, type PaperBrokerOptions } from '../../src/main/adapters/brokers/paper/index.ts';
import { createManualClock } from '../../src/main/adapters/clock/manual-clock.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import type { BrokerEvent, BrokerOrder } from '../../src/main/core/trading/ports.ts';
import { acme } from '../trading/acme.ts';
import { testBrokerContract } from './test-broker-contract.ts';

function makePaper(options: Partial<PaperBrokerOptions> = {}) {
  const clock = createManualClock(1_000);
  const broker = createPaperBroker({ clock, log: silentLog, instrument: (id) => (id === acme.id ? acme : null), ...options });
  const quote = (bid: number, ask: number, bidSize: number, askSize: number): void => {
    clock.advance(10);
    broker.onTick({ kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid, ask, bidSize, askSize });
  };
  const events: BrokerEvent[] = [];
  broker.onEvent((event) => events.push(event));
  return { clock, broker, quote, events };
}

testBrokerContract('the paper broker', async () => {
  const { broker, quote } = makePaper();
  return {
    broker,
    quote,
    instrumentId: acme.id,
    accountId: 'paper-1' as AccountId,
    disconnect: () => {},
    held: () => broker.listenerCount,
  };
});

/** A market that is open up to a moment and closed from then on. */
const closesAt = (closeMs: number): NonNullable<PaperBrokerOptions['session']> => (_, at) =>
  at < closeMs ? { isOpen: true, closesAtMs: epochMs(closeMs) } : { isOpen: false, closesAtMs: null };

const order = (id: string, terms: Partial<BrokerOrder> = {}): BrokerOrder => ({
  clientOrderId: id as ClientOrderId,
  accountId: 'paper-1' as AccountId,
  instrumentId: acme.id,
  side: 'buy',
  type: 'market',
  timeInForce: 'day',
  quantity: decimalText('10'),
  limitPrice: null,
  stopPrice: null,
  ...terms,
});

describe('the paper broker beyond the contract', () => {
  it('day orders expire when their session ends, at that moment, before the next tick can fill them', async () => {
    const { broker, quote, events } = makePaper({ session: closesAt(5_000) });
    quote(99, 100, 50, 50);
    await broker.place(order('a', { type: 'limit', limitPrice: decimalText('95') }));
    await broker.place(order('b', { type: 'limit', limitPrice: decimalText('95'), timeInForce: 'gtc' }));
    broker.onTick({ kind: 'quote', instrumentId: acme.id, timeMs: epochMs(6_000), bid: 94, ask: 95, bidSize: 50, askSize: 50 });
    expect(events.slice(2).map(({ kind, clientOrderId, timeMs }) => [kind, clientOrderId, timeMs])).toEqual([['expired', 'a', 5_000], ['filled', 'b', 6_000]]);
  });

  it.each(['day', 'gtc', 'ioc', 'fok'] as const)('%s: an order that arrives after the close is rejected, because it was meant for a market that is gone', async (timeInForce) => {
    const { broker, quote, events, clock } = makePaper({ latencyMs: 15, session: closesAt(1_020) });
    quote(99, 100, 50, 50);
    await broker.place(order('a', { type: 'limit', limitPrice: decimalText('100'), timeInForce }));
    clock.advance(100);
    broker.advance(clock.now());
    expect(events).toMatchObject([{ kind: 'rejected', timeMs: 1_025, reason: 'the market had closed when it arrived; place it again when the market is open' }]);
    expect(await broker.openOrders()).toEqual([]);
  });

  it('new terms that arrive after the close are refused, and the order stays as it was', async () => {
    const { broker, quote, events, clock } = makePaper({ latencyMs: 15, session: closesAt(1_040) });
    quote(99, 100, 50, 50);
    await broker.place(order('a', { type: 'limit', limitPrice: decimalText('95'), timeInForce: 'gtc' }));
    clock.advance(20);
    broker.advance(clock.now());
    await broker.replace('a' as ClientOrderId, { quantity: null, limitPrice: decimalText('100'), stopPrice: null });
    clock.advance(100);
    broker.advance(clock.now());
    expect(events.map(({ kind }) => kind)).toEqual(['accepted', 'replace-rejected']);
    expect(await broker.findOrder('a' as ClientOrderId)).toMatchObject({ state: 'working', limitPrice: '95', fills: [] });
  });

  it('with latency an order is at the venue later, and meets the market of that moment', async () => {
    const { broker, quote, events } = makePaper({ latencyMs: 15 });
    quote(99, 100, 50, 50);
    await broker.place(order('a'));
    expect(events).toEqual([]);
    quote(100, 101, 50, 50);
    expect(events).toEqual([]);
    quote(101, 102, 50, 50);
    expect(events.map(({ kind, timeMs }) => [kind, timeMs])).toEqual([['accepted', 1_025], ['filled', 1_025]]);
    expect(events[1]).toMatchObject({ price: '101' });
  });

  it('commission is a share of the value and an amount a fill, rounded half-even to 1e-8', async () => {
    const { broker, quote, events } = makePaper({ fees: { rate: 0.000_333_333, fixed: 1 } });
    quote(99, 100.01, 50, 50);
    await broker.place(order('a', { quantity: decimalText('7') }));
    expect(events[1]).toMatchObject({ kind: 'filled', commission: '1.23335643' });
  });

  it('a trade sets a stop off even where the quote has not moved', async () => {
    const { broker, quote, events, clock } = makePaper();
    quote(99, 100, 50, 50);
    await broker.place(order('a', { side: 'sell', type: 'stop', stopPrice: decimalText('98') }));
    broker.onTick({ kind: 'trade', instrumentId: acme.id, timeMs: clock.now(), price: 98, size: 1 });
    expect(events.map(({ kind }) => kind)).toEqual(['accepted', 'filled']);
  });

  it('an order without a quote waits for the first one', async () => {
    const { broker, quote, events } = makePaper();
    await broker.place(order('a'));
    expect(events.map(({ kind }) => kind)).toEqual(['accepted']);
    quote(99, 100, 50, 50);
    expect(events.map(({ kind }) => kind)).toEqual(['accepted', 'filled']);
  });

  it('goes on after a restart: open orders with their fills, counters without a collision', async () => {
    const before = makePaper();
    before.quote(99, 100, 50, 4);
    await before.broker.place(order('a', { timeInForce: 'gtc' }));
    const open = await before.broker.openOrders();

    const after = makePaper();
    after.broker.restore({ underWay: [], openOrders: open.map((one) => ({ ...one, venueOrderId: String(one.venueOrderId), placedAtMs: epochMs(1_000), queuedAtMs: epochMs(1_000), isTriggered: false })), orderNumber: 1, executionCount: 1, recentFills: [] });
    after.quote(99, 101, 50, 50);
    await after.broker.place(order('b'));
    const restored = await after.broker.findOrder('a' as ClientOrderId);
    expect(restored).toMatchObject({ state: 'filled', fills: [{ quantity: '4', price: '100' }, { quantity: '6', price: '101' }] });
    const next = await after.broker.findOrder('b' as ClientOrderId);
    const executionIds = [...(restored?.fills ?? []), ...(next?.fills ?? [])].map(({ executionId }) => executionId);
    expect(new Set(executionIds).size).toBe(3);
    expect(next?.venueOrderId).not.toBe(restored?.venueOrderId);
  });

  it('shown the opening ticks, it fills what it is handed from then on and nothing that was there', async () => {
    const { broker, events, clock } = makePaper();
    const resting = order('a', { type: 'limit', limitPrice: decimalText('101') });
    const remembered = { ...resting, venueOrderId: 'paper-o1', state: 'working', reason: null, fills: [], placedAtMs: epochMs(900), queuedAtMs: epochMs(900), isTriggered: false } as const;
    broker.restore({ underWay: [], openOrders: [remembered], orderNumber: 1, executionCount: 0, recentFills: [] });
    const tick = { kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid: 99, ask: 100, bidSize: 50, askSize: 50 } as const;
    broker.showTick(tick);
    expect(events).toEqual([]);
    await broker.place(order('b', { timeInForce: 'ioc' }));
    expect(events.map(({ clientOrderId, kind }) => [clientOrderId, kind])).toEqual([['b', 'accepted'], ['b', 'filled']]);
    broker.onTick(tick);
    expect(events.at(-1)).toMatchObject({ clientOrderId: 'a', kind: 'filled' });
  });

  it('the same orders on the same ticks give the same events, to the byte', async () => {
    const run = async (): Promise<string> => {
      const { broker, quote, events } = makePaper({ fees: { rate: 0.001, fixed: 0 }, latencyMs: 5 });
      for (let i = 0; i < 50; i++) {
        quote(99 + (i % 7) * 0.1, 99.2 + (i % 7) * 0.1, 3 + (i % 5), 4 + (i % 3));
        await broker.place(order(`o${i}`, i % 2 === 0 ? {} : { side: 'sell', type: 'limit', limitPrice: decimalText('99.5'), timeInForce: 'gtc' }));
      }
      return JSON.stringify(events);
    };
    expect(await run()).toBe(await run());
  });

  it('an instrument of another venue is not traded here', async () => {
    const { broker, events } = makePaper();
    await broker.place(order('a', { instrumentId: instrumentId('FILE:GOOG') }));
    expect(events).toMatchObject([{ kind: 'rejected', reason: 'FILE:GOOG is not traded here' }]);
  });
});
