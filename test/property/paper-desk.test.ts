import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaperBroker, type PaperBroker } from '../../src/main/adapters/brokers/paper/index.ts';
import { createManualClock } from '../../src/main/adapters/clock/manual-clock.ts';
import { createMemoryEventStore } from '../../src/main/adapters/store/memory-event-store.ts';
import { decimal, silentLog, zero } from '../../src/main/core/kernel/index.ts';
import type { OrderId } from '../../src/contract/model/order.ts';
import { acme } from '../trading/acme.ts';
import { createTestMarket, limitRequest, makeRig, request, type Rig } from '../trading/trading-rig.ts';

type Step =
  | { kind: 'tick'; cents: number; size: number }
  | { kind: 'place'; side: 'buy' | 'sell'; quantity: number; limitCents: number | null; tif: string }
  | { kind: 'cancel'; which: number }
  | { kind: 'restart' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tick' as const), cents: fc.integer({ min: -300, max: 300 }), size: fc.integer({ min: 0, max: 9 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('place' as const), side: fc.constantFrom('buy' as const, 'sell' as const), quantity: fc.integer({ min: 1, max: 20 }),
      limitCents: fc.option(fc.integer({ min: -300, max: 300 })), tif: fc.constantFrom('day', 'gtc', 'ioc', 'fok'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

const price = (cents: number): string => (100 + cents / 100).toFixed(2);

/** The desk on the paper venue, whose memory is the ledger. */
async function openPaperDesk(parts: Pick<Rig<PaperBroker>, 'clock' | 'store' | 'market'>): Promise<Rig<PaperBroker>> {
  const broker = createPaperBroker({
    clock: parts.clock, log: silentLog, instrument: (id) => (id === acme.id ? acme : null), fees: { fixed: 0.35, rate: 0.000_123_4 },
  });
  const rig = makeRig({ ...parts, broker });
  broker.restore(rig.trading.venueMemory());
  await rig.trading.recover();
  return rig;
}

describe('the desk on the paper venue', () => {
  it('over any ticks, orders, cancels and restarts: executions unique, open orders kept, position and cash exact', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
        let rig = await openPaperDesk({ clock: createManualClock(1_000), store: createMemoryEventStore(), market: createTestMarket() });
        let placed = 0;
        for (const one of steps) {
          const { clock, broker, market, trading } = rig;
          clock.advance(10);
          if (one.kind === 'tick') {
            market.bid = Number(price(one.cents));
            market.ask = Number(price(one.cents + 2));
            broker.onTick({ kind: 'quote', instrumentId: acme.id, timeMs: clock.now(), bid: market.bid, ask: market.ask, bidSize: one.size, askSize: one.size });
            await Promise.resolve();
          } else if (one.kind === 'place') {
            const terms = { side: one.side, quantity: String(one.quantity), timeInForce: one.tif, clientOrderId: `o-${(placed += 1)}` };
            await (one.limitCents === null ? trading.place(request(terms)) : trading.place(limitRequest(price(one.limitCents), terms)));
          } else if (one.kind === 'cancel') {
            const open = trading.list({ openOnly: true, limit: 100 });
            if (open.length > 0) await trading.cancel(open[one.which % open.length]?.orderId as OrderId);
          } else {
            const before = trading.list({ openOnly: true, limit: 100 });
            await trading.dispose();
            await broker.dispose();
            rig = await openPaperDesk(rig);
            expect(rig.trading.list({ openOnly: true, limit: 100 }), 'open orders over a restart').toEqual(before);
          }
        }
        const { trading, broker } = rig;
        await Promise.resolve();
        const fills = trading.fills({ limit: 1_000 });
        expect(new Set(fills.map(({ executionId }) => executionId)).size).toBe(fills.length);
        const sign = (side: string): number => (side === 'buy' ? 1 : -1);
        const held = fills.reduce((sum, { quantity, side }) => sum.plus(decimal(quantity).times(sign(side))), zero);
        const spent = fills.reduce((sum, fill) => sum.plus(decimal(fill.quantity).times(decimal(fill.price)).times(sign(fill.side))).plus(decimal(fill.commission)), zero);
        expect(trading.positions()[0]?.quantity ?? '0').toBe(held.toFixed());
        expect(trading.accounts()[0]?.balances).toEqual([{ currency: 'USD', cash: decimal(100_000).minus(spent).toFixed() }]);
        const venueOpen = (await broker.openOrders()).map(({ clientOrderId }) => clientOrderId).toSorted();
        expect(trading.list({ openOnly: true, limit: 100 }).map(({ clientOrderId }) => clientOrderId).toSorted()).toEqual(venueOpen);
      }),
      { numRuns: 150 },
    );
  });
});
