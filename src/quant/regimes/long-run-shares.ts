/**
 * Share of the time that a chain spends in each state in the long run, by the elimination of Grassmann, Taksar and Heyman (1985), which
 * subtracts nothing; null where not every state can be reached from every other.
 */
export function findLongRunShares(transition: ArrayLike<number>, states: number): number[] | null {
  const rows = Float64Array.from(transition);
  for (let n = states - 1; n > 0; n--) {
    let out = 0;
    for (let j = 0; j < n; j++) out += rows[n * states + j]!;
    if (!(out > 0)) return null;
    for (let i = 0; i < n; i++) rows[i * states + n] = rows[i * states + n]! / out;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) rows[i * states + j] = rows[i * states + j]! + rows[i * states + n]! * rows[n * states + j]!;
  }
  const shares = [1];
  for (let n = 1; n < states; n++) shares.push(shares.reduce((sum, share, i) => sum + share * rows[i * states + n]!, 0));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.every((share) => share > 0) ? shares.map((share) => share / total) : null;
}
