import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tick } from '../../src/contract/model/tick.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { createPaperBroker, createVenueLatency, type PaperBroker, type PaperBrokerOptions, type PaperTape } from '../../src/main/adapters/brokers/paper/index.ts';
import { createManualClock, type ManualClock } from '../../src/main/adapters/clock/manual-clock.ts';
import { createMemoryEventStore } from '../../src/main/adapters/store/memory-event-store.ts';
import { decimal, silentLog } from '../../src/main/core/kernel/index.ts';
import type { EventStore } from '../../src/main/core/ledger/index.ts';
import type { AccountConfig } from '../../src/main/core/trading/account-config.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import { acme } from '../trading/acme.ts';
import { createTestMarket, makeRig, request, type Rig } from '../trading/trading-rig.ts';

const startMs = Date.UTC(2026, 0, 5, 15);
const lengthMs = 120_000;
const rich: AccountConfig[] = [{ accountId: 'paper-1' as AccountConfig['accountId'], baseCurrency: 'USD', cash: [{ currency: 'USD', amount: decimalText('1000000000') }] }];

/** Something done at a moment of the market; prices are so many cents from the last one. */
type Act =
  | { kind: 'place'; atMs: number; side: 'buy' | 'sell'; type: string; quantity: number; cents: number; tif: string }
  | { kind: 'cancel' | 'replace'; atMs: number; which: number; cents: number }
  | { kind: 'restart'; atMs: number };
const atMs = fc.integer({ min: 0, max: lengthMs });
const cents = fc.integer({ min: -12, max: 12 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('place' as const), atMs, side: fc.constantFrom('buy' as const, 'sell' as const), cents,
      type: fc.constantFrom('market', 'limit', 'limit', 'limit', 'stop', 'stop-limit'), quantity: fc.integer({ min: 1, max: 60_000 }), tif: fc.constantFrom('day', 'gtc', 'ioc', 'fok'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'replace' as const), atMs, which: fc.nat(4), cents }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const), atMs }) },
);
const acts = fc.array(act, { minLength: 4, maxLength: 14 }).map((all) => all.toSorted((a, b) => a.atMs - b.atMs));

type Venue = Rig<PaperBroker> & { readonly ticks: Tick[] };

