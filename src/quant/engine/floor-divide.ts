/**
 * How many whole times a positive divisor fits, decided by the exact remainder: `floor(a / b)` rounds the quotient first and so
 * gives one too many where it lies just below a whole number (1 / 0.1 holds 9 whole tenths, since 0.1 is a little more than a tenth).
 */
export function floorDivide(dividend: number, divisor: number): number {
  const quotient = (dividend - (dividend % divisor)) / divisor;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}
