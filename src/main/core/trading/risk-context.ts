import type { Order } from '../../../contract/model/order.ts';
import { decimal, zero, type Clock } from '../kernel/index.ts';
import type { Funds } from '../portfolio/index.ts';
import { collectFunds, getReference, type CommissionEstimate } from './collect-funds.ts';
import type { Journal } from './journal.ts';
import type { TradingMarketView } from './ports.ts';
import type { RiskContext, RiskLimits, RiskRequest } from './risk-check.ts';

export type RiskContextDeps = {
  readonly journal: Journal;
  readonly market: TradingMarketView;
  readonly clock: Clock;
  readonly limits: RiskLimits;
  readonly estimateCommission: CommissionEstimate;
};

const noFunds: Funds = { cash: zero, holdings: [], openOrders: [] };

/** The picture of this moment that the checks look at. An order that would be replaced is left out of the open ones. */
export function takeRiskContext(deps: RiskContextDeps, request: RiskRequest, replaced: Order | null): RiskContext {
  const { journal, market, clock, limits, estimateCommission } = deps;
  const { accounts } = journal.portfolio.state;
  const nowMs = clock.now();
  const instrument = market.instrument(request.instrumentId);
  const account = Object.hasOwn(accounts, request.accountId) ? accounts[request.accountId] : undefined;
  const others = Object.values(journal.book.state.open).filter(({ order }) => order.orderId !== replaced?.orderId);
  return {
    nowMs,
    limits,
    halt: journal.halt.state,
    isKnownAccount: account !== undefined,
    instrument,
    nearestInstrument: instrument === null ? market.nearestInstrument(request.instrumentId) : null,
    session: instrument === null ? { isOpen: false, opensAtMs: null } : market.session(instrument, nowMs),
    alreadyFilled: decimal(replaced?.filledQuantity ?? '0'),
    standing: replaced,
    reference: instrument === null ? null : getReference(market, request.instrumentId, request.side),
    funds: account === undefined || instrument === null ? noFunds : collectFunds(account, instrument.currency, others, market, estimateCommission),
    estimateCommission: (quantity, price) => (instrument === null ? zero : estimateCommission(instrument, quantity, price)),
  };
}
