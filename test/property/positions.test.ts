import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { AccountId, OrderId } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { createMemoryEventStore } from '../../src/main/adapters/store/memory-event-store.ts';
import { decimal, zero, type Decimal } from '../../src/main/core/kernel/index.ts';
import { createLedger, type NewLedgerEvent } from '../../src/main/core/ledger/index.ts';
import { portfolioFold } from '../../src/main/core/portfolio/index.ts';

const accountId = 'paper-1' as AccountId;
const amount = (max: number, digits: number) => fc.integer({ min: 1, max }).map((n) => decimalText(decimal(n).div(decimal(10).pow(digits)).toFixed()));
const fill = fc.record({
  instrumentId: fc.constantFrom(instrumentId('SIM:ACME'), instrumentId('SIM:DUST')),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: fc.oneof(amount(1_000, 0), amount(1_000_000_000, 8)),
  price: fc.oneof(amount(100_000, 2), amount(1_000_000_000, 8)),
  commission: fc.oneof(fc.constant(decimalText('0')), amount(1_000_000, 8)),
});
type RandomFill = typeof fill extends fc.Arbitrary<infer T> ? T : never;

const deposit = decimalText('100000');
function record(fills: readonly RandomFill[]) {
  const ledger = createLedger({ store: createMemoryEventStore(), snapshotEvery: 7 });
  const view = ledger.follow(portfolioFold);
  const stream = `account:${accountId}`;
  ledger.record([
    { stream, type: 'accountOpened', timeMs: epochMs(0), body: { accountId, brokerId: 'paper', mode: 'paper', baseCurrency: 'USD' } },
    { stream, type: 'cashDeposited', timeMs: epochMs(0), body: { accountId, currency: 'USD', amount: deposit } },
  ]);
  ledger.record(
    fills.map((one, index): NewLedgerEvent => ({
      stream: 'order:o', type: 'orderFilled', timeMs: epochMs(index),
      body: { ...one, executionId: `x${index}`, orderId: 'o' as OrderId, accountId, currency: 'USD', timeMs: epochMs(index) },
    })),
  );
  const account = view.state.accounts[accountId];
  if (account === undefined) throw new Error('the account is missing');
  return { ledger, account };
}

const sum = (items: readonly Decimal[]): Decimal => items.reduce((total, item) => total.plus(item), zero);
const valueOf = ({ quantity, price }: RandomFill): Decimal => decimal(quantity).times(decimal(price));
const signed = ({ side, quantity }: RandomFill): Decimal => (side === 'buy' ? decimal(quantity) : decimal(quantity).neg());

describe('accounts after any sequence of fills', () => {
  it('cash is the deposit − buys + sells − commissions, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 60 }), (fills) => {
        const { account } = record(fills);
        const buys = sum(fills.filter(({ side }) => side === 'buy').map(valueOf));
        const sells = sum(fills.filter(({ side }) => side === 'sell').map(valueOf));
        const commissions = sum(fills.map(({ commission }) => decimal(commission)));
        expect(account.cash['USD']).toBe(decimal(deposit).minus(buys).plus(sells).minus(commissions).toFixed());
      }),
      { numRuns: 500 },
    );
  });

  it('a holding is the sum of its fills, and money spent is its open cost less its realised P&L, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 60 }), (fills) => {
        const { account } = record(fills);
        for (const [id, holding] of Object.entries(account.holdings)) {
          const own = fills.filter((one) => one.instrumentId === id);
          const quantity = sum(own.map(signed));
          expect(holding.quantity).toBe(quantity.toFixed());
          const spent = sum(own.map((one) => (one.side === 'buy' ? valueOf(one) : valueOf(one).neg()).plus(decimal(one.commission))));
          const openCost = quantity.isNegative() ? decimal(holding.openCost).neg() : decimal(holding.openCost);
          expect(openCost.minus(decimal(holding.realisedPnl)).eq(spent), 'spent = open cost − realised').toBe(true);
          expect(decimal(holding.openCost).isNegative()).toBe(false);
          if (quantity.isZero()) expect(holding.openCost).toBe('0');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('the state equals the refold from the first event', () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 40 }), (fills) => {
        const { ledger, account } = record(fills);
        expect(ledger.refold(portfolioFold).accounts[accountId]).toEqual(account);
      }),
      { numRuns: 100 },
    );
  });
});
