import type { BacktestTrade } from '../../contract/model/backtest.ts';
import type { ChildOrder } from './order-options.ts';
import { trailedFrom, type TrailDistance } from './trail.ts';

export type ExitReason = BacktestTrade['exitReason'];

/** There is no such price. */
const noPrice = NaN;

/** Sizes are counted in lots: whole units, or hundred-millionths of a unit where sizes may be fractional. */
export const orderKind = { market: 0, limit: 1, stop: 2, stopLimit: 3, trailingStop: 4 } as const;
export type OrderKind = (typeof orderKind)[keyof typeof orderKind];

/** How large an order is; all but lots are turned into lots when the order fills. */
export const sizeKind = {
  lots: 0,
  /** A share of the margin available. */
  share: 1,
  /** A value in currency. */
  notional: 2,
  /** A value as a multiple of equity. */
  equity: 3,
  /** A share of equity that is lost at its stop. */
  risk: 4,
  /** Annual volatility that the position gives to equity. */
  volatility: 5,
  /** A share of what Kelly's formula finds in the trades closed so far. */
  kelly: 6,
} as const;
export type SizeKind = (typeof sizeKind)[keyof typeof sizeKind];

/** A size as an order carries it. `window`: bars, where the kind looks back. */
export type OrderSize = { readonly sizeKind: SizeKind; readonly size: number; readonly window: number };

export const timeInForce = { gtc: 0, day: 1, gtd: 2, ioc: 3, fok: 4 } as const;
export type TimeInForce = (typeof timeInForce)[keyof typeof timeInForce];

/** What most orders do without. */
export type OrderExtras = {
  readonly tif: TimeInForce;
  /** First moment at which a good-till-date order is gone; NaN: none. */
  goodTill: number;
  /** End of the day a day order is good for, known from its first bar on. */
  dayEnd: number;
  readonly on: 'open' | 'close' | null;
  /** Orders of one group cancel each other. */
  readonly group: string | null;
  readonly triggers: readonly ChildOrder[] | null;
  readonly reduceOnly: boolean;
  /** Trades on the other side that it closes first. */
  readonly closes: readonly number[] | null;
};

/** A trailing stop at work. `peak`: the best price since it was placed. `from`: the first step of the venue whose extremes it follows. */
export type Following = { readonly distance: TrailDistance; peak: number; from: number };

export type OrderTerms = Pick<
  Order, 'isBuy' | 'sizeKind' | 'size' | 'window' | 'isDefaultSize' | 'limit' | 'stop' | 'stopLoss' | 'takeProfit' | 'trade' | 'reason'
>;

/** An order waiting in the queue. NaN: no such price. Mutable, one shape, owned by the run. */
export class Order {
  readonly isBuy: boolean;
  sizeKind: SizeKind;
  size: number;
  readonly window: number;
  /** The strategy gave no size of its own. */
  isDefaultSize: boolean;
  limit: number;
  /** NaN once it was hit: then it is a market or a limit order. */
  stop: number;
  stopLoss: number;
  takeProfit: number;
  /** The trade that it closes, wholly or in part; null: it opens one. */
  readonly trade: Trade | null;
  readonly reason: ExitReason;
  /** How it follows the price as a trailing stop; null: it is none, or it was hit. */
  follow: Following | null = null;
  /** The distance at which the trade that it opens is trailed. */
  trail: TrailDistance | null = null;
  extras: OrderExtras | null = null;
  /** Lots still to be filled, once some were; -1 before. */
  lotsLeft = -1;
  /** First step in which it may be matched. */
  activeFrom = 0;
  isWorking = true;
  /** Its first fill has placed the orders that it triggers. */
  hasTriggered = false;

  constructor(terms: OrderTerms) {
    this.isBuy = terms.isBuy;
    this.sizeKind = terms.sizeKind;
    this.size = terms.size;
    this.window = terms.window;
    this.isDefaultSize = terms.isDefaultSize;
    this.limit = terms.limit;
    this.stop = terms.stop;
    this.stopLoss = terms.stopLoss;
    this.takeProfit = terms.takeProfit;
    this.trade = terms.trade;
    this.reason = terms.reason;
  }

  get kind(): OrderKind {
    if (this.follow !== null) return orderKind.trailingStop;
    const hasLimit = !Number.isNaN(this.limit);
    if (Number.isNaN(this.stop)) return hasLimit ? orderKind.limit : orderKind.market;
    return hasLimit ? orderKind.stopLimit : orderKind.stop;
  }

  /** It is the stop-loss, the take-profit or the trailing stop of an open trade. */
  get isBracket(): boolean {
    const { trade } = this;
    return trade !== null && (trade.stopLoss === this || trade.takeProfit === this || trade.trailStop === this);
  }

  /** Where a trailing stop stands; NaN for another order. */
  get trailedStop(): number {
    return this.follow === null ? noPrice : trailedFrom(this.isBuy, this.follow.peak, this.follow.distance);
  }
}

/** What decides how a trade begins. */
export type TradeTerms = Pick<Trade, 'id' | 'lots' | 'entryPrice' | 'entryBar' | 'entryMid' | 'entryUnits' | 'entryCommission'>;

/** An open trade. */
export class Trade {
  /** Counts the trades of a run, from 1. */
  readonly id: number;
  /** Signed: negative is short. Zero once it is closed. */
  lots: number;
  entryPrice: number;
  readonly entryBar: number;
  /** The middle price at which it began, before spread and slippage: what is left of its first bar starts here. */
  entryMid: number;
  /** How many units were bought or sold at the entry, and what that cost in commission. */
  entryUnits: number;
  entryCommission: number;
  /** Dividends received less dividends owed and borrow paid so far for what is still open, in currency. */
  carry = 0;
  /** The step of the venue in which it began. */
  entryStep = -1;
  stopLoss: Order | null = null;
  takeProfit: Order | null = null;
  trailStop: Order | null = null;

  constructor(terms: TradeTerms) {
    this.id = terms.id;
    this.lots = terms.lots;
    this.entryPrice = terms.entryPrice;
    this.entryBar = terms.entryBar;
    this.entryMid = terms.entryMid;
    this.entryUnits = terms.entryUnits;
    this.entryCommission = terms.entryCommission;
  }

  get isLong(): boolean {
    return this.lots > 0;
  }

  /** Price of the stop that protects it: the nearer one of its stop-loss and its trailing stop; NaN: none. */
  get protectedAt(): number {
    const fixed = this.stopLoss === null ? noPrice : this.stopLoss.stop;
    const trailing = this.trailStop === null ? noPrice : this.trailStop.trailedStop;
    if (Number.isNaN(fixed) || Number.isNaN(trailing)) return Number.isNaN(fixed) ? trailing : fixed;
    return this.isLong ? Math.max(fixed, trailing) : Math.min(fixed, trailing);
  }
}

/** A trade, or the part of one, that is closed. */
export type SettledTrade = {
  readonly symbol: string;
  /** Places among the moments of the run. */
  readonly entryBar: number;
  readonly exitBar: number;
  /** Units, signed. */
  readonly size: number;
  readonly isLong: boolean;
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** On both sides. */
  readonly commission: number;
  /** Dividends and borrow, see {@link Trade.carry}. */
  readonly carry: number;
  /** Net of commission, with carry. */
  readonly pnl: number;
  /** Profit net of commission as a share of the entry value. */
  readonly returnShare: number;
  /** What a unit of the symbol's currency was worth in that of the account; left out where they are the same. */
  readonly entryRate?: number;
  readonly exitRate?: number;
  readonly reason: ExitReason;
};
