import type { BarColumns } from '../../contract/model/bar.ts';
import type { CorporateAction } from '../../contract/model/series-tools.ts';

/** Splits that companies make: new shares for old ones. Smaller ones cannot be told from a bad morning. */
const usualSplits: readonly (readonly [many: number, few: number])[] = [[2, 1], [3, 1], [4, 1], [5, 1], [6, 1], [7, 1], [8, 1], [10, 1], [15, 1], [20, 1], [25, 1], [30, 1], [50, 1], [100, 1], [3, 2]];
/** How far the price may have moved besides, over the night of the split: so many deviations of its usual moves, and never less than this share. */
const mostDeviations = 2;
const leastSlack = 0.02;
/** No fall of an ordinary bar comes near: a jump counts from so many deviations on. */
const leastDeviations = 8;
/** Bars before that say what is usual, and how many of them must be there. */
const window = 60;
const leastBars = 20;
const dayMs = 86_400_000;

/** The least of them is 3 for 2. */
const leastMove = 0.35;

export type SplitJump = { readonly bar: number; readonly ratio: string };

/**
 * Opens that lie from the close before as a split would have it, and as no move of that series does: the ratio of a usual split, within
 * two usual deviations of it, and at least eight deviations from no change. What the actions of the series explain is none.
 */
export function findSplitJumps({ time, open, close }: BarColumns, actions: readonly CorporateAction[]): readonly SplitJump[] {
  const jumps: SplitJump[] = [];
  for (let i = leastBars; i < time.length; i++) {
    const move = Math.log(open[i] / close[i - 1]);
    if (!(Math.abs(move) > leastMove)) continue;
    const deviation = usualDeviation(close, i);
    if (!(Math.abs(move) > leastDeviations * deviation)) continue;
    const split = usualSplits.find((one) => fits(one, move, deviation));
    if (split === undefined || actions.some((action) => explains(action, time[i - 1], time[i]))) continue;
    const [many, few] = split;
    jumps.push({ bar: i, ratio: move < 0 ? `${many} for ${few}` : `${few} for ${many}` });
  }
  return jumps;
}

/** Several for one may open anywhere a night can take it; 3 for 2 is told from a crash only where it is met closely, and shares are never put together so. */
function fits([many, few]: (typeof usualSplits)[number], move: number, deviation: number): boolean {
  const off = Math.abs(Math.abs(move) - Math.log(many / few));
  return few === 1 ? off <= Math.max(mostDeviations * deviation, leastSlack) : move < 0 && off <= leastSlack;
}

/** Deviation of the moves of the closes before a bar: the median of their sizes over that of the normal distribution, which a jump among them does not move. */
function usualDeviation(close: Float64Array, bar: number): number {
  const from = Math.max(1, bar - window);
  const moves = Float64Array.from({ length: bar - from }, (_, k) => Math.abs(Math.log(close[from + k] / close[from + k - 1]))).sort();
  return moves[moves.length >> 1] / 0.6745;
}

function explains({ date, type }: CorporateAction, beforeMs: number, atMs: number): boolean {
  const day = Date.parse(date);
  return type === 'split' && day > beforeMs - dayMs && day <= atMs;
}
