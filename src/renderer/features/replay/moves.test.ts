import { expect, it } from 'vitest';
import { endOf, joinMoves, nextSpeed } from './moves.ts';

it('wishes that came while one was under way become one', () => {
  const all = [{ by: 1 }, { by: 1 }, { by: -3 }] as const;
  expect(all.reduce<Parameters<typeof joinMoves>[0]>(joinMoves, null)).toEqual({ by: -1 });
  expect(joinMoves({ to: 10 }, { by: 2 })).toEqual({ to: 12 });
  expect(joinMoves({ by: 5 }, { to: 3 })).toEqual({ to: 3 });
});

it.each([[{ by: 1 }, 4, 5], [{ by: 10 }, 4, 9], [{ by: -10 }, 4, 0], [{ to: 7 }, 4, 7], [{ to: 70 }, 4, 9], [{ to: -1 }, 4, 0]] as const)('%j from bar %d of ten ends at %d', (move, cursor, end) => {
  expect(endOf(move, cursor, 10)).toBe(end);
});

it.each([[1, 1, 2], [1, -1, 0.5], [3, 1, 5], [3, -1, 2], [100, 1, 100], [0.25, -1, 0.25]] as const)('from %d bars a second in direction %d the next stop is %d', (speed, direction, next) => {
  expect(nextSpeed(speed, direction)).toBe(next);
});
