import type { StrategyParams } from '../../../../quant/engine/strategy.ts';
import { QuantError } from '../../../../quant/error.ts';
import { readIndicatorRequest, resolveColumn, type IndicatorColumnSource } from '../../../../quant/indicators/chain/read-request.ts';
import { copyObject } from './copy-value.ts';
import { codePlace } from '../../../../quant/strategies/code-place.ts';
import type { Guest } from './open-guest.ts';

/** The indicators that a strategy of others asks for, by the names it gives them. */
export function readIndicators(guest: Guest, params: StrategyParams): Record<string, IndicatorColumnSource> {
  const { indicators } = guest.definition;
  if (indicators === null) return {};
  const asked = guest.call(indicators, [harden({ ...params })], codePlace.indicators);
  try {
    const requests = Object.entries(copyObject(asked, 'What indicators gives'));
    if (requests.length > 64) throw new QuantError('INDICATOR_INVALID', `A strategy asks for at most 64 indicators, not ${requests.length}.`);
    return Object.fromEntries(requests.map(([name, request]) => [name, resolveColumn(readIndicatorRequest(request, `Indicator ${name}`))]));
  } catch (error) {
    throw guest.fault(error);
  }
}
