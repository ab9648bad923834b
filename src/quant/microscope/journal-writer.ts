import type { Ledger } from '../engine/ledger.ts';
import type { RefusalReason } from '../engine/refused-orders.ts';
import type { Order } from '../engine/trade.ts';
import { growingBytes, growingFloats, growingInts, sharedInts } from './growing-column.ts';
import { eventKind, goneCause, orderRole, ownerlessCause, type EventKind, type EventTable, type GoneCause, type IntentVerb, type OpenOrderMarks, type OrderRole, type OrderTable } from './run-journal.ts';

/** An order that is open, and its terms as they were last written. */
type Open = { readonly number: number; limit: number; stop: number; size: number };

/** Moments from one mark of the open orders to the next. */
const markEvery = 1_024;

/**
 * Writes down what becomes of orders as it happens. It is told of orders that come and go and looks at the ledger for fills: those since it last
 * looked belong to the order that leaves next, unless that leaves because of them.
 */
export class JournalWriter {
  readonly #ledger: Ledger;
  readonly #line: ((line: string) => void) | null;
  readonly #open = new Map<Order, Open>();
  readonly #table = { symbol: growingBytes(), isBuy: growingBytes(), role: growingBytes(), kind: growingBytes(), sizeKind: growingBytes(), auction: growingBytes(), placed: growingInts(), held: growingBytes() };
  readonly #events = { kind: growingBytes(), isAsked: growingBytes(), symbol: growingBytes(), order: growingInts(), x: growingFloats(), y: growingFloats(), z: growingFloats() };
  readonly #marks = { ends: growingInts(), order: growingInts(), x: growingFloats(), y: growingFloats(), z: growingFloats() };
  readonly #ends: Int32Array;
  readonly #places: ReadonlyMap<string, number>;
  #moment = 0;
  #isAsked = false;
  #isEnding = false;
  #fills = 0;
  #settled = 0;
  #refused: RefusalReason | null = null;

  /** `line`: takes a line for each intent, order and fill, for a hash over them. */
  constructor(ledger: Ledger, symbols: readonly string[], moments: number, line: ((line: string) => void) | null) {
    this.#ledger = ledger;
    this.#places = new Map(symbols.map((symbol, place) => [symbol, place]));
    this.#line = line;
    this.#ends = sharedInts(moments);
  }

