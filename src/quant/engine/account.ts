import type { EpochMs } from '../../contract/model/units.ts';
import type { Ledger } from './ledger.ts';
import type { Fees } from './fees.ts';
import { takeOut } from './small-lists.ts';
import { Trade, type ExitReason, type SettledTrade } from './trade.ts';

export type AccountTerms = {
  readonly ledger: Ledger;
  /** Units in a lot. */
  readonly lotSize: number;
  /** Value that a unit of margin carries. */
  readonly leverage: number;
  readonly symbol: string;
  readonly time: Float64Array;
  /** Place of each bar on the clock of a run over several symbols; null: the bars are the clock. */
  readonly clock: Int32Array | null;
  readonly fees: Fees;
  /** Trades on one side are one, at the average of their prices: all of them, or those without a stop or target of their own. */
  readonly averages: 'all' | 'bare' | 'none';
  /** What is bought is paid and what is sold short brings cash, see {@link Profile.paysCash}. */
  readonly paysCash: boolean;
  /** What of the commission on the entry belongs to so many units of a trade, in currency. */
  entryFee(trade: Trade, units: number): number;
};

/**
 * What a run holds of one symbol, on margin: the ledger's cash changes by profits when trades close and by commissions, and equity is
 * cash plus the open profits. Every change of a position is a fill.
 */
export class Account {
  readonly trades: Trade[] = [];
  /** Price at which other symbols' orders see what is held here. */
  mark = NaN;
  /** What a unit of the symbol's currency is worth in that of the account now. */
  rate = 1;
  readonly #terms: AccountTerms;
  readonly #ledger: Ledger;
  readonly #lotSize: number;

  constructor(terms: AccountTerms) {
    this.#terms = terms;
    this.#ledger = terms.ledger;
    this.#lotSize = terms.lotSize;
    terms.ledger.accounts.push(this);
  }

