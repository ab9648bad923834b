import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderRequest } from '../../../contract/model/order.ts';
import { clientError, connectionLost, notAnswered } from '../../api/client-error.ts';
import { emptyForm, toRequest } from './ticket-state.ts';
import { describeFailure, isAnswer, makeClientOrderId, UnansweredOrders } from './unanswered.ts';

const acme = { id: 'SIM:ACME', symbol: 'ACME', tickSize: '0.01', lotSize: '1' } as unknown as Instrument;
const requestOf = (limitPrice: string): OrderRequest => toRequest({ ...emptyForm, limitPrice }, acme) as OrderRequest;

describe('an order without an answer', () => {
  it.each([connectionLost(), notAnswered(), new TypeError('x')])('of %s is not known to be sent or not, and that stays', (error) => {
    const { kind, title, text } = describeFailure(error, 'Buy 100 @ 189.00 ACME');
    expect([isAnswer(error), kind, title]).toEqual([false, 'risk', 'State not known: Buy 100 @ 189.00 ACME']);
    expect(text).not.toMatch(/Not sent|Nothing reached/);
    expect(text).toContain('repeats this order');
  });

  it('of a refusal says that nothing reached the market', () => {
    expect(describeFailure(clientError('REFUSED', 'Quantity is 0; it must be above 0.'), 'Buy 0 ACME')).toEqual({
      kind: 'refusal', title: 'Not sent: Buy 0 ACME', text: 'Quantity is 0; it must be above 0. Nothing reached the market.',
    });
  });

  it('is repeated under its own id by the same ticket alone, until the answer has come', () => {
    const orders = new UnansweredOrders();
    const id = makeClientOrderId();
    orders.keep(requestOf('189'), id);
    expect([orders.find(requestOf('189')), orders.find(requestOf('190'))]).toEqual([id, null]);
    orders.forget(requestOf('189'));
    expect(orders.find(requestOf('189'))).toBeNull();
  });
});
