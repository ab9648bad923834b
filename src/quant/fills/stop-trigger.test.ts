import { expect, test } from 'vitest';
import { isTriggeredByQuote, isTriggeredByTrade } from './stop-trigger.ts';

test('a trade at the stop price sets it off, on both sides', () => {
  expect([99.99, 100, 100.01].map((price) => isTriggeredByTrade('buy', 100, price))).toEqual([false, true, true]);
  expect([99.99, 100, 100.01].map((price) => isTriggeredByTrade('sell', 100, price))).toEqual([true, true, false]);
});

test('a quote sets a stop off by the side the order would trade at', () => {
  expect(isTriggeredByQuote('buy', 100, { bid: 99, ask: 100 })).toBe(true);
  expect(isTriggeredByQuote('buy', 100, { bid: 99, ask: 99.5 })).toBe(false);
  expect(isTriggeredByQuote('sell', 100, { bid: 100, ask: 101 })).toBe(true);
  expect(isTriggeredByQuote('sell', 100, { bid: 100.5, ask: 101 })).toBe(false);
});

test('a side without a price sets nothing off', () => {
  expect(isTriggeredByQuote('sell', 100, { bid: 0, ask: 101 })).toBe(false);
  expect(isTriggeredByQuote('buy', 100, { bid: 99, ask: NaN })).toBe(false);
});
