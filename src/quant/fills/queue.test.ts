import { describe, expect, it } from 'vitest';
import { sizeAhead, stepQueue } from './queue.ts';

const bids = [{ price: 99, size: 300 }, { price: 98, size: 500 }, { price: 96, size: 900 }];

describe('the size ahead of an order that joins the book', () => {
  it('is what others show at its price', () => {
    expect([99, 98, 96].map((price) => sizeAhead('buy', price, bids))).toEqual([300, 500, 900]);
  });

  it('is nothing at a price of its own, and as much as the last level where nobody sees how much it is', () => {
    expect([99.5, 97].map((price) => sizeAhead('buy', price, bids))).toEqual([0, 0]);
    expect(sizeAhead('buy', 90, bids)).toBe(900);
    expect(sizeAhead('sell', 105, [{ price: 100, size: 7 }, { price: 101, size: 8 }])).toBe(8);
    expect(sizeAhead('buy', 99, [])).toBe(0);
  });
});

describe('a trade between others against an order that waits', () => {
  const order = { side: 'buy' as const, price: 99, ahead: 300 };
  const sale = (price: number, size: number) => ({ price, size, bid: price, ask: price + 1 });

  it('serves first who stood there before', () => {
    expect(stepQueue(order, sale(99, 200))).toEqual({ reached: 0, ahead: 100 });
    expect(stepQueue({ ...order, ahead: 100 }, sale(99, 250))).toEqual({ reached: 150, ahead: 0 });
  });

  it('reaches the order whole, and everybody before it, when it goes to a worse price', () => {
    expect(stepQueue(order, sale(98.5, 50))).toEqual({ reached: 50, ahead: 0 });
  });

  it('does nothing at a better price, or when it was a purchase at the ask', () => {
    expect(stepQueue(order, sale(99.5, 1_000))).toEqual({ reached: 0, ahead: 300 });
    expect(stepQueue(order, { price: 99, size: 1_000, bid: 98, ask: 99 })).toEqual({ reached: 0, ahead: 300 });
  });

  it('is the same on the other side', () => {
    const offer = { side: 'sell' as const, price: 101, ahead: 10 };
    expect(stepQueue(offer, { price: 101, size: 25, bid: 100, ask: 101 })).toEqual({ reached: 15, ahead: 0 });
    expect(stepQueue(offer, { price: 102, size: 25, bid: 101, ask: 102 })).toEqual({ reached: 25, ahead: 0 });
    expect(stepQueue(offer, { price: 101, size: 25, bid: 101, ask: 102 })).toEqual({ reached: 0, ahead: 10 });
  });
});
