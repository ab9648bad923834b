import { QuantError } from '../error.ts';

/** Terms of an order; all may be left out. Prices in the currency of the data. */
export type OrderOptions = {
  /** Below 1 a share of the margin available when the order fills, from 1 on units. Default: the run's own sizing. */
  readonly size?: number;
  readonly limit?: number;
  readonly stop?: number;
  /** Price at which the trade is closed at a loss, once the order has opened it. */
  readonly stopLoss?: number;
  /** Price at which the trade is closed at a profit. */
  readonly takeProfit?: number;
};

/** Refuses a size or price that no venue could take. */
export function checkOrderOptions(side: 'buy' | 'sell', options: OrderOptions): void {
  for (const name of ['size', 'limit', 'stop', 'stopLoss', 'takeProfit'] as const) {
    const value = options[name];
    if (value === undefined || (value > 0 && value < Infinity)) continue;
    throw new QuantError('ORDER_INVALID', `A ${side} order has ${name} ${value}; it must be a number above 0.`);
  }
}

/**
 * Refuses a stop-loss or take-profit on the wrong side of where the order would enter.
 *
 * @param entry limit, else stop, else the price now.
 */
export function checkBracket(side: 'buy' | 'sell', entry: number, { stopLoss, takeProfit }: OrderOptions): void {
  const [below, above] = side === 'buy' ? [stopLoss, takeProfit] : [takeProfit, stopLoss];
  if ((below ?? 0) < entry && entry < (above ?? Infinity)) return;
  const words = side === 'buy' ? 'stopLoss below and takeProfit above' : 'takeProfit below and stopLoss above';
  throw new QuantError(
    'ORDER_INVALID',
    `A ${side} order at ${entry} has stopLoss ${stopLoss ?? 'none'} and takeProfit ${takeProfit ?? 'none'}; it needs ${words} its price.`,
  );
}
