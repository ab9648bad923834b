import { describe, expect, it } from 'vitest';
import { addTaken, refilledAfterMs, remainingOffer, renewTaken, untouched } from './liquidity.ts';
import { walkBook, wholeLots } from './walk-book.ts';

const asks = [{ price: 101, size: 200 }, { price: 102, size: 300 }, { price: 104, size: 500 }];
const bids = [{ price: 99, size: 300 }, { price: 98, size: 100 }];
const buy = (remaining: number, limit: number | null = null) => ({ side: 'buy' as const, limit, remaining });

describe('an order that walks the book', () => {
  it('takes the best price first and pays through the levels, no more at each than is shown', () => {
    expect(walkBook(buy(50), asks, untouched, 1)).toEqual([{ price: 101, lots: 50 }]);
    expect(walkBook(buy(600), asks, untouched, 1)).toEqual([{ price: 101, lots: 200 }, { price: 102, lots: 300 }, { price: 104, lots: 100 }]);
    expect(walkBook(buy(5_000), asks, untouched, 1).reduce((sum, { lots }) => sum + lots, 0), 'nothing beyond what is shown').toBe(1_000);
    expect(walkBook({ side: 'sell', limit: null, remaining: 350 }, bids, untouched, 1)).toEqual([{ price: 99, lots: 300 }, { price: 98, lots: 50 }]);
  });

  it('stops at its limit, and takes a better price where one is offered', () => {
    expect(walkBook(buy(600, 102), asks, untouched, 1)).toEqual([{ price: 101, lots: 200 }, { price: 102, lots: 300 }]);
    expect(walkBook(buy(600, 100.99), asks, untouched, 1)).toEqual([]);
    expect(walkBook({ side: 'sell', limit: 98.5, remaining: 350 }, bids, untouched, 1)).toEqual([{ price: 99, lots: 300 }]);
  });

  it('does not take again what we took, and goes on behind it', () => {
    const taken = addTaken(addTaken(untouched, 101, 150, 0), 101, 50, 1);
    expect(walkBook(buy(100), asks, addTaken(untouched, 101, 150, 0), 1)).toEqual([{ price: 101, lots: 50 }, { price: 102, lots: 50 }]);
    expect(walkBook(buy(100), asks, taken, 1)).toEqual([{ price: 102, lots: 100 }]);
  });

  it('takes whole lots', () => {
    expect(walkBook(buy(0.5), [{ price: 10, size: 0.29 }, { price: 11, size: 9 }], untouched, 0.1)).toEqual([{ price: 10, lots: 2 }, { price: 11, lots: 3 }]);
    expect(wholeLots(0.3, 0.1), 'though 0.3 / 0.1 is a little less than 3').toBe(3);
  });

  it('finds nothing on an empty side, at a side without a price, or for a finished order', () => {
    expect(walkBook(buy(5), [], untouched, 1)).toEqual([]);
    expect(walkBook(buy(5), [{ price: NaN, size: 5 }], untouched, 1)).toEqual([]);
    expect(walkBook(buy(5), [{ price: 0, size: 5 }], untouched, 1)).toEqual([]);
    expect(walkBook(buy(0), asks, untouched, 1)).toEqual([]);
  });
});

describe('what we took of the book', () => {
  const taken = addTaken(addTaken(untouched, 101, 150, 0), 102, 20, 5);

  it('counts as long as somebody offers at that price; gone and come back, the offer is a new one', () => {
    expect(renewTaken(taken, asks, 10)).toEqual(taken);
    const afterMove = renewTaken(taken, asks.slice(1), 10);
    expect(afterMove.map(({ price }) => price)).toEqual([102]);
    expect(remainingOffer(renewTaken(afterMove, asks, 20), { price: 101, size: 200 })).toBe(200);
  });

  it('is forgotten an hour after the last of it', () => {
    expect(renewTaken(taken, asks, refilledAfterMs).map(({ price }) => price)).toEqual([102]);
  });

  it('leaves nothing of an offer that shrank below it, not less than nothing', () => {
    expect(remainingOffer(taken, { price: 101, size: 100 })).toBe(0);
  });
});