/** The desk on the paper venue over the simulated tape of one share, as far as the tape has been told. */
async function play(seed: number, script: readonly Act[], { restarts = true, latencyMs = createVenueLatency(seed) }: { restarts?: boolean; latencyMs?: NonNullable<PaperBrokerOptions['latencyMs']> } = {}): Promise<Venue> {
  const simMarket = new SimMarket(seed);
  const record: PaperTape = {
    ticks: (id, fromMs, toMs) => simMarket.ticks(id, fromMs, toMs), newestTicks: (id, beforeMs) => simMarket.newestTicks(id, beforeMs), hourRange: (id, at) => simMarket.hourRange(id, at),
    book: (quote, trade, at) => simMarket.bookAfter(quote, trade, at),
  };
  const market = createTestMarket();
  const open = async (clock: ManualClock, store: EventStore = createMemoryEventStore()): Promise<Rig<PaperBroker>> => {
    const broker = createPaperBroker({ clock, log: silentLog, instrument: () => acme, tape: record, latencyMs, fees: { fixed: 0.35, rate: 0.0001 } });
    const rig = makeRig<PaperBroker>({ clock, store, market, broker }, { accounts: rich });
    broker.restore(rig.trading.venueMemory());
    for (const tick of simMarket.newestTicks(acme.id, clock.now())) broker.showTick(tick);
    await rig.trading.recover();
    return rig;
  };
  let rig = await open(createManualClock(startMs));
  const ticks: Tick[] = [];
  const moveTo = async (ms: number): Promise<void> => {
    for (const tick of simMarket.ticks(acme.id, rig.clock.now(), ms)) {
      rig.clock.advance(Math.max(0, tick.timeMs - rig.clock.now()));
      ticks.push(tick);
      if (tick.kind === 'quote') Object.assign(market, { bid: tick.bid, ask: tick.ask });
      rig.broker.onTick(tick);
      await Promise.resolve();
    }
    rig.clock.advance(Math.max(0, ms - rig.clock.now()));
    rig.broker.advance(epochMs(ms));
    await Promise.resolve();
  };
  for (const [n, one] of script.entries()) {
    await moveTo(startMs + one.atMs);
    const { trading } = rig;
    const price = (away: number): string => ((market.bid as number) + away / 100).toFixed(2);
    const [limitPrice, stopPrice] = 'cents' in one ? [price(one.cents), price(one.cents)] : ['', ''];
    const openOrders = trading.list({ openOnly: true, limit: 100 }).toSorted((a, b) => (a.clientOrderId < b.clientOrderId ? -1 : 1));
    const picked = 'which' in one ? openOrders[one.which % Math.max(1, openOrders.length)] : undefined;
    if (one.kind === 'place') {
      const limit = one.type.endsWith('limit') ? { limitPrice } : {};
      const stop = one.type.startsWith('stop') ? { stopPrice } : {};
      await trading.place(request({ side: one.side, type: one.type, quantity: String(one.quantity), timeInForce: one.tif, clientOrderId: `o-${String(n).padStart(3, '0')}`, ...limit, ...stop })).catch(() => {});
    } else if (one.kind === 'cancel' && picked !== undefined) {
      await trading.cancel(picked.orderId).catch(() => {});
    } else if (one.kind === 'replace' && picked !== undefined && picked.limitPrice !== null) {
      await trading.replace(picked.orderId, { limitPrice: decimalText(limitPrice) }).catch(() => {});
    } else if (one.kind === 'restart' && restarts) {
      await trading.dispose();
      await rig.broker.dispose();
      rig = await open(rig.clock, rig.store);
    }
  }
  await moveTo(startMs + lengthMs + 60_000);
  return { ...rig, ticks };
}

const fillsOf = ({ trading }: Venue) => trading.fills({ limit: 1_000 }).toReversed().map(({ side, quantity, price, timeMs, commission }) => ({ side, quantity, price, timeMs, commission })).toSorted((a, b) => a.timeMs - b.timeMs);
const seed = fc.integer({ min: 1, max: 50 });

describe('the paper venue on the simulated tape', () => {
  it('fills nothing better than the tape allows, no more than was there, and the position is the sum of the fills', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(seed, acts, async (s, script) => {
        const venue = await play(s, script);
        const simMarket = new SimMarket(s);
        const fills = fillsOf(venue);
        seen += fills.length;
        for (const { side, price, quantity, timeMs } of fills) {
          // Everything offered or traded at that moment, and what stood there when it came.
          const around = [...simMarket.newestTicks(acme.id, timeMs), ...simMarket.ticks(acme.id, timeMs, timeMs + 1)];
          const levels = around.flatMap((tick) => (tick.kind === 'quote' ? (simMarket.bookAfter(tick, null, timeMs)?.[side === 'buy' ? 'asks' : 'bids'] ?? []) : []));
          const offered = levels.some((level) => level.price === Number(price) && level.size >= Number(quantity));
          const traded = around.some((tick) => tick.kind === 'trade' && tick.timeMs === timeMs && tick.size >= Number(quantity) && (side === 'buy' ? tick.price <= Number(price) : tick.price >= Number(price)));
          const together = fills.filter((one) => one.side === side && one.price === price && one.timeMs === timeMs).reduce((sum, one) => sum + Number(one.quantity), 0);
          const most = Math.max(0, ...levels.filter((level) => level.price === Number(price)).map(({ size }) => size));
          if (offered && !traded) expect(together, `all of ours at ${price}, ${new Date(timeMs).toISOString()}`).toBeLessThanOrEqual(most);
          expect(offered || traded, `${side} ${quantity} at ${price}, ${new Date(timeMs).toISOString()}`).toBe(true);
        }
        const held = fills.reduce((sum, fill) => sum.plus(decimal(fill.quantity).times(fill.side === 'buy' ? 1 : -1)), decimal('0'));
        expect(venue.trading.positions()[0]?.quantity ?? '0').toBe(held.toFixed());
      }),
      { numRuns: 60 },
    );
    expect(seen, 'fills looked at').toBeGreaterThan(200);
  });

  it('fills the same after any restarts as without them', async () => {
    await fc.assert(
      fc.asyncProperty(seed, acts, async (s, script) => {
        // With orders on their way nothing is compared: those are handed over again, and are later by that.
        expect(fillsOf(await play(s, script, { latencyMs: 0 }))).toEqual(fillsOf(await play(s, script, { latencyMs: 0, restarts: false })));
      }),
      { numRuns: 60 },
    );
  });

  it('fills the same orders at the same moments the same, and tells the tape that there would have been', async () => {
    await fc.assert(
      fc.asyncProperty(seed, acts, async (s, script) => {
        const venue = await play(s, script);
        expect(fillsOf(await play(s, script))).toEqual(fillsOf(venue));
        expect(venue.ticks).toEqual(new SimMarket(s).ticks(acme.id, startMs, startMs + lengthMs + 60_000));
      }),
      { numRuns: 25 },
    );
  });
});

