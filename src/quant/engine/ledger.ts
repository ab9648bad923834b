import type { BacktestFill } from '../../contract/model/backtest.ts';
import type { Account } from './account.ts';
import type { Submitted } from './submission.ts';
import type { SettledTrade } from './trade.ts';

/** The cash that the symbols of a run share, and what was done with it. */
export class Ledger {
  cash: number;
  /** Id of the trade opened last. */
  lastTrade = 0;
  /** One for each symbol, in the order of the series. */
  readonly accounts: Account[] = [];
  /** In order of closing, over all symbols. */
  readonly settled: SettledTrade[] = [];
  readonly fills: BacktestFill[] = [];
  /** Orders whose cover is still to be checked, where the engine of the profile does so. */
  readonly submitted: Submitted[] = [];

  constructor(cash: number) {
    this.cash = cash;
  }

  /** Cash as an account without margin has it: what is held was paid for, the share of it that the margin asks for, and what is short was sold. */
  get freeCash(): number {
    let { cash } = this;
    for (const account of this.accounts) cash -= account.paid;
    return cash;
  }

  /** Cash and the open profits of all symbols, each at its mark. */
  get equity(): number {
    let equity = this.cash;
    for (let k = 0; k < this.accounts.length; k++) equity += this.accounts[k].openProfit(this.accounts[k].mark);
    return equity;
  }

  /** Writes the equity of a moment into its column, so that no number is put into an object at every moment. */
  recordEquity(column: Float64Array, moment: number): void {
    column[moment] = this.cash;
    for (let k = 0; k < this.accounts.length; k++) this.accounts[k].addOpenProfit(column, moment);
  }
}
