/** Whether every value is a finite number. */
export const areFinite = (columns: readonly Float64Array[]): boolean => columns.every(isFiniteColumn);

/** A value less itself is 0 only where it is finite; four sums at once, because each waits for the one before. */
function isFiniteColumn(values: Float64Array): boolean {
  const whole = values.length - (values.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    a += values[i]! - values[i]!;
    b += values[i + 1]! - values[i + 1]!;
    c += values[i + 2]! - values[i + 2]!;
    d += values[i + 3]! - values[i + 3]!;
  }
  for (let i = whole; i < values.length; i++) a += values[i]! - values[i]!;
  return a + b + c + d === 0;
}
