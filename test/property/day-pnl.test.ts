import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId, type InstrumentId } from '../../src/contract/model/instrument.ts';
import type { AccountId, OrderId } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { createMemoryEventStore } from '../../src/main/adapters/store/memory-event-store.ts';
import { decimal, zero, type Decimal } from '../../src/main/core/kernel/index.ts';
import { createLedger, type NewLedgerEvent } from '../../src/main/core/ledger/index.ts';
import { computeDayPnl } from '../../src/main/core/portfolio/day-pnl.ts';
import { flowFold } from '../../src/main/core/portfolio/flow-fold.ts';
import { computeEquity, portfolioFold } from '../../src/main/core/portfolio/index.ts';

const accountId = 'paper-1' as AccountId;
const share = instrumentId('SIM:ACME');
const coin = instrumentId('SIM:DUST');
const ids = [share, coin] as const;
const quarterMs = 900_000;
const dayMs = 96 * quarterMs;
/** The share's session begins at 14:30, the coin's day at midnight. */
const startOf = (id: InstrumentId): number => (id === share ? dayMs + 58 * quarterMs : dayMs);

const amount = (max: number, digits: number) => fc.integer({ min: 1, max }).map((n) => decimalText(decimal(n).div(decimal(10).pow(digits)).toFixed()));
const price = fc.integer({ min: 1, max: 1_000_000 }).map((n) => n / 100);
const fill = fc.record({
  instrumentId: fc.constantFrom(...ids),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: fc.oneof(amount(1_000, 0), amount(1_000_000_000, 8)),
  price: fc.oneof(amount(100_000, 2), amount(1_000_000_000, 8)),
  commission: fc.oneof(fc.constant(decimalText('0')), amount(1_000_000, 8)),
  timeMs: fc.integer({ min: 0, max: 2 * dayMs - 1 }),
});
type Prices = { readonly share: number; readonly coin: number };
const prices: fc.Arbitrary<Prices> = fc.record({ share: price, coin: price });
const priceOf = (all: Prices, id: InstrumentId): number => (id === share ? all.share : all.coin);
type RandomFill = typeof fill extends fc.Arbitrary<infer T> ? T : never;

/** Accounts after these fills, in the order in which they became known. */
function record(fills: readonly RandomFill[]) {
  const ledger = createLedger({ store: createMemoryEventStore(), snapshotEvery: 7 });
  const [portfolio, flows] = [ledger.follow(portfolioFold), ledger.follow(flowFold)];
  const stream = `account:${accountId}`;
  ledger.record([
    { stream, type: 'accountOpened', timeMs: epochMs(0), body: { accountId, brokerId: 'paper', mode: 'paper', baseCurrency: 'USD' } },
    { stream, type: 'cashDeposited', timeMs: epochMs(0), body: { accountId, currency: 'USD', amount: decimalText('100000') } },
  ]);
  ledger.record(
    fills.map((one, index): NewLedgerEvent => ({
      stream: 'order:o', type: 'orderFilled', timeMs: epochMs(2 * dayMs),
      body: { ...one, timeMs: epochMs(one.timeMs), executionId: `x${index}`, orderId: 'o' as OrderId, accountId, currency: 'USD' },
    })),
  );
  const account = portfolio.state.accounts[accountId];
  if (account === undefined) throw new Error('the account is missing');
  return { ledger, account, flows: flows.state.accounts[accountId] ?? {} };
}
const quotesOf = (marks: Prices) => (id: InstrumentId) => ({ bid: null, ask: null, last: priceOf(marks, id) });
const sum = (items: readonly (Decimal | null)[]): Decimal => items.reduce((total: Decimal, item) => total.plus(item ?? Number.NaN), zero);

describe('what a day has gained', () => {
  it('is what the equity has changed by since the day began at the previous close, to the last digit', () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 60 }), prices, prices, (fills, marks, previousCloses) => {
        const now = record(fills);
        const before = record(fills.filter((one) => one.timeMs < startOf(one.instrumentId)));
        const gained = ids.map((id) => computeDayPnl({
          quantity: decimal(now.account.holdings[id]?.quantity ?? '0'), mark: decimal(priceOf(marks, id)), flows: now.flows[id] ?? [],
          day: { startMs: startOf(id), previousClose: priceOf(previousCloses, id) },
        }));
        const equity = computeEquity(now.account, quotesOf(marks));
        const equityBefore = computeEquity(before.account, quotesOf(previousCloses));
        expect(sum(gained).toFixed()).toBe(equity?.minus(equityBefore ?? Number.NaN).toFixed());
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on when a fill became known, nor on a restart', () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 40 }), (fills) => {
        const one = record(fills);
        expect(record(fills.toSorted((a, b) => a.timeMs - b.timeMs)).flows).toEqual(one.flows);
        expect(one.ledger.refold(flowFold).accounts[accountId] ?? {}).toEqual(one.flows);
        for (const flows of Object.values(one.flows)) expect(flows.length).toBeLessThanOrEqual(2 * 96);
      }),
      { numRuns: 100 },
    );
  });
});
