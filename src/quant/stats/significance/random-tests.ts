import { QuantError } from '../../error.ts';
import { streamKey, uniform } from '../../random/index.ts';

export type RandomTestOptions = { readonly samples: number; readonly seed: number; readonly progress?: (share: number) => void };

/** What chance alone makes of the same task. */
export type RandomTest = {
  readonly statistic: number;
  /** Of each random trial, ascending. */
  readonly values: Float64Array;
  /** (trials at least as good + 1) / (trials + 1): never 0. */
  readonly pValue: number;
};

function runTrials(statistic: number, { samples, seed, progress }: RandomTestOptions, trial: (key: number) => number): RandomTest {
  if (!Number.isInteger(samples) || samples < 1 || samples > 1_000_000) throw new QuantError('RANGE', `The number of samples must be a whole number from 1 to 1,000,000, not ${samples}.`);
  const values = new Float64Array(samples);
  let asGood = 0;
  for (let k = 0; k < samples; k++) {
    values[k] = trial(streamKey(seed, k));
    if (values[k]! >= statistic) asGood += 1;
    if (k % 64 === 0) progress?.(k / samples);
  }
  return { statistic, values: values.sort(), pValue: (asGood + 1) / (samples + 1) };
}

/** Puts values into a random order in place (Fisher and Yates). */
function shuffle(values: Float64Array | Int32Array, key: number, salt = 0): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i, salt) * (i + 1));
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
}

/**
 * Permutation test of timing (Aronson 2007, Masters 2018): is the mean of position × market return larger than when the same positions
 * meet the market's returns in a random order? Errors: LENGTHS_DIFFER, TOO_FEW, RANGE.
 */
export function testPermutation(positions: Float64Array, market: Float64Array, options: RandomTestOptions): RandomTest {
  if (positions.length !== market.length) throw new QuantError('LENGTHS_DIFFER', `There are ${positions.length} positions and ${market.length} returns; each return needs one.`);
  if (market.length < 2) throw new QuantError('TOO_FEW', 'A permutation needs at least two returns.');
  const mean = (returns: Float64Array): number => positions.reduce((sum, position, i) => sum + position * returns[i]!, 0) / returns.length;
  const shuffled = new Float64Array(market.length);
  return runTrials(mean(market), options, (key) => {
    shuffled.set(market);
    shuffle(shuffled, key);
    return mean(shuffled);
  });
}

/** A time in the market, in places of its returns: from the first return earned to the last, both counted. */
export type Holding = { readonly from: number; readonly to: number; readonly side: 1 | -1 };

/**
 * Random-entry test: does the sum of log returns over the holdings beat entering at random moments, with as many holdings, as long and
 * on the same sides, none overlapping?. Errors: RANGE for a holding outside the returns,
 * TOO_LONG where they cannot lie side by side.
 */
export function testRandomEntry(market: Float64Array, holdings: readonly Holding[], options: RandomTestOptions): RandomTest {
  for (const { from, to } of holdings) {
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to < market.length)) throw new QuantError('RANGE', `A holding from ${from} to ${to} does not lie in the ${market.length} returns.`);
  }
  const lengths = Int32Array.from(holdings, ({ from, to }) => to - from + 1);
  const free = market.length - lengths.reduce((sum, length) => sum + length, 0);
  if (free < 0) throw new QuantError('TOO_LONG', `The holdings take ${market.length - free} periods and there are ${market.length}; they cannot be placed side by side.`);
  const sums = new Float64Array(market.length + 1);
  for (let i = 0; i < market.length; i++) sums[i + 1] = sums[i]! + Math.log1p(market[i]!);
  const earned = holdings.reduce((sum, { from, to, side }) => sum + side * (sums[to + 1]! - sums[from]!), 0);
  const order = new Int32Array(holdings.length);
  const cuts = new Int32Array(holdings.length);
  return runTrials(earned, options, (key) => {
    for (let i = 0; i < order.length; i++) [order[i], cuts[i]] = [i, Math.floor(uniform(key, i, 2) * (free + 1))];
    shuffle(order, key, 1);
    // The free periods before each holding are the gaps between sorted cuts.
    cuts.sort();
    let [place, before, sum] = [0, 0, 0];
    for (let i = 0; i < order.length; i++) {
      place += cuts[i]! - before;
      before = cuts[i]!;
      const length = lengths[order[i]!]!;
      sum += holdings[order[i]!]!.side * (sums[place + length]! - sums[place]!);
      place += length;
    }
    return sum;
  });
}
