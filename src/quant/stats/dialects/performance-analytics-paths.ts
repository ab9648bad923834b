import type { Gains } from '../returns/gains.ts';

/** Mean of a figure over some things; NaN of none. */
export function averageOver<T>(values: ArrayLike<T>, figure: (value: T) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += figure(values[i]!);
  return sum / values.length;
}

/**
 * √Σ D² over the runs of losses as BurkeRatio takes them: from the second return on, each run compounded as if returns were
 * percents. (A return of −0.01 counts as −0.01 %, which is how the package does it, so that D is nearly the sum of the run.)
 */
export function burkeFalls(returns: Float64Array): number {
  let [squares, growth, isFalling] = [0, 1, false];
  const close = (): void => {
    squares += ((growth - 1) * 100) ** 2;
    [growth, isFalling] = [1, false];
  };
  for (let i = 1; i < returns.length; i++) {
    if (returns[i]! < 0) {
      growth *= 1 + returns[i]! * 0.01;
      isFalling = true;
    } else if (isFalling) close();
  }
  if (isFalling) close();
  return Math.sqrt(squares);
}

/** Range of the running sum of deviations from the mean. */
export function rescaledRange(returns: Float64Array, mean: number): number {
  let [sum, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < returns.length; i++) {
    sum += returns[i]! - mean;
    low = Math.min(low, sum);
    high = Math.max(high, sum);
  }
  return high - low;
}

/** Gains less 2.25 times the losses: people mind a loss so much more (Kahneman and Tversky). */
export const prospectSum = ({ won, lost }: Gains): number => won - 2.25 * lost;
