import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { AccountId } from '../../../contract/model/order.ts';
import type { Account, Position } from '../../../contract/model/position.ts';
import { decimal, toDecimalText, type Decimal } from '../kernel/index.ts';
import type { Holding } from './holding.ts';
import type { AccountState } from './portfolio-fold.ts';

/** The newest prices of an instrument; null: not seen yet. */
export type MarkQuote = { readonly bid: number | null; readonly ask: number | null; readonly last: number | null };
export type QuoteLookup = (instrumentId: InstrumentId) => MarkQuote | null;

/** The price at which holdings are valued: the middle of bid and ask, else the last trade, else none. */
export function computeMark(quote: MarkQuote | null): Decimal | null {
  if (quote === null) return null;
  if (quote.bid !== null && quote.ask !== null) return decimal(quote.bid).plus(decimal(quote.ask)).div(2);
  return quote.last === null ? null : decimal(quote.last);
}

/** Every instrument that was traded in the account, flat ones with their realised P&L included. */
export function listPositions(account: AccountState, quotes: QuoteLookup): Position[] {
  return Object.entries(account.holdings).map(([id, holding]) => {
    const instrumentId = id as InstrumentId;
    const mark = computeMark(quotes(instrumentId));
    return { accountId: account.accountId as AccountId, instrumentId, currency: holding.currency, ...valueHolding(holding, mark) };
  });
}

function valueHolding(holding: Holding, mark: Decimal | null): Omit<Position, 'accountId' | 'instrumentId' | 'currency'> {
  const quantity = decimal(holding.quantity);
  const openCost = decimal(holding.openCost);
  const value = mark?.times(quantity) ?? null;
  return {
    quantity: toDecimalText(quantity),
    averagePrice: quantity.isZero() ? null : toDecimalText(openCost.div(quantity.abs())),
    realisedPnl: toDecimalText(decimal(holding.realisedPnl)),
    markPrice: mark?.toNumber() ?? null,
    marketValue: value?.toNumber() ?? null,
    unrealisedPnl: value === null ? null : (quantity.isNegative() ? value.plus(openCost) : value.minus(openCost)).toNumber(),
  };
}

/** The account with cash, equity at the marks, and what new orders may use in its base currency. */
export function valueAccount(account: AccountState, quotes: QuoteLookup, buyingPower: Decimal): Account {
  return {
    accountId: account.accountId as AccountId,
    brokerId: account.brokerId,
    mode: account.mode,
    baseCurrency: account.baseCurrency,
    balances: Object.entries(account.cash).map(([currency, cash]) => ({ currency, cash: toDecimalText(decimal(cash)) })),
    equity: computeEquity(account, quotes)?.toNumber() ?? null,
    buyingPower: toDecimalText(buyingPower),
  };
}

/** null while something that is held has no price, or lies in another currency (there are no exchange rates yet). */
export function computeEquity(account: AccountState, quotes: QuoteLookup): Decimal | null {
  let equity = decimal(account.cash[account.baseCurrency] ?? '0');
  for (const [currency, cash] of Object.entries(account.cash)) {
    if (currency !== account.baseCurrency && !decimal(cash).isZero()) return null;
  }
  for (const [id, holding] of Object.entries(account.holdings)) {
    const quantity = decimal(holding.quantity);
    if (quantity.isZero()) continue;
    const mark = computeMark(quotes(id as InstrumentId));
    if (mark === null || holding.currency !== account.baseCurrency) return null;
    equity = equity.plus(mark.times(quantity));
  }
  return equity;
}
