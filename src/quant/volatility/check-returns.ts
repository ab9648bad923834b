import { QuantError } from '../error.ts';

const leastReturns = 30;
const largest = 1e30;

/** Refuses returns that no model can be fitted to: TOO_FEW, NOT_FINITE with the place counted from 1, CONSTANT, RANGE. */
export function requireReturns(returns: ArrayLike<number>, parameters: number): void {
  const least = Math.max(leastReturns, 5 * parameters);
  if (returns.length < least) throw new QuantError('TOO_FEW', `There are ${returns.length} returns; this model needs at least ${least}.`);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < returns.length; i++) {
    const value = returns[i]!;
    if (!Number.isFinite(value)) throw new QuantError('NOT_FINITE', `Return number ${i + 1} is ${value}; leave it out or give a number.`);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) throw new QuantError('CONSTANT', `All ${returns.length} returns are ${low}; they have no volatility to model.`);
  if (Math.max(-low, high) > largest || high - low < 1 / largest) throw new QuantError('RANGE', `The returns go from ${low} to ${high}; give them in another unit, such as percent.`);
}

/** A whole number in its range. */
export function requireWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new QuantError('RANGE', `${name} must be a whole number from ${least} to ${most}, not ${value}.`);
}

/** 100 · Δ ln price. TOO_FEW, NOT_FINITE and PRICE_NOT_POSITIVE name the place, counted from 1. */
export function percentReturns(prices: ArrayLike<number>): Float64Array {
  if (prices.length < 2) throw new QuantError('TOO_FEW', `There are ${prices.length} prices; returns need at least two.`);
  for (let i = 0; i < prices.length; i++) {
    if (!Number.isFinite(prices[i])) throw new QuantError('NOT_FINITE', `Price number ${i + 1} is ${prices[i]}; leave it out or give a number.`);
    if (!(prices[i]! > 0)) throw new QuantError('PRICE_NOT_POSITIVE', `Price number ${i + 1} is ${prices[i]}; logarithms need prices above 0.`);
  }
  return Float64Array.from({ length: prices.length - 1 }, (_, i) => 100 * (Math.log(prices[i + 1]!) - Math.log(prices[i]!)));
}
