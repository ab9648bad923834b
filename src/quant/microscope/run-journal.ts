/** What happened to an order, or was asked for. `x`, `y` and `z` of an event hold what is named beside each. */
export const eventKind = {
  /** An order came into the queue: its limit, its stop (NaN: none), its size. */
  placed: 0,
  /** Its terms are now others: limit, stop, size. */
  changed: 1,
  /** It left the queue: why, as {@link goneCause}. */
  gone: 2,
  /** A fill, of an order or of none: price, units (negative: sold), commission. */
  filled: 3,
  /** It could not be afforded: 0 for want of margin, 1 because what could be spent buys less than the smallest size. */
  refused: 4,
  /** The strategy asked for something, `order` is 0: what, as {@link intentVerb}, and a share where it has one. */
  asked: 5,
} as const;
export type EventKind = (typeof eventKind)[keyof typeof eventKind];

/** Why an order left the queue. */
export const goneCause = { filled: 0, cancelled: 1, replaced: 2, group: 3, tradeClosed: 4, refused: 5, expired: 6, notAtOnce: 7, nothingToReduce: 8 } as const;
export type GoneCause = (typeof goneCause)[keyof typeof goneCause];

export const intentVerb = { buy: 0, sell: 1, close: 2, closeTrade: 3, cancelAll: 4 } as const;
export type IntentVerb = (typeof intentVerb)[keyof typeof intentVerb];

/** What an order is for. */
export const orderRole = { entry: 0, exit: 1, stopLoss: 2, takeProfit: 3, trailingStop: 4 } as const;
export type OrderRole = (typeof orderRole)[keyof typeof orderRole];

/** Why something traded that no order asked for. */
export const ownerlessCause = { marginCall: -1, end: -2, split: -3 } as const;

/** The orders of a run by number, which counts from 1; place k is of order k + 1. All on memory that threads share. */
export type OrderTable = {
  /** Place of its symbol among the series. */
  readonly symbol: Uint8Array;
  readonly isBuy: Uint8Array;
  readonly role: Uint8Array;
  /** As the engine counts kinds: market, limit, stop, stop-limit, trailing stop. */
  readonly kind: Uint8Array;
  /** As the engine counts kinds of sizes. */
  readonly sizeKind: Uint8Array;
  /** 0: any price, 1: the opening price of a day alone, 2: its closing price. */
  readonly auction: Uint8Array;
  /** Moment at which it was placed. */
  readonly placed: Int32Array;
  /** First stretch of the venue in which it may fill, as it was placed; 0: at once. */
  readonly held: Uint8Array;
};

/** All that happened, in the order in which it did. Events of moment `i` end at `ends[i]`. */
export type EventTable = {
  readonly ends: Int32Array;
  readonly kind: Uint8Array;
  /** 1: the strategy did it on the close; 0: it came about in the bar. */
  readonly isAsked: Uint8Array;
  readonly symbol: Uint8Array;
  /** Number of the order; 0 or below: none, see {@link ownerlessCause}. */
  readonly order: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
};

/** What one symbol was like, moment by moment. */
export type SymbolTrack = {
  readonly symbol: string;
  /** Units held after the moment, negative: short. */
  readonly held: Float64Array;
  /** Average price of what is held; NaN: nothing is. */
  readonly average: Float64Array;
  /** Its open profit at the close, in the currency of the account. */
  readonly profit: Float64Array;
  readonly indicators: readonly { readonly name: string; readonly values: Float64Array }[];
  /** Place of each bar among the moments; null: they are the moments. */
  readonly clock: Int32Array | null;
};

/** The open orders after a moment, every so many moments: with them any moment is near. */
export type OpenOrderMarks = {
  readonly every: number;
  /** Where the orders of each mark end. */
  readonly ends: Int32Array;
  readonly order: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
};

/** One run as it went, in columns that threads share: whoever holds it is at any moment at once. */
export type RunJournal = {
  readonly time: Float64Array;
  readonly cash: Float64Array;
  readonly equity: Float64Array;
  /** First moment at which the strategy was asked. */
  readonly firstAsked: number;
  /** Moment of ruin; null: there was none. */
  readonly ruinedAt: number | null;
  readonly symbols: readonly SymbolTrack[];
  readonly orders: OrderTable;
  readonly events: EventTable;
  readonly marks: OpenOrderMarks;
};
