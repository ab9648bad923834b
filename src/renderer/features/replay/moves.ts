/** Where somebody wants to go: to a bar, or so many bars on. */
export type Move = { readonly to: number } | { readonly by: number };

/** Two wishes of which none is fulfilled yet, as one. */
export function joinMoves(first: Move | null, next: Move): Move {
  if (first === null || 'to' in next) return next;
  return 'to' in first ? { to: first.to + next.by } : { by: first.by + next.by };
}

/** The bar at which a move from a bar ends, of so many. */
export const endOf = (move: Move, cursor: number, bars: number): number => Math.min(bars - 1, Math.max(0, 'to' in move ? move.to : cursor + move.by));

/** Bars a second with a stop of their own on the scale. */
export const speeds = [0.5, 1, 2, 5, 10, 25, 50, 100] as const;

/** The next stop of the scale in a direction; the last one has none beyond it. */
export const nextSpeed = (speed: number, direction: 1 | -1): number =>
  (direction === 1 ? speeds.find((one) => one > speed) : speeds.findLast((one) => one < speed)) ?? speed;

export const nameSpeed = (speed: number): string => (speed === 0.5 ? '½' : String(speed));
