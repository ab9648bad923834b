import { QuantError } from '../../error.ts';

function requirePrices(prices: Float64Array): void {
  for (let i = 0; i < prices.length; i++) {
    if (!(prices[i]! > 0 && Number.isFinite(prices[i]!))) throw new QuantError('NOT_POSITIVE', `Price number ${i + 1} is not above zero; a return from or to it has no meaning.`);
  }
}

/** Simple returns from price to price, one fewer than there are prices: p₁ / p₀ − 1. NOT_POSITIVE for a price that is not above zero. */
export function simpleReturns(prices: Float64Array): Float64Array {
  requirePrices(prices);
  return Float64Array.from({ length: Math.max(0, prices.length - 1) }, (_, i) => prices[i + 1]! / prices[i]! - 1);
}

/** Log returns from price to price: log(p₁ / p₀). NOT_POSITIVE for a price that is not above zero. */
export function logReturns(prices: Float64Array): Float64Array {
  requirePrices(prices);
  return Float64Array.from({ length: Math.max(0, prices.length - 1) }, (_, i) => Math.log(prices[i + 1]! / prices[i]!));
}

/** Simple returns as log returns; −∞ of a total loss. */
export const toLogReturns = (returns: Float64Array): Float64Array => returns.map((value) => Math.log1p(value));

/** Log returns as simple returns. */
export const toSimpleReturns = (returns: Float64Array): Float64Array => returns.map((value) => Math.expm1(value));
