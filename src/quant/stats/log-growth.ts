/** Beyond this the series would lose digits: growth by 6 % and more goes by the logarithm itself. */
const seriesLimit = 1 / 32;

/**
 * Writes into `target` the logarithms of how much a value grew from bar to bar, ln(series[i + 1] / series[i]), for `size` bars beginning at
 * `from`, and gives their mean. To the last digits also where a value hardly moved: there the quotient is rounded next to 1 and its logarithm
 * keeps what was lost. With s = (b − a) / (b + a) it is 2 (s + s³/3 + s⁵/5 + …) (Abramowitz & Stegun 4.1.27), which needs no call of the
 * logarithm for the returns that bars have. NaN where a quotient is negative.
 */
export function fillLogGrowth(target: Float64Array, series: Float64Array, from: number, size: number): number {
  let sum = 0;
  // One loop without a call: a function of two numbers would put each of them into an object.
  for (let i = 0; i < size; i++) {
    const before = series[from + i]!;
    const after = series[from + i + 1]!;
    const s = (after - before) / (after + before);
    const square = s * s;
    const growth = Math.abs(s) <= seriesLimit ? 2 * s * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9)))) : Math.log(after / before);
    target[i] = growth;
    sum += growth;
  }
  return sum / size;
}
