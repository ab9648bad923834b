import type { Instrument } from '../../../../contract/model/instrument.ts';
import { decimal } from '../../../core/kernel/index.ts';
import type { BrokerOrder } from '../../../core/trading/ports.ts';

/** Why a venue would not take these terms, in words; null where it does. It trusts nobody's risk gate. */
export function findFault(terms: BrokerOrder, instrument: Instrument | null): string | null {
  const { type, quantity, limitPrice, stopPrice } = terms;
  if (instrument === null || !instrument.isTradable) return `${terms.instrumentId} is not traded here`;
  if (decimal(quantity).lte(0)) return 'the quantity must be above 0';
  if (!decimal(quantity).mod(decimal(instrument.lotSize)).isZero()) return `the quantity must be a multiple of ${instrument.lotSize}`;
  if ((type === 'limit' || type === 'stop-limit') && limitPrice === null) return `a ${type} order needs a limit price`;
  if ((type === 'stop' || type === 'stop-limit') && stopPrice === null) return `a ${type} order needs a stop price`;
  for (const price of [limitPrice, stopPrice]) {
    if (price !== null && (decimal(price).lte(0) || !decimal(price).mod(decimal(instrument.tickSize)).isZero())) {
      return `prices must be above 0 and multiples of ${instrument.tickSize}`;
    }
  }
  return null;
}
