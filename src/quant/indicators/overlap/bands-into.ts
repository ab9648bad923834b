import { inBlocks } from '../in-pieces.ts';
import { lastWholeBlock, lostInProduct, settleEqual } from '../rolling-mean.ts';
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
  let overflow = leaveRests(values, 0, length, bands);
  const whole = lastWholeBlock(count, length);
  const settle = (repeated: number, from: number, to: number): void => {
    if (repeated !== 0) settleBands(values, period, from, to, bands);
    overflow += repeated - repeated;
  };
  inBlocks(length, whole, length, (from, to) => settle(bandsOfBlocks(values, period, up, down, from, to, bands), from, to));
  for (let start = whole; start < count; start += length) {
    const end = Math.min(start + length, count);
    settle(bandsOfBlock(values, period, up, down, start, end, bands), start, end);
    leaveRests(values, start, end, bands);
  }
  return overflow === 0;
}

/**
 * Sums of the distances of a block, from each bar to its end, lie in the places of the upper bands that they are for, those of their squares
 * in the places of the lower ones. Gives 0, NaN where a value is no finite number.
 */
function leaveRests(values: Float64Array, start: number, end: number, [upper, , lower]: Bands): number {
  const reference = values[end - 1]!;
  let rest = 0;
  let restSquares = 0;
  for (let i = end - 1, at = i + end - start; i >= start; i--, at--) {
    const distance = values[i]! - reference;
    rest += distance;
    restSquares += distance * distance;
    if (at >= upper.length) continue;
    upper[at] = rest;
    lower[at] = restSquares;
  }
  return restSquares - restSquares;
}

/**
 * Bands of the bars of one block, whose places hold the rests of the block before.
 *
 * @returns 1 where the block begins with the last value of the block before, else 0; NaN where a value is no finite number.
 */
function bandsOfBlock(values: Float64Array, period: number, up: number, down: number, start: number, end: number, [upper, middle, lower]: Bands): number {
  const share = 1 / period;
  const reference = values[start - 1]!;
  const whole = reference * period;
  let sumOfMean = lostInProduct(reference, period, whole);
  let sum = 0;
  let squares = 0;
  for (let i = start; i < end; i++) {
    const distance = values[i]! - reference;
    const before = upper[i]!;
    sum += distance;
    squares += distance * distance;
    sumOfMean += distance;
    const deviation = Math.sqrt(varianceOf(sum + before, squares + lower[i]!, share));
    const mean = (whole + (sumOfMean + before)) / period;
    middle[i] = mean;
    upper[i] = mean + up * deviation;
    lower[i] = mean - down * deviation;
  }
  return Number(values[start] === reference) + (squares - squares);
}

/**
 * Bands of whole blocks, as `bandsOfBlock` and `leaveRests` have them, in one walk: a processor has one unit for divisions and square roots,
 * and it must not stand still while rests are summed. Places are cut to 29 bits, as the blocks of `rolling-mean.ts` explain.
 *
 * @returns how many blocks begin with the last value of the block before; NaN where a value is no finite number.
 */
function bandsOfBlocks(values: Float64Array, period: number, up: number, down: number, from: number, to: number, bands: Bands): number {
  const upper = bands[0];
  const middle = bands[1];
  const lower = bands[2];
  const length = (period - 1) & 0x1fffffff;
  const share = 1 / period;
  let repeated = 0;
  let reference = values[from - 1]!;
  for (let start = from & 0x1fffffff, stop = to & 0x1fffffff; start < stop; start = (start + length) & 0x1fffffff) {
    const end = (start + length) & 0x1fffffff;
    const next = values[end - 1]!;
    const whole = reference * period;
    let sumOfMean = lostInProduct(reference, period, whole);
    let sum = 0;
    let squares = 0;
    let rest = 0;
    let restSquares = 0;
    for (let i = start, k = (end - 1) & 0x1fffffff; i < end; i = (i + 1) & 0x1fffffff, k = (k - 1) & 0x1fffffff) {
      const distance = values[i]! - reference;
      const before = upper[i]!;
      sum += distance;
      squares += distance * distance;
      sumOfMean += distance;
      const deviation = Math.sqrt(varianceOf(sum + before, squares + lower[i]!, share));
      const mean = (whole + (sumOfMean + before)) / period;
      middle[i] = mean;
      upper[i] = mean + up * deviation;
      lower[i] = mean - down * deviation;
      const back = values[k]! - next;
      rest += back;
      restSquares += back * back;
      upper[k + length] = rest;
      lower[k + length] = restSquares;
    }
    repeated += Number(values[start] === reference) + (restSquares - restSquares) + (squares - squares);
    reference = next;
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
