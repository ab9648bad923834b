import type { Sizing } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import type { Trail } from './trail.ts';

/** Terms of an order; all may be left out. Prices in the currency of the data. */
export type OrderOptions = {
  /** Below 1 a share of the margin available when the order fills, from 1 on units; or a sizing as the run's own. Default: the run's own. */
  readonly size?: number | Sizing;
  readonly limit?: number;
  readonly stop?: number;
  /** The order itself is a stop that follows the price at this distance. */
  readonly trailingStop?: Trail;
  /** Price at which the trade is closed at a loss, once the order has opened it. */
  readonly stopLoss?: number;
  /** Price at which the trade is closed at a profit. */
  readonly takeProfit?: number;
  /** Distance at which a stop follows the trade, once the order has opened it. */
  readonly trail?: Trail;
  /** How long it is good: until cancelled (gtc), for its first day, until `goodTill` (gtd), or at its first price only, in parts (ioc) or whole (fok). */
  readonly tif?: 'gtc' | 'day' | 'gtd' | 'ioc' | 'fok';
  /** Epoch milliseconds: on bars that start then or later the order is gone. */
  readonly goodTill?: number;
  /** It trades at the opening or at the closing price of a day only. */
  readonly on?: 'open' | 'close';
  /** One cancels the other: the first order of a group that fills cancels the rest of it. */
  readonly group?: string;
  /** One triggers others: orders that are placed when this one begins to fill. */
  readonly triggers?: readonly ChildOrder[];
  /** It only makes a position smaller. */
  readonly reduceOnly?: boolean;
  /** Ids of the trades on the other side that it closes first. */
  readonly closes?: readonly number[];
};

/** An order that is placed when another has begun to fill. */
export type ChildOrder = OrderOptions & { readonly side: 'buy' | 'sell' };

const prices = ['limit', 'stop', 'stopLoss', 'takeProfit'] as const;
const tifs: readonly unknown[] = ['gtc', 'day', 'gtd', 'ioc', 'fok'];

/** Refuses a size, a price or a combination that no venue could take. */
export function checkOrderOptions(side: 'buy' | 'sell', options: OrderOptions): void {
  const { size } = options;
  if (size !== undefined && typeof size !== 'object') requireAbove0(side, 'size', size);
  for (const name of prices) if (options[name] !== undefined) requireAbove0(side, name, options[name]);
  if (isPlain(options)) return;
  const { limit, stop, trailingStop, tif, goodTill, on, group, triggers, closes } = options;
  if (trailingStop !== undefined && (limit !== undefined || stop !== undefined)) refuse(side, 'has a trailing stop beside a limit or stop; leave one out');
  if (on !== undefined && on !== 'open' && on !== 'close') refuse(side, `is on ${JSON.stringify(on)}; it must be on open or close`);
  if (on !== undefined && (stop !== undefined || trailingStop !== undefined)) refuse(side, `on the ${on} cannot wait for a stop; leave out one of the two`);
  if (tif !== undefined && !tifs.includes(tif)) refuse(side, `is good ${JSON.stringify(tif)}; it must be gtc, day, gtd, ioc or fok`);
  if ((tif === 'ioc' || tif === 'fok') && (on !== undefined || stop !== undefined || trailingStop !== undefined)) refuse(side, `that is ${tif} trades at its first price and cannot wait for a stop, an open or a close`);
  if ((tif === 'gtd') !== (goodTill !== undefined)) refuse(side, 'needs tif gtd and goodTill together');
  if (goodTill !== undefined && !Number.isFinite(goodTill)) refuse(side, `is good till ${goodTill}; it must be a moment in epoch milliseconds`);
  if (group !== undefined && (typeof group !== 'string' || group === '')) refuse(side, 'has a group without a name; give it a text');
  if (triggers !== undefined && !Array.isArray(triggers)) refuse(side, 'has something else than a list of orders in triggers');
  if (closes !== undefined && !(Array.isArray(closes) && closes.every(Number.isInteger))) refuse(side, 'has something else than a list of trade ids in closes');
  for (const child of triggers ?? []) {
    if (child.side !== 'buy' && child.side !== 'sell') refuse(side, `triggers an order whose side is ${JSON.stringify(child.side)}; it must be buy or sell`);
    checkOrderOptions(child.side, child);
  }
}

/** It asks for nothing beyond size, prices and a bracket. */
export const isPlain = ({ trailingStop, trail, tif, goodTill, on, group, triggers, reduceOnly, closes }: OrderOptions): boolean =>
  trailingStop === undefined && trail === undefined && tif === undefined && goodTill === undefined && on === undefined && group === undefined &&
  triggers === undefined && reduceOnly === undefined && closes === undefined;

function refuse(side: string, words: string): never {
  throw new QuantError('ORDER_INVALID', `A ${side} order ${words}.`);
}

export function requireAbove0(side: string, name: string, value: unknown): void {
  if (typeof value === 'number' && value > 0 && value < Infinity) return;
  throw new QuantError('ORDER_INVALID', `A ${side} order has ${name} ${String(value)}; it must be a number above 0.`);
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
