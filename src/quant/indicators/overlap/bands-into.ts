import { lostInProduct, settleEqual } from '../rolling-mean.ts';
import { varianceOf } from '../rolling-variance.ts';

/**
 * Bands of `up` and `down` population deviations round the simple average of a column, bit for bit those of `RollingMean` and
 * `RollingVariance`, in one walk over the blocks that they explain. Values may be NaN, but not infinite; periods are two at least.
 *
 * @returns whether all values are finite; false: one may be infinite, and no output can be relied on.
 */
export function bandsInto(values: Float64Array, period: number, up: number, down: number, [upper, middle, lower]: readonly [Float64Array, Float64Array, Float64Array]): boolean {
  const share = 1 / period;
  const length = period - 1;
  const count = values.length;
  for (const out of [upper, middle, lower]) out.fill(Number.NaN, 0, Math.min(length, count));
  if (count < period) return true;
  let reference = values[length - 1]!;
  // What is left of a block lies in the places of the bands that it is for: distances in the middle, squares above.
  let rest = 0;
  let restSquares = 0;
  for (let k = length - 1; k >= 0; k--) {
    const distance = values[k]! - reference;
    rest += distance;
    restSquares += distance * distance;
    if (k + length < count) {
      middle[k + length] = rest;
      upper[k + length] = restSquares;
    }
  }
  let overflow = restSquares - restSquares;
  for (let start = length; start < count; start += length) {
    const end = Math.min(start + length, count);
    const next = values[end - 1]!;
    const whole = reference * period;
    let sumOfMean = lostInProduct(reference, period, whole);
    let sum = 0;
    let squares = 0;
    rest = 0;
    restSquares = 0;
    if (end + length <= count) {
      // Both walks in one loop, because one waits for the divisions of the other.
      for (let i = start, k = end - 1; i < end; i++, k--) {
        const distance = values[i]! - reference;
        const before = middle[i]!;
        sum += distance;
        squares += distance * distance;
        sumOfMean += distance;
        const deviation = Math.sqrt(varianceOf(sum + before, squares + upper[i]!, share));
        const mean = (whole + (sumOfMean + before)) / period;
        middle[i] = mean;
        upper[i] = mean + up * deviation;
        lower[i] = mean - down * deviation;
        const distanceToNext = values[k]! - next;
        rest += distanceToNext;
        restSquares += distanceToNext * distanceToNext;
        middle[k + length] = rest;
        upper[k + length] = restSquares;
      }
    } else {
      for (let i = start; i < end; i++) {
        const distance = values[i]! - reference;
        const before = middle[i]!;
        sum += distance;
        squares += distance * distance;
        sumOfMean += distance;
        const deviation = Math.sqrt(varianceOf(sum + before, squares + upper[i]!, share));
        const mean = (whole + (sumOfMean + before)) / period;
        middle[i] = mean;
        upper[i] = mean + up * deviation;
        lower[i] = mean - down * deviation;
      }
      if (end < count) leaveRest(values, start, end, middle, upper);
    }
    if (values[start] === reference) for (const out of [upper, middle, lower]) settleEqual(values, period, start, end, out);
    overflow += squares - squares;
    reference = next;
  }
  return overflow === 0;
}

/** What is left of the block from `start` to `end`, for the few bars after it. */
function leaveRest(values: Float64Array, start: number, end: number, middle: Float64Array, upper: Float64Array): void {
  let rest = 0;
  let restSquares = 0;
  for (let k = end - 1; k >= start; k--) {
    const distance = values[k]! - values[end - 1]!;
    rest += distance;
    restSquares += distance * distance;
    const at = k + end - start;
    if (at >= values.length) continue;
    middle[at] = rest;
    upper[at] = restSquares;
  }
}
