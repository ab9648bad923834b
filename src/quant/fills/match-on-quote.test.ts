import { expect, test } from 'vitest';
import { addTaken, remainingOffer, untouched } from './liquidity.ts';
import { matchOnQuote } from './match-on-quote.ts';

const quote = { bid: 99, ask: 101, bidSize: 300, askSize: 200 };

test('a market buy pays the ask and a market sell gets the bid', () => {
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 50 }, quote, untouched)).toEqual({ quantity: 50, price: 101 });
  expect(matchOnQuote({ side: 'sell', limit: null, remaining: 50 }, quote, untouched)).toEqual({ quantity: 50, price: 99 });
});

test('an order larger than the offer is filled in part', () => {
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 500 }, quote, untouched)).toEqual({ quantity: 200, price: 101 });
});

test('what we took of an offer is gone until its price moves', () => {
  const taken = addTaken(addTaken(untouched, 101, 120), 101, 30);
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 500 }, quote, taken)).toEqual({ quantity: 50, price: 101 });
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 500 }, quote, addTaken(taken, 101, 50))).toBeNull();
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 500 }, { ...quote, ask: 102 }, taken)).toEqual({ quantity: 200, price: 102 });
});

test('an offer that shrank below what we took holds nothing, not less than nothing', () => {
  expect(remainingOffer({ price: 101, quantity: 150 }, 101, 100)).toBe(0);
});

test('a fill at a new price forgets what was taken at the old one', () => {
  expect(addTaken({ price: 101, quantity: 150 }, 102, 10)).toEqual({ price: 102, quantity: 10 });
});

test('a limit order fills at the offered price, never at a worse one than its limit', () => {
  expect(matchOnQuote({ side: 'buy', limit: 103, remaining: 5 }, quote, untouched)).toEqual({ quantity: 5, price: 101 });
  expect(matchOnQuote({ side: 'buy', limit: 101, remaining: 5 }, quote, untouched)).toEqual({ quantity: 5, price: 101 });
  expect(matchOnQuote({ side: 'buy', limit: 100.99, remaining: 5 }, quote, untouched)).toBeNull();
  expect(matchOnQuote({ side: 'sell', limit: 99, remaining: 5 }, quote, untouched)).toEqual({ quantity: 5, price: 99 });
  expect(matchOnQuote({ side: 'sell', limit: 99.01, remaining: 5 }, quote, untouched)).toBeNull();
});

test('an empty side, a side without a price and a finished order fill nothing', () => {
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 5 }, { ...quote, askSize: 0 }, untouched)).toBeNull();
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 5 }, { ...quote, ask: NaN }, untouched)).toBeNull();
  expect(matchOnQuote({ side: 'sell', limit: null, remaining: 5 }, { ...quote, bid: 0 }, untouched)).toBeNull();
  expect(matchOnQuote({ side: 'buy', limit: null, remaining: 0 }, quote, untouched)).toBeNull();
});
