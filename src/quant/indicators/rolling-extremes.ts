/** Highest (sign 1) or lowest (sign -1) of the last values by a monotonic queue: every value enters and leaves it once. */
function computeRollingExtreme(values: Float64Array, timePeriod: number, sign: 1 | -1, out: Float64Array): Float64Array {
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * sign;
    while (tail > head && values[queue[tail - 1]!]! * sign <= value) tail -= 1;
    queue[tail++] = i;
    if (queue[head]! <= i - timePeriod) head += 1;
    out[i] = i < timePeriod - 1 ? Number.NaN : values[queue[head]!]!;
  }
  return out;
}

/** Highest of the last `timePeriod` values, this one included. NaN before there are as many. Values must not be NaN. */
export const computeRollingMax = (values: Float64Array, timePeriod: number, out = new Float64Array(values.length)): Float64Array =>
  computeRollingExtreme(values, timePeriod, 1, out);

/** Lowest of the last `timePeriod` values, this one included. NaN before there are as many. Values must not be NaN. */
export const computeRollingMin = (values: Float64Array, timePeriod: number, out = new Float64Array(values.length)): Float64Array =>
  computeRollingExtreme(values, timePeriod, -1, out);
