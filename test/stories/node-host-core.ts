import type { Account, Position } from '../../src/contract/model/position.ts';
import { orderSchema, type Order } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import type { Core } from '../../src/main/core/index.ts';
import { engineVersion } from '../../src/quant/engine/version.ts';

const at = epochMs(Date.UTC(2026, 0, 5, 15, 0));

const order: Order = orderSchema.parse({
  orderId: 'ord-1', clientOrderId: 'client-1', venueOrderId: 'v-1', accountId: 'PAPER', brokerId: 'paper', instrumentId: 'SIM:ACME',
  side: 'buy', type: 'market', timeInForce: 'day', quantity: '100', limitPrice: null, stopPrice: null, status: 'filled',
  filledQuantity: '100', averagePrice: '101.25', commission: '0', pendingChange: null, reason: null, createdAtMs: at, updatedAtMs: at,
});

const position: Position = {
  accountId: order.accountId, instrumentId: order.instrumentId, currency: 'USD', quantity: decimalText('100'), averagePrice: decimalText('101.25'),
  realisedPnl: decimalText('-1.5'), markPrice: 106.5, marketValue: 10_650, unrealisedPnl: 525,
};

const account: Account = {
  accountId: order.accountId, brokerId: 'paper', mode: 'paper', baseCurrency: 'USD',
  balances: [{ currency: 'USD', cash: decimalText('100000') }], equity: 100_525, buyingPower: decimalText('89350'),
};

const health = { status: 'ready' as const, marketTimeMs: at, parts: [{ name: 'ledger', isFeed: false, status: 'ok' as const, detail: 'open' }] };

/** Counts what reaches it. Only what the desk page and the tests of the host ask for has an answer. */
export function createCountingCore(): { readonly core: Core; readonly counts: { calls: number; orders: number } } {
  const counts = { calls: 0, orders: 0 };
  const areas: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>> = {
    system: {
      info: () => ({ name: 'Tapedeck', version: '0.1.0', engineVersion, host: 'node', mode: 'paper', startedAtMs: at }),
      health: () => health,
      async *watchHealth(signal: AbortSignal) {
        yield health;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
    trading: {
      place() {
        counts.orders += 1;
        return order;
      },
      list: () => [order],
      positions: () => [position],
      accounts: () => [account],
    },
  };
  const counted = Object.fromEntries(
    Object.entries(areas).map(([name, area]) => [
      name,
      new Proxy(area, {
        get(target, verb, receiver) {
          counts.calls += 1;
          return Reflect.get(target, verb, receiver) as unknown;
        },
      }),
    ]),
  );
  // The rest of the core is missing on purpose: whatever reaches it fails.
  return { core: counted as unknown as Core, counts };
}