  /** The strategy is being asked: what is done now it does. */
  set isAsked(isAsked: boolean) { this.#isAsked = isAsked; }
  get isAsked(): boolean { return this.#isAsked; }

  /** The run is over and closes what is open. */
  set isEnding(isEnding: boolean) { this.#isEnding = isEnding; }

  begin(moment: number): void {
    this.#moment = moment;
    while ((this.#marks.ends.length + 1) * markEvery <= moment) this.#mark();
  }

  /** Number of an order that is open, from 1; 0: it is not. */
  numberOf(order: Order): number {
    return this.#open.get(order)?.number ?? 0;
  }

  /** Moment at which a numbered order was placed. */
  placedAt(number: number): number {
    return this.#table.placed.at(number - 1);
  }

  /** Ends the moment; one that was ended before ends anew with what came since. */
  end(moment: number): void {
    this.#ends[moment] = this.#events.kind.length;
  }

  ask(symbol: number, verb: IntentVerb, share: number, options: object | null): void {
    this.#add(eventKind.asked, symbol, 0, verb, share, NaN);
    this.#line?.(`["intent",${this.#moment},${symbol},${verb},${JSON.stringify(options ?? share)}]`);
  }

  refuse(reason: RefusalReason): void {
    this.#refused = reason;
  }

  placed(order: Order, symbol: number, lotSize: number): void {
    const table = this.#table;
    const number = table.isBuy.length + 1;
    table.symbol.push(symbol);
    table.isBuy.push(Number(order.isBuy));
    table.role.push(roleOf(order));
    table.kind.push(order.kind);
    table.sizeKind.push(order.sizeKind);
    table.auction.push(order.extras?.on === 'open' ? 1 : order.extras?.on === 'close' ? 2 : 0);
    table.placed.push(this.#moment);
    table.held.push(Number(order.activeFrom > 0));
    const open: Open = { number, limit: order.limit, stop: stopOf(order), size: sizeOf(order, lotSize) };
    this.#open.set(order, open);
    this.#addTerms(eventKind.placed, symbol, open);
    this.#line?.(`["order",${this.#moment},${number},${symbol},${Number(order.isBuy)},${roleOf(order)},${order.sizeKind},${text(open.limit)},${text(open.stop)},${text(open.size)}]`);
  }

  /** An order left the queue. `wasBracket`: it was the stop or target of an open trade until now. `cause`: where whoever took it out knows. */
  gone(order: Order, symbol: number, wasBracket: boolean, cause: GoneCause | null): void {
    const open = this.#open.get(order);
    if (open === undefined) return;
    this.#open.delete(order);
    const why = cause ?? this.#causeOf(order, wasBracket);
    if (why === goneCause.filled || why === goneCause.refused) this.#takeFills(open.number);
    if (this.#refused !== null && (why === goneCause.filled || why === goneCause.refused)) {
      this.#add(eventKind.refused, symbol, open.number, this.#refused === 'margin' ? 0 : 1, NaN, NaN);
      this.#refused = null;
    }
    this.#add(eventKind.gone, symbol, open.number, why, NaN, NaN);
    this.#line?.(`["gone",${this.#moment},${open.number},${why}]`);
  }

  /** Looks through the open orders of a symbol for new terms, and at fills that no order left with. */
  settle(orders: readonly Order[], symbol: number, lotSize: number): void {
    const pending = this.#ledger.fills.length > this.#fills;
    for (const order of orders) {
      const open = this.#open.get(order);
      if (open === undefined) continue;
      const [limit, stop, size] = [order.limit, stopOf(order), sizeOf(order, lotSize)];
      if (Object.is(limit, open.limit) && Object.is(stop, open.stop) && Object.is(size, open.size)) continue;
      if (pending && !Object.is(size, open.size)) this.#takeFills(open.number);
      Object.assign(open, { limit, stop, size });
      this.#addTerms(eventKind.changed, symbol, open);
    }
    if (this.#ledger.fills.length > this.#fills) this.#takeFills(this.#ownerless());
    this.#refused = null;
  }

  /** The orders and events as columns. `moments` beyond the last one that was begun have none. */
  finish(lastMoment: number): { readonly orders: OrderTable; readonly events: EventTable; readonly marks: OpenOrderMarks } {
    this.#ends.fill(this.#events.kind.length, lastMoment);
    const table = this.#table;
    const events = this.#events;
    const marks = this.#marks;
    return {
      orders: {
        symbol: table.symbol.finish(), isBuy: table.isBuy.finish(), role: table.role.finish(), kind: table.kind.finish(), sizeKind: table.sizeKind.finish(),
        auction: table.auction.finish(), placed: table.placed.finish(), held: table.held.finish(),
      },
      events: {
        ends: this.#ends, kind: events.kind.finish(), isAsked: events.isAsked.finish(), symbol: events.symbol.finish(), order: events.order.finish(),
        x: events.x.finish(), y: events.y.finish(), z: events.z.finish(),
      },
      marks: { every: markEvery, ends: marks.ends.finish(), order: marks.order.finish(), x: marks.x.finish(), y: marks.y.finish(), z: marks.z.finish() },
    };
  }

  #causeOf(order: Order, wasBracket: boolean): GoneCause {
    if (this.#isAsked) return wasBracket ? goneCause.replaced : goneCause.cancelled;
    const { fills, settled } = this.#ledger;
    const last = settled.length > this.#settled ? settled[settled.length - 1] : null;
    if (last !== null && last.reason === 'margin-call') this.#takeFills(ownerlessCause.marginCall);
    const hasFills = fills.length > this.#fills;
    if (order.trade !== null && order.trade.lots === 0 && !(hasFills && (!wasBracket || isHit(order, last?.reason ?? null)))) return goneCause.tradeClosed;
    if (hasFills) return goneCause.filled;
    if (this.#refused !== null) return goneCause.refused;
    if (order.extras === null) return goneCause.cancelled;
    if (order.extras.reduceOnly) return goneCause.nothingToReduce;
    return order.extras.tif === 1 || order.extras.tif === 2 ? goneCause.expired : goneCause.notAtOnce;
  }

  /** Who brought about fills without an order. */
  #ownerless(): number {
    const { settled } = this.#ledger;
    const last = settled.length > this.#settled ? settled[settled.length - 1] : null;
    if (last !== null && last.reason === 'margin-call') return ownerlessCause.marginCall;
    return this.#isEnding ? ownerlessCause.end : ownerlessCause.split;
  }

  #takeFills(order: number): void {
    const { fills, settled } = this.#ledger;
    for (; this.#fills < fills.length; this.#fills++) {
      const { side, size, price, commission, timeMs, symbol } = fills[this.#fills];
      this.#add(eventKind.filled, this.#places.get(symbol) ?? 0, order, price, side === 'buy' ? size : -size, commission);
      this.#line?.(`["fill",${timeMs},${order},${side === 'buy' ? 1 : 0},${size},${price},${commission}]`);
    }
    this.#settled = settled.length;
  }

  #addTerms(kind: EventKind, symbol: number, { number, limit, stop, size }: Open): void {
    this.#add(kind, symbol, number, limit, stop, size);
  }

  #add(kind: EventKind, symbol: number, order: number, x: number, y: number, z: number): void {
    const events = this.#events;
    events.kind.push(kind);
    events.isAsked.push(Number(this.#isAsked));
    events.symbol.push(symbol);
    events.order.push(order);
    events.x.push(x);
    events.y.push(y);
    events.z.push(z);
  }

  #mark(): void {
    const marks = this.#marks;
    for (const { number, limit, stop, size } of this.#open.values()) {
      marks.order.push(number);
      marks.x.push(limit);
      marks.y.push(stop);
      marks.z.push(size);
    }
    marks.ends.push(marks.order.length);
  }
}

/** A number as JSON; null where there is none. */
const text = (value: number): string => (Number.isFinite(value) ? String(value) : 'null');

/** Where it waits for the price to come, also where that moves with the price. */
const stopOf = (order: Order): number => (order.follow === null ? order.stop : order.trailedStop);

/** In units where it is counted in lots, else as its kind counts; infinite: all of its trade; negative: so many units are left after a part was filled. */
const sizeOf = ({ sizeKind, size, lotsLeft }: Order, lotSize: number): number => (lotsLeft >= 0 ? -lotsLeft * lotSize : sizeKind === 0 ? size * lotSize : size);

function roleOf(order: Order): OrderRole {
  if (order.trade === null) return orderRole.entry;
  if (order.follow !== null) return orderRole.trailingStop;
  if (order.reason === 'stop-loss') return orderRole.stopLoss;
  return order.reason === 'take-profit' ? orderRole.takeProfit : orderRole.exit;
}

/** The stop or target whose own fill closed the trade: a stop that was hit is a stop no longer. */
const isHit = (order: Order, reason: string | null): boolean => reason === order.reason && (order.reason === 'take-profit' || (Number.isNaN(order.stop) && order.follow === null));
