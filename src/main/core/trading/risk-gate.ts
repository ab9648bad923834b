import type { Refusal } from '../../../contract/model/refusal.ts';
import type { RiskCheck, RiskContext, RiskRequest } from './risk-check.ts';
import { checkAccount } from './risk-checks/account.ts';
import { checkBuyingPower } from './risk-checks/buying-power.ts';
import { checkCollar } from './risk-checks/collar.ts';
import { checkHalt } from './risk-checks/halt.ts';
import { checkInstrument } from './risk-checks/instrument.ts';
import { checkMarketPrice } from './risk-checks/market-price.ts';
import { checkPricePositive } from './risk-checks/price-positive.ts';
import { checkPricePresence } from './risk-checks/price-presence.ts';
import { checkQuantity } from './risk-checks/quantity.ts';
import { checkSession } from './risk-checks/session.ts';
import { checkTick } from './risk-checks/tick.ts';
import { checkTradable } from './risk-checks/tradable.ts';

/** In the order of asking: the first refusal is the answer, so what a later check takes for granted an earlier one has made sure of. */
const riskChecks: readonly RiskCheck[] = [
  checkHalt, checkAccount, checkInstrument, checkTradable, checkQuantity, checkPricePresence, checkPricePositive, checkTick,
  checkSession, checkMarketPrice, checkCollar, checkBuyingPower,
];

/** The risk gate: pure, in memory, the same for every door. */
export function checkRisk(request: RiskRequest, context: RiskContext): Refusal | null {
  for (const check of riskChecks) {
    const refusal = check(request, context);
    if (refusal !== null) return refusal;
  }
  return null;
}
