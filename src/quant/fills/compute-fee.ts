import { roundHalfEven } from './round-half-even.ts';

/** What one fill costs: an amount for each fill plus a share of its value, plus an amount for each unit, and never less than a minimum. */
export type FeeSchedule = { readonly fixed: number; readonly rate: number; readonly perUnit?: number; readonly minimum?: number };

/** Digits after the point that money of a fee keeps, on paper and in backtests alike. */
export const feeDigits = 8;

/** Fee of one fill in the currency of the price, rounded half-even to 1e-8; nothing is charged where nothing was filled. */
export function computeFee(schedule: FeeSchedule, quantity: number, price: number): number {
  if (quantity === 0) return 0;
  const { fixed, rate, perUnit = 0, minimum = 0 } = schedule;
  const units = Math.abs(quantity);
  return roundHalfEven(Math.max(minimum, fixed + rate * units * price + perUnit * units), feeDigits);
}
