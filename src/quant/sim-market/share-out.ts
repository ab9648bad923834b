/** Turns weights into whole numbers in place: each at least `least`, all together `total`, the rest in proportion. `total` must suffice. */
export function shareOut(weights: Float64Array, total: number, least: number): void {
  const rest = total - least * weights.length;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    reached += weights[i]!;
    // Rounding the running sum, not each share, loses nothing; the last one takes what is left.
    const until = i + 1 === weights.length ? rest : Math.round((rest * reached) / all);
    weights[i] = least + until - given;
    given = until;
  }
}
