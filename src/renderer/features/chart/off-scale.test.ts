import { expect, it } from 'vitest';
import { findOffScale } from './off-scale.ts';

it('tells the levels above and below the prices in sight, the nearest first', () => {
  const levels = [
    { id: 'far', price: 140, y: -300 }, { id: 'in', price: 100, y: 200 }, { id: 'top', price: 110, y: 0 }, { id: 'near', price: 120, y: -1 },
    { id: 'deep', price: 60, y: 700 }, { id: 'low', price: 80, y: 401 }, { id: 'foot', price: 90, y: 400 }, { id: 'none', price: 5, y: null },
  ];
  expect(findOffScale(levels, 400)).toEqual({ above: ['near', 'far'], below: ['low', 'deep'] });
});
