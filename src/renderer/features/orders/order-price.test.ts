import { expect, it } from 'vitest';
import type { Order } from '../../../contract/model/order.ts';
import { priceOf, priceText } from './order-price.ts';

const order = (terms: { readonly type?: Order['type']; readonly limitPrice?: string; readonly stopPrice?: string; readonly averagePrice?: string }): Order =>
  ({ type: 'market', limitPrice: null, stopPrice: null, averagePrice: null, ...terms }) as Order;

it.each([
  ['a market order that is filled: what it was filled at', order({ averagePrice: '331.04600000' }), '331.05', 331.046],
  ['a market order without fills', order({}), 'market', null],
  ['a limit order: its limit, also when it is filled', order({ type: 'limit', limitPrice: '330', averagePrice: '329.5' }), '330.00', 330],
  ['a stop order', order({ type: 'stop', stopPrice: '320' }), '320.00', 320],
  ['a stop with a limit', order({ type: 'stop-limit', stopPrice: '320', limitPrice: '319' }), '320.00 → 319.00', 319],
])('%s', (_name, given, text, value) => {
  expect([priceText(given, 2), priceOf(given)]).toEqual([text, value]);
});
