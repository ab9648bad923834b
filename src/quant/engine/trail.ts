import { QuantError } from '../error.ts';
import type { CausalColumns } from './causal-columns.ts';

/**
 * How far a trailing stop stays behind the best price: a number of currency, a percentage of that price (5: five percent), or a multiple of
 * the average true range (Wilder, 14 bars unless given) as it stands when the order is placed.
 */
export type Trail = number | { readonly percent: number } | { readonly atr: number; readonly period?: number };

/** A distance as an order carries it: an amount of currency, or a share of the price; the other is NaN. */
export type TrailDistance = { readonly amount: number; readonly share: number };

const isAbove0 = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** The distance that a trail asks for on the present bar; refused where it is no distance, or the average true range has no value yet. */
export function toTrailDistance(who: string, trail: Trail, columns: CausalColumns, bar: number): TrailDistance {
  if (isAbove0(trail)) return { amount: trail, share: NaN };
  if (typeof trail === 'object' && trail !== null && 'percent' in trail && isAbove0(trail.percent) && trail.percent < 100) return { amount: NaN, share: trail.percent / 100 };
  if (typeof trail === 'object' && trail !== null && 'atr' in trail && isAbove0(trail.atr)) {
    const { period = 14 } = trail;
    if (!Number.isInteger(period) || period < 1 || period > 10_000) throw new QuantError('ORDER_INVALID', `${who} trails by an average true range over ${period} bars; it must be a whole number from 1 to 10,000.`);
    const range = columns.atr(period)[bar];
    if (range > 0) return { amount: trail.atr * range, share: NaN };
    throw new QuantError('ORDER_INVALID', `${who} trails by an average true range over ${period} bars, which has no value above 0 on bar ${bar}; wait for later bars.`);
  }
  throw new QuantError('ORDER_INVALID', `${who} has the trail ${JSON.stringify(trail)}; it must be an amount above 0, { percent } between 0 and 100, or { atr } above 0.`);
}

/** Where the stop stands when the best price was this: above it for a buy, below it for a sell. */
export function trailedFrom(isBuy: boolean, peak: number, { amount, share }: TrailDistance): number {
  const distance = Number.isNaN(amount) ? peak * share : amount;
  return isBuy ? peak + distance : peak - distance;
}
