import type { BacktestFill } from '../../contract/model/backtest.ts';
import type { Account } from './account.ts';
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

  constructor(cash: number) {
    this.cash = cash;
  }

  /** Cash and the open profits of all symbols, each at its mark. */
  get equity(): number {
    let equity = this.cash;
    for (let k = 0; k < this.accounts.length; k++) equity += this.accounts[k].openProfit(this.accounts[k].mark);
    return equity;
  }
}
