import type { BacktestFill } from '../../contract/model/backtest.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { Trade, type ExitReason, type SettledTrade } from './trade.ts';

export type AccountTerms = {
  readonly cash: number;
  /** Units in a lot. */
  readonly lotSize: number;
  /** Value that a unit of margin carries. */
  readonly leverage: number;
  readonly symbol: string;
  readonly time: Float64Array;
  /** Commission of one fill of so many units, in currency. */
  fee(units: number, price: number): number;
  /** What of the commission on the entry belongs to so many units of a trade, in currency. */
  entryFee(trade: Trade, units: number): number;
};

/**
 * A margin account: cash changes by profits when trades close and by commissions, and equity is cash plus the open profits.
 * Every change of a position is a fill.
 */
export class Account {
  readonly trades: Trade[] = [];
  readonly settled: SettledTrade[] = [];
  readonly fills: BacktestFill[] = [];
  readonly #terms: AccountTerms;
  readonly #lotSize: number;
  #cash: number;

  constructor(terms: AccountTerms) {
    this.#terms = terms;
    this.#lotSize = terms.lotSize;
    this.#cash = terms.cash;
  }

  /** Lots of all open trades together, signed. */
  get lots(): number {
    let lots = 0;
    for (const trade of this.trades) lots += trade.lots;
    return lots;
  }

  profitOf(trade: Trade, mark: number): number {
    const lotSize = this.#lotSize;
    return trade.lots * (mark * lotSize - trade.entryPrice * lotSize);
  }

  openProfit(mark: number): number {
    let profit = 0;
    for (let k = 0; k < this.trades.length; k++) profit += this.profitOf(this.trades[k], mark);
    return profit;
  }

  equity(mark: number): number {
    return this.#cash + this.openProfit(mark);
  }

  /** Equity that open trades do not hold as margin, never below zero. */
  availableMargin(mark: number): number {
    const lotSize = this.#lotSize;
    let used = 0;
    for (const trade of this.trades) used += (Math.abs(trade.lots) * (mark * lotSize)) / this.#terms.leverage;
    return Math.max(0, this.equity(mark) - used);
  }

  open(lots: number, price: number, bar: number, mid: number): Trade {
    const commission = this.#recordFill(lots, price, bar);
    const trade = new Trade(lots, price, bar, mid, Math.abs(lots) * this.#lotSize, commission);
    this.trades.push(trade);
    this.#cash -= commission;
    return trade;
  }

  /** Closes so many lots (positive, at most all of them) of an open trade. A wholly closed trade leaves the list. */
  close(trade: Trade, lots: number, price: number, bar: number, reason: ExitReason): void {
    const lotSize = this.#lotSize;
    const closed = trade.isLong ? lots : -lots;
    const gross = closed * (price * lotSize - trade.entryPrice * lotSize);
    const exitFee = this.#recordFill(-closed, price, bar);
    const commission = exitFee + this.#terms.entryFee(trade, lots * lotSize);
    this.#cash += gross - exitFee;
    this.settled.push({
      entryBar: trade.entryBar, exitBar: bar, size: closed * lotSize, isLong: trade.isLong, entryPrice: trade.entryPrice, exitPrice: price,
      commission, pnl: gross - commission, reason,
      returnShare: Math.sign(closed) * (price / trade.entryPrice - 1) - commission / (lots * lotSize * trade.entryPrice),
    });
    trade.lots -= closed;
    if (trade.lots === 0) this.trades.splice(this.trades.indexOf(trade), 1);
  }

  /** Records a fill and gives its commission. */
  #recordFill(lots: number, price: number, bar: number): number {
    const { time, symbol, fee } = this.#terms;
    const size = Math.abs(lots) * this.#lotSize;
    const commission = fee(size, price);
    this.fills.push({ timeMs: time[bar] as EpochMs, bar, symbol, side: lots > 0 ? 'buy' : 'sell', size, price, commission });
    return commission;
  }
}
