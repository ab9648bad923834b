/** A level with the height it is drawn at (null: the scale has none) and its price. */
export type PlacedLevel = { readonly id: string; readonly price: number; readonly y: number | null };
export type OffScale = { readonly above: readonly string[]; readonly below: readonly string[] };

/** The levels above and below a stage so high, those next to it first. */
export function findOffScale(levels: readonly PlacedLevel[], height: number): OffScale {
  const placed = levels.filter((level): level is PlacedLevel & { readonly y: number } => level.y !== null);
  return {
    above: placed.filter(({ y }) => y < 0).sort((a, b) => a.price - b.price).map(({ id }) => id),
    below: placed.filter(({ y }) => y > height).sort((a, b) => b.price - a.price).map(({ id }) => id),
  };
}
