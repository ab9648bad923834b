import { inBlocks } from '../in-pieces.ts';
import { lostInProduct, settleEqual } from '../rolling-mean.ts';
import { varianceOf } from '../rolling-variance.ts';

/** Upper band, middle and lower band. */
type Bands = readonly [Float64Array, Float64Array, Float64Array];

/**
 * Bands of `up` and `down` population deviations round the simple average of a column, bit for bit those of `RollingMean` and
 * `RollingVariance`, over the blocks that they explain. Values may be NaN, but not infinite; periods are two at least.
 *
 * @returns whether all values are finite; false: one may be infinite, and no output can be relied on.
 */
export function bandsInto(values: Float64Array, period: number, up: number, down: number, bands: Bands): boolean {
  const length = period - 1;
  const count = values.length;
  for (const out of bands) out.fill(Number.NaN, 0, Math.min(length, count));
  if (count < period) return true;
  const rests = new Float64Array(2 * length);
  let overflow = 0;
  inBlocks(length, count, length, (from, to) => {
    const repeated = bandsOfBlocks(values, period, up, down, from, to, bands, rests);
    if (repeated !== 0) settleBands(values, period, from, to, bands);
    overflow += repeated - repeated;
  });
  return overflow === 0;
}

/**
 * Bands of blocks. What is left of the block before is made in a few cells, which stay in the
 * processor's cache: in the columns of a long series, two walks in opposite directions would wait for memory.
 *
 * @param rests two cells for each place of a block: distances and squares.
 * @returns how many blocks begin with the last value of the block before; NaN where a value is no finite number.
 */
function bandsOfBlocks(values: Float64Array, period: number, up: number, down: number, from: number, to: number, bands: Bands, rests: Float64Array): number {
  const upper = bands[0];
  const middle = bands[1];
  const lower = bands[2];
  const length = (period - 1) | 0;
  const share = 1 / period;
  let repeated = 0;
  for (let start = from | 0, stop = to | 0; start < stop; start = (start + length) | 0) {
    const end = start + length < stop ? (start + length) | 0 : stop;
    const reference = values[start - 1]!;
    const whole = reference * period;
    let sumOfMean = lostInProduct(reference, period, whole);
    let sum = 0;
    let squares = 0;
    let rest = 0;
    let restSquares = 0;
    for (let k = (length - 1) | 0, at = (start - 1) | 0; k >= 0; k = (k - 1) | 0, at = (at - 1) | 0) {
      const distance = values[at]! - reference;
      rest += distance;
      restSquares += distance * distance;
      rests[(2 * k) | 0] = rest;
      rests[(2 * k + 1) | 0] = restSquares;
    }
    for (let i = start, k = 0; i < end; i = (i + 1) | 0, k = (k + 2) | 0) {
      const distance = values[i]! - reference;
      const before = rests[k]!;
      sum += distance;
      squares += distance * distance;
      sumOfMean += distance;
      const deviation = Math.sqrt(varianceOf(sum + before, squares + rests[(k + 1) | 0]!, share));
      const mean = (whole + (sumOfMean + before)) / period;
      middle[i] = mean;
      upper[i] = mean + up * deviation;
      lower[i] = mean - down * deviation;
    }
    repeated += Number(values[start] === reference) + (restSquares - restSquares) + (squares - squares);
  }
  return repeated;
}

/** Where a whole window has one value, all three are that value. */
function settleBands(values: Float64Array, period: number, from: number, to: number, [upper, middle, lower]: Bands): void {
  const length = period - 1;
  for (let start = from; start < to; start += length) {
    if (values[start] !== values[start - 1]) continue;
    const end = Math.min(start + length, to);
    settleEqual(values, period, start, end, upper);
    settleEqual(values, period, start, end, middle);
    settleEqual(values, period, start, end, lower);
  }
}
