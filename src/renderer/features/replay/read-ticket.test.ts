import { expect, it } from 'vitest';
import { describeTicket, emptyTicket, readTicket } from './read-ticket.ts';

it('an empty quantity leaves the size to the settings, and prices that the kind does not have are not sent', () => {
  expect(readTicket({ ...emptyTicket, limitPrice: '12', stopPrice: 'abc' })).toEqual({ faults: {}, terms: { type: 'market' } });
  expect(readTicket({ ...emptyTicket, type: 'stop-limit', quantity: '10', limitPrice: '12.5', stopPrice: '12', stopLoss: '11', takeProfit: '15' }).terms).toEqual({
    type: 'stop-limit', quantity: 10, limitPrice: 12.5, stopPrice: 12, stopLoss: 11, takeProfit: 15,
  });
});

it.each([
  [{ quantity: '-1' }, 'quantity'], [{ quantity: '0' }, 'quantity'], [{ quantity: '1e3' }, 'quantity'], [{ type: 'limit' }, 'limitPrice'], [{ type: 'stop', stopPrice: 'soon' }, 'stopPrice'], [{ stopLoss: '0' }, 'stopLoss'],
] as const)('%j is not sent: the field says why', (form, field) => {
  const { faults, terms } = readTicket({ ...emptyTicket, ...form });
  expect([terms, Object.keys(faults)]).toEqual([null, [field]]);
});

it('says what the order means', () => {
  expect(describeTicket({ ...emptyTicket, quantity: '10' }, 'As much as the cash allows,')).toBe('10 at the open of the next bar.');
  expect(describeTicket(emptyTicket, 'As much as the cash allows,')).toBe('As much as the cash allows, at the open of the next bar.');
  expect(describeTicket({ ...emptyTicket, type: 'limit', quantity: '10', limitPrice: '99' }, '')).toBe('10 at 99 or better, once a later bar reaches it.');
});
