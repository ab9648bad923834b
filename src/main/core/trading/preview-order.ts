import type { OrderId } from '../../../contract/model/order.ts';
import type { OrderEstimate, OrderPreview } from '../../../contract/model/order-preview.ts';
import { describeRefusal, type Refusal } from '../../../contract/model/refusal.ts';
import { decimal, toDecimalText, zero, type Decimal } from '../kernel/index.ts';
import { computeBuyingPower, computeEquity, computeMark, type Funds } from '../portfolio/index.ts';
import type { Journal } from './journal.ts';
import { noteChecks } from './note-checks.ts';
import type { TradingMarketView } from './ports.ts';
import type { RiskContext, RiskRequest } from './risk-check.ts';
import { checkPricePositive } from './risk-checks/price-positive.ts';
import { checkPricePresence } from './risk-checks/price-presence.ts';
import { checkRisk } from './risk-gate.ts';

/** The account of the order as a preview needs it besides what the checks see. */
export type PreviewAccount = {
  /** Held of the instrument now, signed. */
  readonly held: Decimal;
  /** Value of one unit held; null: no price. */
  readonly mark: Decimal | null;
  /** In the instrument's currency; null: not known, or in another one. */
  readonly equity: Decimal | null;
};

/** The account of an order as it stands now. */
export function takePreviewAccount({ portfolio }: Pick<Journal, 'portfolio'>, market: TradingMarketView, { accountId, instrumentId }: RiskRequest): PreviewAccount {
  const { accounts } = portfolio.state;
  const account = Object.hasOwn(accounts, accountId) ? accounts[accountId] : undefined;
  const mark = computeMark(market.quote(instrumentId));
  if (account === undefined) return { held: zero, mark, equity: null };
  const held = Object.hasOwn(account.holdings, instrumentId) ? decimal(account.holdings[instrumentId]?.quantity ?? '0') : zero;
  const isInBase = market.instrument(instrumentId)?.currency === account.baseCurrency;
  return { held, mark, equity: isInBase ? computeEquity(account, (id) => market.quote(id)) : null };
}

/**
 * What the risk gate says of an order and what the order would do, out of one picture. Pure: nothing is recorded or reserved.
 * `reuse`: the order that already has its client order id.
 */
export function previewOrder(
  request: RiskRequest, context: RiskContext, account: PreviewAccount, reuse: { readonly orderId: OrderId; readonly refusal: Refusal | null } | null,
): OrderPreview {
  if (reuse !== null && reuse.refusal === null) {
    return { refusal: null, sentence: null, estimate: null, notes: [`This is order ${reuse.orderId} again, nothing new would be placed`] };
  }
  const refusal = reuse?.refusal ?? checkRisk(request, context);
  const available = computeBuyingPower(context.funds);
  return {
    refusal,
    sentence: refusal === null ? null : describeRefusal(refusal),
    estimate: estimateOrder(request, context, account, available),
    notes: noteChecks(request, context, available),
  };
}

function estimateOrder(request: RiskRequest, context: RiskContext, { held, mark, equity }: PreviewAccount, available: Decimal): OrderEstimate | null {
  const price = estimatePrice(request, context);
  const quantity = decimal(request.quantity);
  if (price === null || !context.isKnownAccount || context.instrument === null || quantity.lte(0)) return null;
  const change = request.side === 'buy' ? quantity : quantity.neg();
  const commission = context.estimateCommission(quantity, price);
  const value = price.times(quantity);
  const after = held.plus(change);
  const trade: Trade = { change, mark: mark ?? price, spent: price.times(change).plus(commission) };
  const gained = mark === null ? null : mark.minus(price).times(change).minus(commission);
  return {
    price: price.toNumber(),
    value: toDecimalText(value),
    commission: toDecimalText(commission),
    buyingPowerBefore: toDecimalText(available),
    buyingPowerAfter: toDecimalText(computeBuyingPower(fundsAfter(context.funds, request.instrumentId, trade))),
    positionBefore: toDecimalText(held),
    positionAfter: toDecimalText(after),
    weightBefore: weigh(held, mark, equity),
    weightAfter: weigh(after, mark, gained === null ? null : (equity?.plus(gained) ?? null)),
  };
}

/** The limit, else the stop (the market, where it has passed the stop), else the far side of the quote; null where the order lacks a price it needs. */
function estimatePrice(request: RiskRequest, context: RiskContext): Decimal | null {
  if (checkPricePresence(request, context) !== null || checkPricePositive(request, context) !== null) return null;
  const { side, limitPrice, stopPrice } = request;
  const { reference } = context;
  if (limitPrice !== null) return decimal(limitPrice);
  if (stopPrice === null) return reference;
  const stop = decimal(stopPrice);
  const isPassed = reference !== null && (side === 'buy' ? reference.gt(stop) : reference.lt(stop));
  return isPassed ? reference : stop;
}

type Trade = { readonly change: Decimal; readonly mark: Decimal; readonly spent: Decimal };

/** Money and holdings as if the order had filled, and the other open orders as they are. */
function fundsAfter({ cash, holdings, openOrders }: Funds, instrumentId: string, { change, mark, spent }: Trade): Funds {
  const before = holdings.find((holding) => holding.instrumentId === instrumentId) ?? { instrumentId, quantity: zero, mark };
  const after = { ...before, quantity: before.quantity.plus(change) };
  return { cash: cash.minus(spent), holdings: [...holdings.filter((holding) => holding.instrumentId !== instrumentId), after], openOrders };
}

function weigh(quantity: Decimal, mark: Decimal | null, equity: Decimal | null): number | null {
  if (equity === null || equity.lte(0)) return null;
  if (quantity.isZero()) return 0;
  return mark?.times(quantity).div(equity).toNumber() ?? null;
}
