import { QuantError } from '../error.ts';

/** What may change from one segment to the next; what may not is that of the whole series. */
export type ChangeKind = 'mean' | 'variance' | 'mean-and-variance';

export type SegmentCost = {
  /** −2 log L of the observations from a place to another (not included) under a normal distribution of their own. */
  of(from: number, to: number): number;
  describe(from: number, to: number): { readonly mean: number; readonly deviation: number };
};

/** Smallest variance of a segment as a share of that of the series: a few equal values are no certainty. */
const smallestVariance = 1e-6;
const logTwoPi = Math.log(2 * Math.PI);

/**
 * Costs from prefix sums of the standardised series. Where only the mean may change, the variance is half that of the differences
 * (Rice 1984), which changes of the mean hardly touch; where only the variance may, the mean is that of the series. Error: NO_VARIATION.
 */
export function makeSegmentCost(values: Float64Array, kind: ChangeKind): SegmentCost {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value / count, 0);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  if (!(deviation > 1e-12 * Math.abs(mean)) || !Number.isFinite(deviation)) throw new QuantError('NO_VARIATION', 'The observations have one value throughout, or are too large to be squared; there is no change to find.');
  const [sums, squares] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  for (let i = 0; i < count; i++) {
    const z = (values[i]! - mean) / deviation;
    sums[i + 1] = sums[i]! + z;
    squares[i + 1] = squares[i]! + z * z;
  }
  const common = Math.max(smallestVariance, varianceOfDifferences(values) / deviation ** 2);
  const unit = logTwoPi + 2 * Math.log(deviation);

  const centre = (from: number, to: number): number => (kind === 'variance' ? 0 : (sums[to]! - sums[from]!) / (to - from));
  const scatter = (from: number, to: number): number => {
    const middle = centre(from, to);
    return Math.max(0, squares[to]! - squares[from]! - (to - from) * middle * middle);
  };
  return {
    of(from, to) {
      const length = to - from;
      const rest = scatter(from, to);
      const variance = kind === 'mean' ? common : Math.max(smallestVariance, rest / length);
      return length * (unit + Math.log(variance)) + rest / variance;
    },
    describe(from, to) {
      const own = (sums[to]! - sums[from]!) / (to - from);
      const spread = Math.max(0, squares[to]! - squares[from]! - (to - from) * own * own);
      return { mean: mean + deviation * own, deviation: deviation * Math.sqrt(spread / (to - from)) };
    },
  };
}

function varianceOfDifferences(values: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += (values[i]! - values[i - 1]!) ** 2;
  return sum / (2 * Math.max(1, values.length - 1));
}