describe('an order on the simulated tape', () => {
  const market = { kind: 'place', atMs: 5_000, side: 'buy', type: 'market', quantity: 300_000, cents: 0, tif: 'ioc' } as const;

  it('that is large pays through the levels, the worse the more it takes', async () => {
    const venue = await play(1, [market]);
    const fills = fillsOf(venue);
    const prices = fills.map(({ price }) => Number(price));
    expect(fills.length).toBeGreaterThan(3);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    const small = await play(1, [{ ...market, quantity: 10 }]);
    expect(Number(venue.trading.list({ openOnly: false, limit: 1 })[0]?.averagePrice)).toBeGreaterThan(Number(fillsOf(small)[0]?.price));
  });

  it('finds what another one of ours took gone, until the book has moved', async () => {
    const [first, second] = [await play(1, [market]), await play(1, [market, market])];
    const taken = fillsOf(first).reduce((sum, { quantity }) => sum + Number(quantity), 0);
    const both = fillsOf(second).reduce((sum, { quantity }) => sum + Number(quantity), 0);
    expect(taken).toBeLessThan(300_000);
    expect(both - taken).toBeLessThan(taken / 2);
  });

  it('that joins the best bid waits for those before it', async () => {
    const { ticks, trading } = await play(1, [{ ...market, type: 'limit', tif: 'gtc', quantity: 5_000 }], { latencyMs: 0 });
    const [fill] = trading.fills({ limit: 10 }).toReversed();
    const quote = ticks.findLast((tick) => tick.kind === 'quote' && tick.timeMs < startMs + 5_000) as Extract<Tick, { kind: 'quote' }>;
    const soldThere = ticks.filter((tick) => tick.kind === 'trade' && tick.timeMs >= startMs + 5_000 && tick.price === quote.bid && tick.timeMs < (fill?.timeMs ?? Infinity));
    expect(quote.bidSize).toBeGreaterThan(0);
    expect(fill).toBeDefined();
    expect(ticks.some((tick) => tick.kind === 'trade' && tick.price < quote.bid) || soldThere.length > 0, 'others were served before').toBe(true);
  });
});

describe('the way to the venue', () => {
  it('takes 20 to 60 ms of market time, each order its own, and always the same', () => {
    const latency = createVenueLatency(7);
    const times = Array.from({ length: 500 }, (_, i) => latency(`order-${i}` as Parameters<typeof latency>[0]));
    expect([Math.min(...times), Math.max(...times)]).toEqual([20, 60]);
    expect(times).toEqual(times.map((_, i) => createVenueLatency(7)(`order-${i}` as Parameters<typeof latency>[0])));
    expect(times).not.toEqual(times.map((_, i) => createVenueLatency(8)(`order-${i}` as Parameters<typeof latency>[0])));
  });
});

