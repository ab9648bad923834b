import { decimal, toDecimalText } from '../../kernel/index.ts';
import { computeBuyingPower, computeRequired } from '../../portfolio/index.ts';
import { estimateDemand } from '../estimate-demand.ts';
import type { RiskCheck } from '../risk-check.ts';

/**
 * What the order may cost, commission included, against what is left after all other open orders. An order that only reduces a holding
 * needs nothing. A market order is priced at the quote; the market may move before it fills.
 */
export const checkBuyingPower: RiskCheck = (request, { instrument, funds, reference, alreadyFilled, estimateCommission }) => {
  if (instrument === null || reference === null) return null;
  const demand = estimateDemand(request, decimal(request.quantity).minus(alreadyFilled), reference, estimateCommission);
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
