import { decimal, toDecimalText } from '../../kernel/index.ts';
import { computeBuyingPower, computeRequired, type OpenDemand } from '../../portfolio/index.ts';
import { estimateDemand, worseDemand } from '../estimate-demand.ts';
import type { RiskCheck } from '../risk-check.ts';

/**
 * What the order may cost, commission included, against what is left after all other open orders. An order that only reduces a holding
 * needs nothing. New terms are priced together with those that they would replace: until the venue has agreed it may fill both in turn.
 * A market order is priced at the quote; the market may move before it fills.
 */
export const checkBuyingPower: RiskCheck = (request, { instrument, funds, reference, alreadyFilled, standing, estimateCommission }) => {
  if (instrument === null || reference === null) return null;
  const under = (terms: NonNullable<typeof standing>): OpenDemand => estimateDemand(terms, decimal(terms.quantity).minus(alreadyFilled), reference, estimateCommission);
  const demand = standing === null ? under(request) : worseDemand(under(request), under(standing), estimateCommission);
  const required = computeRequired(demand, funds.holdings, funds.openOrders);
  if (required.isZero()) return null;
  const available = computeBuyingPower(funds);
  if (required.lte(available)) return null;
  return {
    code: 'INSUFFICIENT_BUYING_POWER',
    required: toDecimalText(required),
    available: toDecimalText(available),
    currency: instrument.currency,
  };
};
