import { expect, it } from 'vitest';
import { nextSpeed } from './tape-store.ts';

it.each([[1, 1, 2], [1, -1, 0.25], [3, 1, 4], [3, -1, 2], [3_600, 1, 3_600], [0.25, -1, 0.25]] as const)('from %d× in direction %d the next stop is %d×', (speed, direction, next) => {
  expect(nextSpeed(speed, direction)).toBe(next);
});
