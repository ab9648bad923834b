import { QuantError } from '../../error.ts';

/** What combinatorially symmetric cross-validation says of choosing the best of some strategies. */
export type Overfitting = {
  /** Share of the splits in which the best in sample is at or below the median out of sample. */
  readonly probability: number;
  /** log(ω / (1 − ω)) of each split, ω the relative rank out of sample of the best in sample. */
  readonly logits: Float64Array;
  /** Share of the splits in which the best in sample loses out of sample. */
  readonly lossProbability: number;
};

type Sums = { readonly sum: number; readonly squares: number; readonly count: number };

/** Sums of each block of a series, taken from its own mean so that squares keep their digits. */
function sumBlocks(returns: Float64Array, blocks: number, size: number, centre: number): Sums[] {
  return Array.from({ length: blocks }, (_, block) => {
    let [sum, squares] = [0, 0];
    for (let i = block * size; i < (block + 1) * size; i++) {
      const off = returns[i]! - centre;
      sum += off;
      squares += off * off;
    }
    return { sum, squares, count: size };
  });
}

/** Every way to take half of the blocks, as masks. */
function* halves(blocks: number): Generator<number> {
  const wanted = blocks / 2;
  for (let mask = 0; mask < 2 ** blocks; mask++) {
    let bits = 0;
    for (let rest = mask; rest > 0; rest &= rest - 1) bits += 1;
    if (bits === wanted) yield mask;
  }
}

/** Sharpe ratio of a period over the blocks whose bit is `side` in the mask; −∞ where nothing varies. */
function sharpeOver(blocks: readonly Sums[], centre: number, mask: number, side: 0 | 1): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let block = 0; block < blocks.length; block++) {
    if (((mask >> block) & 1) !== side) continue;
    sum += blocks[block]!.sum;
    squares += blocks[block]!.squares;
    count += blocks[block]!.count;
  }
  const variance = (squares - (sum * sum) / count) / (count - 1);
  return variance > 0 ? (centre + sum / count) / Math.sqrt(variance) : Number.NEGATIVE_INFINITY;
}

function check(strategies: readonly Float64Array[], blocks: number): void {
  if (!Number.isInteger(blocks) || blocks < 2 || blocks > 20 || blocks % 2 !== 0) throw new QuantError('RANGE', `The number of blocks must be even and from 2 to 20, not ${blocks}.`);
  if (strategies.length < 2) throw new QuantError('TOO_FEW', `There are ${strategies.length} strategies; overfitting needs at least 2 to choose from.`);
  const length = strategies[0]!.length;
  if (strategies.some((one) => one.length !== length)) throw new QuantError('LENGTHS_DIFFER', 'The strategies have returns of different lengths; each must cover the same periods.');
  if (length < blocks * 2) throw new QuantError('TOO_FEW', `There are ${length} returns; ${blocks} blocks need at least ${blocks * 2}.`);
  if (strategies.some((one) => one.some((value) => !Number.isFinite(value)))) throw new QuantError('NOT_FINITE', 'A return of a strategy is not a finite number.');
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu 2015):
 * the series are cut into `blocks` equal pieces (what is over at the end is left out), every half of them is once the sample in which
 * the best is chosen by its Sharpe ratio, and the rest tells its rank. Errors: RANGE, TOO_FEW, LENGTHS_DIFFER, NOT_FINITE.
 */
export function computeOverfitting(strategies: readonly Float64Array[], blocks = 16, progress: (share: number) => void = () => {}): Overfitting {
  check(strategies, blocks);
  const size = Math.floor(strategies[0]!.length / blocks);
  const centres = strategies.map((one) => one.reduce((sum, value) => sum + value, 0) / one.length);
  const sums = strategies.map((one, i) => sumBlocks(one, blocks, size, centres[i]!));
  const logits: number[] = [];
  let losses = 0;
  for (const mask of halves(blocks)) {
    let [best, bestSharpe] = [0, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < sums.length; i++) {
      const inside = sharpeOver(sums[i]!, centres[i]!, mask, 1);
      if (inside > bestSharpe) [best, bestSharpe] = [i, inside];
    }
    const chosen = sharpeOver(sums[best]!, centres[best]!, mask, 0);
    let [below, equal] = [0, 0];
    for (let i = 0; i < sums.length; i++) {
      const outside = sharpeOver(sums[i]!, centres[i]!, mask, 0);
      if (outside < chosen) below += 1;
      else if (outside === chosen) equal += 1;
    }
    // Rank among equals: the middle of theirs.
    const share = (below + (equal + 1) / 2) / (sums.length + 1);
    logits.push(Math.log(share / (1 - share)));
    if (chosen < 0) losses += 1;
    if (logits.length % 512 === 0) progress(mask / 2 ** blocks);
  }
  return { probability: logits.filter((logit) => logit <= 0).length / logits.length, logits: Float64Array.from(logits), lossProbability: losses / logits.length };
}
