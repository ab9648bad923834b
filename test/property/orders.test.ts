import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import { isOpenOrder, type AccountId, type ClientOrderId, type OrderId } from '../../src/contract/model/order.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { decimal, zero } from '../../src/main/core/kernel/index.ts';
import { transition, type OrderEvent } from '../../src/main/core/trading/order-machine.ts';
import { openRecord } from '../../src/main/core/trading/order-record.ts';

const orderId = 'ord-1' as OrderId;
const accountId = 'paper-1' as AccountId;
const acme = instrumentId('SIM:ACME');
const start = openRecord(
  {
    orderId, clientOrderId: 'c-1' as ClientOrderId, accountId, brokerId: 'fake', instrumentId: acme, side: 'sell', type: 'limit', timeInForce: 'gtc',
    quantity: decimalText('100'), limitPrice: decimalText('50'), stopPrice: null,
  },
  1,
  epochMs(0),
);

const about = fc.constant({ orderId });
const ended = fc.constant({ orderId, reason: 'because' });
const amount = (max: number, digits: number) => fc.integer({ min: 1, max }).map((n) => decimalText(decimal(n).div(10 ** digits).toFixed()));
const change = fc.constantFrom('cancel' as const, 'replace' as const);
const changes = fc.record({
  orderId: fc.constant(orderId),
  quantity: fc.option(amount(150, 0)),
  limitPrice: fc.option(amount(9_999, 2)),
  stopPrice: fc.constant(null),
});
// Few execution ids, so that repetitions are common; the same id always names the same execution, as at a venue.
const execution = fc.integer({ min: 1, max: 9 }).map((n) => ({
  executionId: `x${n}`, orderId, accountId, instrumentId: acme, side: 'sell' as const, quantity: decimalText(String(n * 7)),
  price: decimalText(`50.${n}`), commission: decimalText(`0.0${n}`), currency: 'USD', timeMs: epochMs(n),
}));

const at = (type: OrderEvent['type'], body: fc.Arbitrary<OrderEvent['body']>) =>
  fc.record({ type: fc.constant(type), timeMs: fc.integer({ min: 0, max: 1_000 }).map(epochMs), body }) as unknown as fc.Arbitrary<OrderEvent>;
const anyEvent = fc.oneof(
  at('orderSent', about),
  at('orderAnswerLost', ended),
  at('cancelRequested', about),
  at('replaceRequested', changes),
  at('changeAnswerLost', fc.record({ orderId: fc.constant(orderId), reason: fc.constant(''), change })),
  at('orderAccepted', fc.constant({ orderId, venueOrderId: 'v1' })),
  { weight: 5, arbitrary: at('orderFilled', execution) },
  at('orderReplaced', changes),
  at('changeRejected', fc.record({ orderId: fc.constant(orderId), reason: fc.constant(''), change })),
  at('orderCancelled', ended),
  at('orderRejected', ended),
  at('orderExpired', ended),
);

describe('an order under 10,000 random schedules of every event in every order', () => {
  it('counts each execution once, stays ended, and never forgets', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (schedule) => {
        let record = start;
        const executions = new Map<string, Extract<OrderEvent, { type: 'orderFilled' }>['body']>();
        for (const event of schedule) {
          const before = record;
          record = transition(record, event);
          if (event.type === 'orderFilled') executions.set(event.body.executionId, event.body);

          const unique = [...executions.values()];
          const sum = (of: (fill: (typeof unique)[number]) => string) => unique.reduce((total, fill) => total.plus(decimal(of(fill))), zero);
          expect(record.order.filledQuantity, 'filled is the sum of unique executions').toBe(sum(({ quantity }) => quantity).toFixed());
          expect(record.order.commission, 'so is the commission').toBe(sum(({ commission }) => commission).toFixed());
          expect(record.order.averagePrice === null).toBe(unique.length === 0);

          if (!isOpenOrder(before.order)) {
            expect(isOpenOrder(record.order), 'what has ended stays ended').toBe(false);
            expect(record.order.pendingChange).toBeNull();
            if (event.type !== 'orderFilled') expect(record.order.status, 'only a late fill may complete an ended order').toBe(before.order.status);
            if (record.order.status !== before.order.status) expect(record.order.status).toBe('filled');
            expect(record.order.quantity, 'terms of an ended order stand').toBe(before.order.quantity);
          }
          const isComplete = decimal(record.order.filledQuantity).gte(decimal(record.order.quantity));
          if (record.order.status === 'filled') expect(isComplete, 'filled means all of it').toBe(true);
          else expect(isComplete, 'all of it means filled').toBe(false);
          expect(record.order.updatedAtMs).toBeGreaterThanOrEqual(before.order.updatedAtMs);
          expect(transition(record, event), 'a repetition is no news').toBe(record);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('ends the same whatever the order of arrival of one venue story', () => {
    const story: OrderEvent[] = [
      { type: 'orderAccepted', timeMs: epochMs(1), body: { orderId, venueOrderId: 'v1' } },
      ...[1, 2, 3].map((n): OrderEvent => ({
        type: 'orderFilled', timeMs: epochMs(n),
        body: {
          executionId: `x${n}`, orderId, accountId, instrumentId: acme, side: 'sell', quantity: decimalText('20'), price: decimalText(`50.${n}`),
          commission: decimalText('0.1'), currency: 'USD', timeMs: epochMs(n),
        },
      })),
      { type: 'orderCancelled', timeMs: epochMs(9), body: { orderId, reason: 'on request' } },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...story, ...story], { minLength: 10, maxLength: 10 }), (arrival) => {
        const { order } = arrival.reduce(transition, start);
        expect(order).toMatchObject({
          status: 'cancelled', filledQuantity: '60', averagePrice: '50.2', commission: '0.3', venueOrderId: 'v1', reason: 'on request',
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
