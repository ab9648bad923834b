import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, zero } from '../../src/main/core/kernel/index.ts';
import { computeBuyingPower, computeRequired, type MarkedHolding, type OpenDemand } from '../../src/main/core/portfolio/index.ts';

const ids = ['SIM:ACME', 'SIM:BOLT', 'SIM:DUST'] as const;
const whole = (min: number, max: number) => fc.integer({ min, max }).map((n) => decimal(n));
const holdings: fc.Arbitrary<MarkedHolding[]> = fc.uniqueArray(
  fc.record({ instrumentId: fc.constantFrom(...ids), quantity: whole(-20, 20), mark: whole(1, 100) }), { selector: (one) => one.instrumentId },
);
const demand: fc.Arbitrary<OpenDemand> = fc.record({
  instrumentId: fc.constantFrom(...ids), side: fc.constantFrom('buy' as const, 'sell' as const), quantity: whole(0, 30), price: whole(1, 100), commission: whole(0, 5),
});

describe('buying power', () => {
  it('is what is left when every open order has taken what it needs after those before it', () => {
    fc.assert(
      fc.property(whole(-1_000, 100_000), holdings, fc.array(demand, { maxLength: 12 }), (cash, held, openOrders) => {
        const shorts = held.filter(({ quantity }) => quantity.isNegative()).reduce((sum, { quantity, mark }) => sum.plus(quantity.abs().times(mark)), zero);
        const needed = openOrders.reduce((sum, order, i) => sum.plus(computeRequired(order, held, openOrders.slice(0, i))), zero);
        expect(computeBuyingPower({ cash, holdings: held, openOrders }).toFixed()).toBe(cash.minus(shorts.times(2)).minus(needed).toFixed());
      }),
      { numRuns: 500 },
    );
  });

  it('an order that only reduces needs nothing, what goes through zero is paid by what it frees', () => {
    const held: MarkedHolding[] = [{ instrumentId: 'SIM:ACME', quantity: decimal(10), mark: decimal(100) }];
    const sell = (quantity: number): OpenDemand => ({ instrumentId: 'SIM:ACME', side: 'sell', quantity: decimal(quantity), price: decimal(100), commission: decimal(1) });
    const needs = (quantity: number, before: OpenDemand[] = []): string => computeRequired(sell(quantity), held, before).toFixed();
    expect([needs(10), needs(15), needs(25), needs(10, [sell(4)]), needs(10, [{ ...sell(4), instrumentId: 'SIM:BOLT' }]), needs(10, [{ ...sell(4), side: 'buy' }])])
      .toEqual(['0', '0', '501', '0', '0', '0']);
    expect(needs(10, [sell(10)]), 'nothing is left to reduce').toBe('1001');
  });
});
