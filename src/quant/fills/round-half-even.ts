/**
 * Rounds to a number of decimal digits, ties to the even neighbour (2.5 → 2, 3.5 → 4), so that many roundings do not drift.
 * A value within two units in the last place of a tie is taken for one: decimal ties are rarely exact in binary.
 * Values too large to have such digits come back unchanged.
 */
export function roundHalfEven(value: number, digits: number): number {
  const scale = 10 ** digits;
  const scaled = value * scale;
  if (!(Math.abs(scaled) < 2 ** 52)) return value;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const tolerance = Math.abs(scaled) * Number.EPSILON * 2;
  const isTie = Math.abs(rest - 0.5) <= tolerance;
  const rounded = isTie ? below + (below % 2 === 0 ? 0 : 1) : Math.round(scaled);
  return rounded / scale + 0; // + 0: never a negative zero
}
