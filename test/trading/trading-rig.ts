import type { AccountId, ClientOrderId, OrderRequest } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { createManualClock, type ManualClock } from '../../src/main/adapters/clock/manual-clock.ts';
import { createMemoryEventStore } from '../../src/main/adapters/store/memory-event-store.ts';
import { createCountingIds, silentLog } from '../../src/main/core/kernel/index.ts';
import { createLedger, type EventStore } from '../../src/main/core/ledger/index.ts';
import { createTrading, type BrokerOrder, type BrokerPort, type Trading, type TradingDeps, type TradingMarketView } from '../../src/main/core/trading/index.ts';
import { acme } from './acme.ts';
import { createFakeVenue, type FakeVenue } from './fake-venue.ts';

export type TestMarket = TradingMarketView & { bid: number | null; ask: number | null; isOpen: boolean };

/** A market of one share at 99 to 100, always open unless told otherwise. */
export function createTestMarket(): TestMarket {
  const market: TestMarket = {
    bid: 99,
    ask: 100,
    isOpen: true,
    instrument: (id) => (id === acme.id ? acme : null),
    nearestInstrument: () => acme.id,
    quote: (id) => (id === acme.id ? { bid: market.bid, ask: market.ask, last: null, timeMs: epochMs(1_000) } : null),
    session: () => ({ isOpen: market.isOpen, opensAtMs: null }),
  };
  return market;
}

export type Rig<Broker extends BrokerPort> = {
  readonly clock: ManualClock;
  readonly store: EventStore;
  readonly broker: Broker;
  readonly market: TestMarket;
  readonly trading: Trading;
  /** The desk as it is after the program was started again on the same ledger. Not recovered yet. */
  restart(): Rig<Broker>;
};

export function makeRig<Broker extends BrokerPort = FakeVenue>(
  parts: Partial<{ clock: ManualClock; store: EventStore; broker: Broker; market: TestMarket }> = {},
  deps: Partial<TradingDeps> = {},
): Rig<Broker> {
  const { clock = createManualClock(1_000), store = createMemoryEventStore(), market = createTestMarket() } = parts;
  const broker = parts.broker ?? (createFakeVenue() as BrokerPort as Broker);
  const ledger = createLedger({ store });
  const trading = createTrading({ ledger, broker, market, clock, ids: createCountingIds(store.lastSeq() + 1), log: silentLog, ...deps });
  return { clock, store, broker, market, trading, restart: () => makeRig({ clock, store, broker, market }, deps) };
}

/** A desk that is open for business. */
export async function openRig(deps: Partial<TradingDeps> = {}): Promise<Rig<FakeVenue>> {
  const rig = makeRig({}, deps);
  await rig.trading.recover();
  return rig;
}

export const request = (terms: Record<string, string> = {}): OrderRequest =>
  ({ instrumentId: acme.id, side: 'buy', type: 'market', quantity: '10', timeInForce: 'day', ...terms }) as OrderRequest;

export const limitRequest = (limitPrice: string, terms: Record<string, string> = {}): OrderRequest => request({ type: 'limit', limitPrice, ...terms });

/** An order that was placed elsewhere, by someone else on the same account. */
export const strange = (name: string): BrokerOrder => ({
  clientOrderId: name as ClientOrderId, accountId: 'elsewhere' as AccountId, instrumentId: acme.id, side: 'buy', type: 'limit', timeInForce: 'gtc',
  quantity: decimalText('7'), limitPrice: decimalText('90'), stopPrice: null,
});

/** Lets everything that is ready to run, run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
