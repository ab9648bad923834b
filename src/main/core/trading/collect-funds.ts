import type { InstrumentId, Instrument } from '../../../contract/model/instrument.ts';
import type { OrderSide } from '../../../contract/model/order.ts';
import { decimal, zero, type Decimal } from '../kernel/index.ts';
import { computeMark, type AccountState, type Funds, type MarkedHolding, type OpenDemand } from '../portfolio/index.ts';
import { estimateDemand, worseDemand } from './estimate-demand.ts';
import type { OrderRecord } from './order-record.ts';
import type { TradingMarketView } from './ports.ts';

export type CommissionEstimate = (instrument: Instrument, quantity: Decimal, price: Decimal) => Decimal;

/** What an order would meet: the ask for a buy, the bid for a sell, else the last trade; null: no price yet. */
export function getReference(market: TradingMarketView, instrumentId: InstrumentId, side: OrderSide): Decimal | null {
  const quote = market.quote(instrumentId);
  const price = (side === 'buy' ? quote?.ask : quote?.bid) ?? quote?.last ?? null;
  return price === null ? null : decimal(price);
}

const larger = (a: Decimal, b: Decimal): Decimal => (a.gt(b) ? a : b);

/** What an open order may still cost; while a replace is unanswered, under its old terms and its new ones. */
function computeDemand({ order, pendingTerms }: OrderRecord, reference: Decimal, estimate: (quantity: Decimal, price: Decimal) => Decimal): OpenDemand {
  const filled = decimal(order.filledQuantity);
  const under = (terms: Parameters<typeof estimateDemand>[0], quantity: string): OpenDemand =>
    estimateDemand(terms, larger(decimal(quantity).minus(filled), zero), reference, estimate);
  const now = under(order, order.quantity);
  return pendingTerms === null ? now : worseDemand(now, under({ ...order, ...pendingTerms }, pendingTerms.quantity), estimate);
}

/** Money, holdings at their marks and open orders of an account in one currency. Without a price the own cost or price counts. */
export function collectFunds(
  account: AccountState,
  currency: string,
  openOrders: readonly OrderRecord[],
  market: TradingMarketView,
  estimateCommission: CommissionEstimate,
): Funds {
  const holdings: MarkedHolding[] = [];
  for (const [instrumentId, holding] of Object.entries(account.holdings)) {
    const quantity = decimal(holding.quantity);
    if (holding.currency !== currency || quantity.isZero()) continue;
    const mark = computeMark(market.quote(instrumentId as InstrumentId)) ?? decimal(holding.openCost).div(quantity.abs());
    holdings.push({ instrumentId, quantity, mark });
  }
  const demands: OpenDemand[] = [];
  for (const record of openOrders) {
    const { order } = record;
    const instrument = market.instrument(order.instrumentId);
    if (order.accountId !== account.accountId || instrument?.currency !== currency) continue;
    const reference = getReference(market, order.instrumentId, order.side) ?? decimal(order.limitPrice ?? order.stopPrice ?? '0');
    demands.push(computeDemand(record, reference, (quantity, price) => estimateCommission(instrument, quantity, price)));
  }
  return { cash: decimal(account.cash[currency] ?? '0'), holdings, openOrders: demands };
}
