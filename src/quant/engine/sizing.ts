import { floorDivide } from './floor-divide.ts';

/** What an order would cost per lot, in currency. `size` is the order's own: lots, or a share below 1. */
export type OrderCost = {
  readonly size: number;
  /** Price of a lot at which a trade would be entered. */
  readonly entryPrice: number;
  /** The same before a spread that is paid on entry. */
  readonly price: number;
  readonly commissionFixed: number;
  readonly commissionRate: number;
};

/** Margin that is free, and the value that each unit of it carries. */
export type BuyingPower = { readonly available: number; readonly leverage: number };

/** How an engine turns a share of the available margin into lots, and what it takes for affordable. */
export type SizingRule = {
  lotsForShare(cost: OrderCost, power: BuyingPower): number;
  isAffordable(lots: number, cost: OrderCost, power: BuyingPower): boolean;
};

/**
 * Sizes affordable including costs: margin for the value plus the commission of the entry must fit into what is available.
 * The small tolerance is for the rounding of a size that was cut to fit exactly.
 */
export const marginAndCosts: SizingRule = {
  lotsForShare({ size, entryPrice, commissionFixed, commissionRate }, { available, leverage }) {
    return Math.max(0, Math.floor((available * size - commissionFixed) / (entryPrice / leverage + entryPrice * commissionRate)));
  },
  isAffordable(lots, { entryPrice, commissionFixed, commissionRate }, { available, leverage }) {
    const value = lots * entryPrice;
    return lots === 0 || value / leverage + value * commissionRate + commissionFixed <= available * (1 + 1e-12);
  },
};

/** Commission of the whole order divided by its size, also where that is a share: a fixed amount then weighs on every lot. */
const priceWithCommission = ({ size, entryPrice, price, commissionFixed, commissionRate }: OrderCost): number =>
  entryPrice + (commissionFixed + size * price * commissionRate) / size;

/** As backtesting.py: commission counts as part of the price, and the price with it is held against the leveraged margin. */
export const leveragedPrice: SizingRule = {
  lotsForShare: (cost, { available, leverage }) => floorDivide(available * leverage * cost.size, priceWithCommission(cost)),
  isAffordable: (lots, cost, { available, leverage }) => !(lots * priceWithCommission(cost) > available * leverage),
};