  get fees(): Fees { return this.#terms.fees; }

  /** Trades closed in the whole run. */
  get settled(): readonly SettledTrade[] { return this.#ledger.settled; }

  /** Fills in the whole run. */
  get fillCount(): number { return this.#ledger.fills.length; }

  /** Lots of all open trades together, signed. */
  get lots(): number {
    let lots = 0;
    for (const trade of this.trades) lots += trade.lots;
    return lots;
  }

  /** The symbol has come to a bar: what is held of it counts at its open until all orders are worked. */
  markAtOpen(open: Float64Array, bar: number): void {
    this.mark = open[bar];
  }

  markAtClose(close: Float64Array, bar: number): void {
    this.mark = close[bar];
  }

  /** What so many lots of a trade (signed as the trade) have made at a price, before commission. */
  gainOf(trade: Trade, lots: number, price: number): number {
    const lotSize = this.#lotSize;
    return lots * (price * lotSize - trade.entryPrice * lotSize);
  }

  profitOf(trade: Trade, mark: number): number {
    return this.gainOf(trade, trade.lots, mark);
  }

  /** What so many lots of a trade (signed as the trade) have made at a price, less costs, as a share of what they were worth at the entry. */
  returnOf(trade: Trade, lots: number, price: number, costs: number): number {
    return Math.sign(lots) * (price / trade.entryPrice - 1) - costs / (Math.abs(lots) * this.#lotSize * trade.entryPrice);
  }

  openProfit(mark: number): number {
    let profit = 0;
    for (let k = 0; k < this.trades.length; k++) profit += this.profitOf(this.trades[k], mark);
    return profit;
  }

  /** Margin that open trades hold. */
  usedMargin(mark: number): number {
    const lotSize = this.#lotSize;
    let used = 0;
    for (const trade of this.trades) used += (Math.abs(trade.lots) * (mark * lotSize)) / this.#terms.leverage;
    return used;
  }

  /** Value of all that is held in the run, long and short alike, with this symbol at a price. */
  heldValue(mark: number): number {
    let value = 0;
    for (const account of this.#ledger.accounts) value += account.usedMargin(account === this ? mark : account.mark) * this.#terms.leverage;
    return value;
  }

  /** Cash and open profits of the whole run with this symbol at a price, the others at their marks. */
  equity(mark: number): number {
    const { cash, accounts } = this.#ledger;
    const equity = cash + this.openProfit(mark);
    if (accounts.length === 1) return equity;
    let others = 0;
    for (const account of accounts) if (account !== this) others += account.openProfit(account.mark);
    return equity + others;
  }

  /**
   * Writes the equity of a run over this symbol alone, at the close of a bar, into its column. Arrays and a place go in and nothing comes
   * out, so that no number is put into an object at every bar.
   */
  recordEquity(column: Float64Array, close: Float64Array, bar: number): void {
    const { trades } = this;
    const lotSize = this.#lotSize;
    const mark = close[bar] * lotSize;
    let profit = 0;
    for (let k = 0; k < trades.length; k++) profit += trades[k].lots * (mark - trades[k].entryPrice * lotSize);
    column[bar] = this.#ledger.cash + profit;
  }

  /** Adds the open profit at the mark to the equity of a moment in its column, as {@link Account.recordEquity} does. */
  addOpenProfit(column: Float64Array, moment: number): void {
    const { trades } = this;
    if (trades.length === 0) return;
    const lotSize = this.#lotSize;
    const mark = this.mark * lotSize;
    let profit = 0;
    for (let k = 0; k < trades.length; k++) profit += trades[k].lots * (mark - trades[k].entryPrice * lotSize);
    column[moment] += profit;
  }

  /** What was paid for what is held, less what short sales brought, at the prices of entry. */
  get paid(): number {
    let paid = 0;
    for (const trade of this.trades) paid += (trade.lots * trade.entryPrice * this.#lotSize) / (trade.isLong ? this.#terms.leverage : 1);
    return paid;
  }

  /** Equity of the run that open trades do not hold as margin, never below zero. */
  availableMargin(mark: number): number {
    if (this.#terms.paysCash) return Math.max(0, this.#ledger.freeCash);
    let used = this.usedMargin(mark);
    const { accounts } = this.#ledger;
    if (accounts.length > 1) for (const account of accounts) if (account !== this) used += account.usedMargin(account.mark);
    return Math.max(0, this.equity(mark) - used);
  }

  /** `isBare`: without a stop or target of its own. */
  open(lots: number, price: number, bar: number, mid: number, isMaker: boolean, isBare = true): Trade {
    const commission = this.#recordFill(lots, price, bar, isMaker);
    this.#ledger.cash -= commission;
    const entryUnits = Math.abs(lots) * this.#lotSize;
    const same = this.#terms.averages === 'none' ? undefined : this.#addedTo(lots > 0, isBare);
    if (same !== undefined) return average(same, lots, price, mid, entryUnits, commission);
    this.#ledger.lastTrade += 1;
    const trade = new Trade({ id: this.#ledger.lastTrade, lots, entryPrice: price, entryBar: bar, entryMid: mid, entryUnits, entryCommission: commission });
    this.trades.push(trade);
    return trade;
  }

  #addedTo(isLong: boolean, isBare: boolean): Trade | undefined {
    const isOfAll = this.#terms.averages === 'all';
    if (!isOfAll && !isBare) return undefined;
    return this.trades.find((trade) => trade.isLong === isLong && (isOfAll || (trade.stopLoss === null && trade.takeProfit === null && trade.trailStop === null)));
  }

  /** Makes one fill of those of one order, from a place in the list of the run on. */
  joinFills(from: number): void {
    const { fills } = this.#ledger;
    if (fills.length < from + 2) return;
    const joined = fills.splice(from);
    fills.push({ ...joined[0], size: joined.reduce((sum, fill) => sum + fill.size, 0), commission: joined.reduce((sum, fill) => sum + fill.commission, 0) });
  }

  /** Closes so many lots (positive, at most all of them) of an open trade. A wholly closed trade leaves the list. */
  close(trade: Trade, lots: number, price: number, bar: number, reason: ExitReason, isMaker: boolean): void {
    const lotSize = this.#lotSize;
    const closed = trade.isLong ? lots : -lots;
    const gross = this.gainOf(trade, closed, price);
    const exitFee = this.#recordFill(-closed, price, bar, isMaker);
    const commission = exitFee + this.#terms.entryFee(trade, lots * lotSize);
    const carry = trade.carry === 0 ? 0 : (trade.carry * closed) / trade.lots;
    trade.carry -= carry;
    this.#ledger.cash += gross - exitFee;
    this.#ledger.settled.push({
      symbol: this.#terms.symbol, entryBar: this.#clockBar(trade.entryBar), exitBar: this.#clockBar(bar), size: closed * lotSize, isLong: trade.isLong,
      entryPrice: trade.entryPrice, exitPrice: price, commission, carry, pnl: gross - commission + carry, reason,
      returnShare: this.returnOf(trade, closed, price, commission - carry),
    });
    trade.lots -= closed;
    if (trade.lots === 0) takeOut(this.trades, trade);
  }

  /** Books what holding a trade brought or cost at once, in the symbol's currency. */
  carry(trade: Trade, amount: number): void {
    const booked = amount * this.rate;
    trade.carry += booked;
    this.#ledger.cash += booked;
  }

  /** Pays out a part of a trade that is no whole lot (units signed as the trade), entered at a price, at another. */
  payOut(trade: Trade, units: number, price: number, entryPrice: number): void {
    this.carry(trade, units * (price - entryPrice));
  }

  /** Place of a bar of this symbol among the moments of the run. */
  #clockBar(bar: number): number {
    const { clock } = this.#terms;
    return clock === null ? bar : clock[bar];
  }

  /** Records a fill and gives its commission. */
  #recordFill(lots: number, price: number, bar: number, isMaker: boolean): number {
    const { time, symbol, fees } = this.#terms;
    const size = Math.abs(lots) * this.#lotSize;
    const commission = fees.charge(size, price, isMaker, time[bar]);
    this.#ledger.fills.push({
      timeMs: time[bar] as EpochMs, bar: this.#clockBar(bar), symbol, side: lots > 0 ? 'buy' : 'sell', size, price, commission,
    });
    return commission;
  }
}

/** Adds lots to a trade of the same side: its price becomes an average, its bracket stays. */
function average(trade: Trade, lots: number, price: number, mid: number, units: number, commission: number): Trade {
  const sum = trade.lots + lots;
  trade.entryPrice = (trade.entryPrice * trade.lots + price * lots) / sum;
  // What is left of this bar starts at this fill, not at an average.
  trade.entryMid = mid;
  // What was closed has taken its part of the commission with it.
  const open = units * (trade.lots / lots);
  trade.entryCommission = (trade.entryCommission * open) / trade.entryUnits + commission;
  trade.entryUnits = open + units;
  trade.lots = sum;
  return trade;
}
