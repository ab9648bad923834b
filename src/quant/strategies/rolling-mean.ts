/**
 * Mean of the last `period` values by a running sum that carries what each addition and each removal rounded away (Kahan 1965), so
 * that every mean is as good as one summed afresh; a window of equal values has exactly that value. Where two averages
 * are equal to the last digit a crossing hangs on the last bit, and this is how pandas and, in effect, backtrader's exact
 * sums decide it. NaN for the first `period - 1` bars. Values must not be NaN.
 */
export function computeRollingMean(values: Float64Array, period: number): Float64Array {
  const means = new Float64Array(values.length).fill(NaN, 0, period - 1);
  let sum = 0;
  let lostOnAdd = 0;
  let lostOnRemove = 0;
  let equalValues = 0;
  for (let i = 0; i < values.length; i++) {
    const added = values[i] - lostOnAdd;
    let next = sum + added;
    lostOnAdd = next - sum - added;
    sum = next;
    equalValues = i > 0 && values[i] === values[i - 1] ? equalValues + 1 : 1;
    if (i >= period) {
      const removed = -values[i - period] - lostOnRemove;
      next = sum + removed;
      lostOnRemove = next - sum - removed;
      sum = next;
    }
    if (i >= period - 1) means[i] = equalValues >= period ? values[i] : sum / period;
  }
  return means;
}
