import { Account, type AccountTerms } from './account.ts';
import type { Ledger } from './ledger.ts';
import type { Rates } from './rates.ts';
import type { ExitReason, Trade } from './trade.ts';

/** What of a position in another currency goes with the rate: its profit, for it is financed in its own currency, or its whole value, for it is bought with converted cash. */
export type Conversion = 'profit' | 'value';

/**
 * What a run holds of a symbol that is quoted in another currency than the account. Prices stay in the symbol's currency, money is that of the
 * account, at the rate known at the moment.
 */
export class ConvertingAccount extends Account {
  readonly #ledger: Ledger;
  readonly #lotSize: number;
  readonly #rates: Rates;
  readonly #isWhole: boolean;
  /** At which rate each open trade was entered. */
  readonly #entryRates = new Map<Trade, number>();

  constructor(terms: AccountTerms, rates: Rates, conversion: Conversion) {
    const { fees } = terms;
    super({ ...terms, fees: { bound: fees.bound, charge: (units, price, isMaker, timeMs) => fees.charge(units, price * this.rate, isMaker, timeMs) } });
    this.#ledger = terms.ledger;
    this.#lotSize = terms.lotSize;
    this.#rates = rates;
    this.#isWhole = conversion === 'value';
  }

  override markAtOpen(open: Float64Array, bar: number): void {
    super.markAtOpen(open, bar);
    this.rate = this.#rates.atOpen[bar];
  }

  override markAtClose(close: Float64Array, bar: number): void {
    super.markAtClose(close, bar);
    this.rate = this.#rates.atClose[bar];
  }

  override gainOf(trade: Trade, lots: number, price: number): number {
    if (!this.#isWhole) return super.gainOf(trade, lots, price) * this.rate;
    return lots * (price * this.rate * this.#lotSize - trade.entryPrice * this.#entryRateOf(trade) * this.#lotSize);
  }

  override returnOf(trade: Trade, lots: number, price: number, costs: number): number {
    const entryRate = this.#entryRateOf(trade);
    const side = Math.sign(lots);
    const gain = this.#isWhole ? side * ((price * this.rate) / (trade.entryPrice * entryRate) - 1) : side * (price / trade.entryPrice - 1) * (this.rate / entryRate);
    return gain - costs / (Math.abs(lots) * this.#lotSize * trade.entryPrice * entryRate);
  }

  override usedMargin(mark: number): number {
    return this.trades.length === 0 ? 0 : super.usedMargin(mark) * this.rate;
  }

  override recordEquity(column: Float64Array, close: Float64Array, bar: number): void {
    this.markAtClose(close, bar);
    column[bar] = this.#ledger.cash + this.openProfit(close[bar]);
  }

  override addOpenProfit(column: Float64Array, moment: number): void {
    column[moment] += this.openProfit(this.mark);
  }

  override open(lots: number, price: number, bar: number, mid: number, isMaker: boolean, isBare = true): Trade {
    const before = new Map(this.trades.map((trade) => [trade, trade.lots * trade.entryPrice]));
    const trade = super.open(lots, price, bar, mid, isMaker, isBare);
    const value = before.get(trade) ?? 0;
    // Of a trade that was added to, the rate is an average as its price is.
    this.#entryRates.set(trade, value === 0 ? this.rate : (value * this.#entryRateOf(trade) + lots * price * this.rate) / (value + lots * price));
    this.#noteRate();
    return trade;
  }

  override close(trade: Trade, lots: number, price: number, bar: number, reason: ExitReason, isMaker: boolean): void {
    super.close(trade, lots, price, bar, reason, isMaker);
    this.#noteRate();
    const entryRate = this.#entryRateOf(trade);
    const last = this.#ledger.settled.length - 1;
    if (entryRate !== 1 || this.rate !== 1) this.#ledger.settled[last] = { ...this.#ledger.settled[last], entryRate, exitRate: this.rate };
    if (trade.lots === 0) this.#entryRates.delete(trade);
  }

  override payOut(trade: Trade, units: number, price: number, entryPrice: number): void {
    if (this.#isWhole) this.carry(trade, units * (price - (entryPrice * this.#entryRateOf(trade)) / this.rate));
    else super.payOut(trade, units, price, entryPrice);
  }

  #entryRateOf(trade: Trade): number {
    return this.#entryRates.get(trade) ?? this.rate;
  }

  /** Says at the fill that was booked last at which rate it was; one goes without saying. */
  #noteRate(): void {
    if (this.rate === 1) return;
    const last = this.#ledger.fills.length - 1;
    this.#ledger.fills[last] = { ...this.#ledger.fills[last], rate: this.rate };
  }
}
