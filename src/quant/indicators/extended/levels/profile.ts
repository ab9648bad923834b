/** What traded, or how often prices came, at each of some rows of equal height; the lowest row first. */
export type Profile = { low: number; high: number; step: number; readonly rows: Float64Array };

/** How a bar counts in a profile: `volume` spreads its volume over its range, `touches` counts one in each row that it comes to. */
export type ProfileWeight = 'volume' | 'touches';

export const createProfile = (rows: number): Profile => ({ low: Number.NaN, high: Number.NaN, step: 0, rows: new Float64Array(rows) });

/** Empties a profile and lays its rows between two prices. */
export function resetProfile(profile: Profile, low: number, high: number): void {
  profile.low = low;
  profile.high = high;
  profile.step = (high - low) / profile.rows.length;
  profile.rows.fill(0);
}

/** The row that a price lies in; on an edge the upper one, the highest price in the highest row. */
function rowOf({ low, step, rows }: Profile, price: number): number {
  const row = step > 0 ? Math.floor((price - low) / step) : 0;
  return row < 0 ? 0 : row >= rows.length ? rows.length - 1 : row;
}

/** Adds a bar, which must lie between the profile's prices. */
export function addToProfile(profile: Profile, weight: ProfileWeight, low: number, high: number, volume: number): void {
  const { rows, step } = profile;
  const [first, last] = [rowOf(profile, low), rowOf(profile, high)];
  if (weight === 'touches') {
    for (let row = first; row <= last; row++) rows[row]! += 1;
  } else if (first === last) {
    rows[first]! += volume;
  } else {
    const perPrice = volume / (high - low);
    for (let row = first; row <= last; row++) {
      const from = Math.max(low, profile.low + row * step);
      const to = row === last ? high : profile.low + (row + 1) * step;
      rows[row]! += perPrice * (to - from);
    }
  }
}

/** Whether a row holds more than another: shares of one bar in rows of one height differ by rounding only. */
const isMore = (one: number, other: number): boolean => one > other + 1e-9 * Math.abs(other);

/** Prices that sum a profile up: the middle of its fullest row, and the edges of the rows that hold a share of all round it. */
export type ValueArea = { poc: number; high: number; low: number };

/**
 * From the fullest row (of equal ones that nearest the middle, the lower of two) the fuller neighbour is taken in until the area
 * holds the share; of equal neighbours the upper.
 */
export function findValueArea({ low, step, rows }: Profile, share: number, area: ValueArea): ValueArea {
  const poc = fullestRow(rows);
  const all = rows.reduce((sum, row) => sum + row, 0);
  let [from, to, held] = [poc, poc, rows[poc]!];
  while (isMore(share * all, held) && to - from + 1 < rows.length) {
    const above = to + 1 < rows.length ? rows[to + 1]! : -1;
    const below = from > 0 ? rows[from - 1]! : -1;
    if (isMore(below, above)) from -= 1;
    else to += 1;
    held += Math.max(above, below);
  }
  area.poc = low + (poc + 0.5) * step;
  area.high = low + (to + 1) * step;
  area.low = low + from * step;
  return area;
}

function fullestRow(rows: Float64Array): number {
  const middle = (rows.length - 1) / 2;
  let best = 0;
  for (let row = 1; row < rows.length; row++) {
    const isAsFull = !isMore(rows[best]!, rows[row]!);
    if (isMore(rows[row]!, rows[best]!) || (isAsFull && Math.abs(row - middle) < Math.abs(best - middle))) best = row;
  }
  return best;
}
