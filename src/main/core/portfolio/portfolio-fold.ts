import type { Fill } from '../../../contract/model/fill.ts';
import { decimal, toExactText } from '../kernel/index.ts';
import type { Fold, LedgerEvent } from '../ledger/index.ts';
import { applyFill, emptyHolding, type Holding } from './holding.ts';

export type AccountState = {
  readonly accountId: string;
  readonly brokerId: string;
  readonly mode: 'paper' | 'live';
  readonly baseCurrency: string;
  /** Exact cash by currency: deposits − buys + sells − commissions, with every digit. */
  readonly cash: Record<string, string>;
  readonly holdings: Record<string, Holding>;
};

export type PortfolioState = { readonly accounts: Record<string, AccountState> };

/** Accounts, cash and holdings as the fold of deposits and fills. The log holds each execution once. */
export const portfolioFold: Fold<PortfolioState, LedgerEvent> = {
  name: 'portfolio',
  version: 1,
  initial: () => ({ accounts: {} }),
  apply(state, event) {
    if (event.type === 'accountOpened') state.accounts[event.body.accountId] = { ...event.body, cash: {}, holdings: {} };
    if (event.type === 'cashDeposited') addCash(state.accounts[event.body.accountId], event.body.currency, event.body.amount);
    if (event.type === 'orderFilled') addFill(state.accounts[event.body.accountId], event.body);
    return state;
  },
};

function addFill(account: AccountState | undefined, fill: Fill): void {
  if (account === undefined) throw new Error(`Execution ${fill.executionId} is for account ${fill.accountId}, which was never opened.`);
  const value = decimal(fill.quantity).times(decimal(fill.price));
  const spent = (fill.side === 'buy' ? value : value.neg()).plus(decimal(fill.commission));
  addCash(account, fill.currency, toExactText(spent.neg()));
  account.holdings[fill.instrumentId] = applyFill(account.holdings[fill.instrumentId] ?? emptyHolding(fill.currency), fill);
}

function addCash(account: AccountState | undefined, currency: string, amount: string): void {
  if (account === undefined) throw new Error('Money was booked to an account that was never opened.');
  account.cash[currency] = toExactText(decimal(account.cash[currency] ?? '0').plus(decimal(amount)));
}
