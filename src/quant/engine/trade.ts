import type { BacktestTrade } from '../../contract/model/backtest.ts';

export type ExitReason = BacktestTrade['exitReason'];

/** Sizes are counted in lots: whole units, or hundred-millionths of a unit where sizes may be fractional. */
export const orderKind = { market: 0, limit: 1, stop: 2, stopLimit: 3 } as const;
export type OrderKind = (typeof orderKind)[keyof typeof orderKind];

/** How large an order is: so many lots, a share of the margin available when it fills, or a value in currency. */
export const sizeKind = { lots: 0, share: 1, notional: 2 } as const;
export type SizeKind = (typeof sizeKind)[keyof typeof sizeKind];

/** An order waiting in the queue. NaN: no such price. Mutable, one shape, owned by the run. */
export class Order {
  readonly isBuy: boolean;
  readonly sizeKind: SizeKind;
  readonly size: number;
  /** The strategy gave no size of its own. */
  readonly isDefaultSize: boolean;
  readonly limit: number;
  /** NaN once it was hit: then it is a market or a limit order. */
  stop: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
  /** The trade that it closes, wholly or in part; null: it opens one. */
  readonly trade: Trade | null;
  readonly reason: ExitReason;
  /** First bar against which it may be matched. */
  activeFrom = 0;
  isWorking = true;

  constructor(terms: OrderTerms) {
    this.isBuy = terms.isBuy;
    this.sizeKind = terms.sizeKind;
    this.size = terms.size;
    this.isDefaultSize = terms.isDefaultSize;
    this.limit = terms.limit;
    this.stop = terms.stop;
    this.stopLoss = terms.stopLoss;
    this.takeProfit = terms.takeProfit;
    this.trade = terms.trade;
    this.reason = terms.reason;
  }

  get kind(): OrderKind {
    const hasLimit = !Number.isNaN(this.limit);
    if (Number.isNaN(this.stop)) return hasLimit ? orderKind.limit : orderKind.market;
    return hasLimit ? orderKind.stopLimit : orderKind.stop;
  }

  /** It is the stop-loss or the take-profit of an open trade. */
  get isBracket(): boolean {
    return this.trade !== null && (this.trade.stopLoss === this || this.trade.takeProfit === this);
  }
}

export type OrderTerms = Pick<
  Order, 'isBuy' | 'sizeKind' | 'size' | 'isDefaultSize' | 'limit' | 'stop' | 'stopLoss' | 'takeProfit' | 'trade' | 'reason'
>;

/** An open trade. */
export class Trade {
  /** Signed: negative is short. Zero once it is closed. */
  lots: number;
  readonly entryPrice: number;
  readonly entryBar: number;
  /** The middle price at which it began, before spread and slippage: what is left of its first bar starts here. */
  readonly entryMid: number;
  /** How many units were bought or sold at the entry, and what that cost in commission. */
  readonly entryUnits: number;
  readonly entryCommission: number;
  stopLoss: Order | null = null;
  takeProfit: Order | null = null;

  constructor(lots: number, entryPrice: number, entryBar: number, entryMid: number, entryUnits: number, entryCommission: number) {
    this.lots = lots;
    this.entryPrice = entryPrice;
    this.entryBar = entryBar;
    this.entryMid = entryMid;
    this.entryUnits = entryUnits;
    this.entryCommission = entryCommission;
  }

  get isLong(): boolean {
    return this.lots > 0;
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
  /** Net of commission. */
  readonly pnl: number;
  /** Profit net of commission as a share of the entry value. */
  readonly returnShare: number;
  readonly reason: ExitReason;
};
