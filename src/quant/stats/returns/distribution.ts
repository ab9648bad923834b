/** Mean and central moments of a series, divided by n. */
export type Moments = {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Population variance, third and fourth central moment. Exactly 0 where all values are equal. */
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
};

/** Moments in two passes, so that a large mean costs no digits. NaN of nothing. */
export function computeMoments(values: Float64Array): Moments {
  const count = values.length;
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = min === max ? min : sum / count;
  let [second, third, fourth] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const off = values[i]! - mean;
    const square = off * off;
    second += square;
    third += square * off;
    fourth += square * square;
  }
  return { count, mean: count === 0 ? Number.NaN : mean, min, max, second: second / count, third: third / count, fourth: fourth / count };
}

/** Sample variance: divisor n − 1; NaN below two values. */
export const sampleVarianceOf = ({ count, second }: Moments): number => (count < 2 ? Number.NaN : (second * count) / (count - 1));

/** Skewness of the population: third central moment over the 1.5th power of the variance. NaN without variance. */
export const skewnessOf = ({ second, third }: Moments): number => (second > 0 ? third / second ** 1.5 : Number.NaN);

/** Kurtosis of the population, 3 for the normal distribution. NaN without variance. */
export const kurtosisOf = ({ second, fourth }: Moments): number => (second > 0 ? fourth / second ** 2 : Number.NaN);

/** Skewness corrected for the sample's size, as pandas and MathNet give it (G1). NaN below three values. */
export const sampleSkewnessOf = (moments: Moments): number =>
  moments.count < 3 ? Number.NaN : (skewnessOf(moments) * Math.sqrt(moments.count * (moments.count - 1))) / (moments.count - 2);

/** Excess kurtosis corrected for the sample's size, as pandas and MathNet give it (G2). NaN below four values. */
export function sampleExcessKurtosisOf(moments: Moments): number {
  const n = moments.count;
  return n < 4 ? Number.NaN : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (kurtosisOf(moments) - 3) + 6);
}

/** Mean of the shortfalls below a threshold to a power, over all values: the lower partial moment. */
export function lowerPartialMoment(values: Float64Array, threshold: number, power: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const short = threshold - values[i]!;
    if (short > 0) sum += power === 2 ? short * short : short ** power;
  }
  return sum / values.length;
}

/** Correlation of each value with the one before it; NaN without variance or below three values. */
export function firstAutocorrelation(values: Float64Array): number {
  const n = values.length - 1;
  if (n < 2) return Number.NaN;
  let [early, late] = [0, 0];
  for (let i = 0; i < n; i++) {
    early += values[i]!;
    late += values[i + 1]!;
  }
  early /= n;
  late /= n;
  let [cross, squareEarly, squareLate] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [a, b] = [values[i]! - early, values[i + 1]! - late];
    cross += a * b;
    squareEarly += a * a;
    squareLate += b * b;
  }
  return cross / Math.sqrt(squareEarly * squareLate);
}

/** Longest run of gains (sign 1) or losses (sign −1); a zero ends both. */
export function longestRun(values: Float64Array, sign: 1 | -1): number {
  let [longest, current] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    current = values[i]! * sign > 0 ? current + 1 : 0;
    if (current > longest) longest = current;
  }
  return longest;
}
