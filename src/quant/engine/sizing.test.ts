import { expect, test } from 'vitest';
import { floorDivide } from './floor-divide.ts';
import { leveragedPrice, marginAndCosts, type OrderCost } from './sizing.ts';

const cost = (changes: Partial<OrderCost>): OrderCost => ({ size: 1, entryPrice: 100, price: 100, commissionFixed: 0, commissionRate: 0, ...changes });

test('whole times are counted by the exact remainder', () => {
  expect(floorDivide(1, 0.1)).toBe(9);
  expect(floorDivide(10, 2.5)).toBe(4);
  expect(floorDivide(9.99, 2.5)).toBe(3);
  expect(floorDivide(0, 3)).toBe(0);
});

test('a share with its costs fits into the margin to the last lot', () => {
  const terms = cost({ size: 0.5, commissionFixed: 10, commissionRate: 0.01 });
  const power = { available: 10_000, leverage: 2 };
  const lots = marginAndCosts.lotsForShare(terms, power);
  expect(lots * 50 + lots * 1 + 10).toBeLessThanOrEqual(5000);
  expect((lots + 1) * 50 + (lots + 1) * 1 + 10).toBeGreaterThan(5000);
});

test('what is free below the fixed commission buys nothing, not less than nothing', () => {
  expect(marginAndCosts.lotsForShare(cost({ commissionFixed: 50 }), { available: 20, leverage: 1 })).toBe(0);
});

test('affordable is what fits exactly, and not one lot more', () => {
  const power = { available: 1000, leverage: 1 };
  expect(marginAndCosts.isAffordable(10, cost({}), power)).toBe(true);
  expect(marginAndCosts.isAffordable(11, cost({}), power)).toBe(false);
  expect(leveragedPrice.isAffordable(10, cost({ size: 10 }), power)).toBe(true);
  expect(leveragedPrice.isAffordable(10, cost({ size: 10, commissionRate: 0.001 }), power)).toBe(false);
});
