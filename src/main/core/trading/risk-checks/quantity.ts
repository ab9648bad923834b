import { decimal } from '../../kernel/index.ts';
import type { RiskCheck } from '../risk-check.ts';

/** Above zero, not below the instrument's minimum, whole lots, not above the limit of one order. */
export const checkQuantity: RiskCheck = ({ quantity }, { instrument, limits }) => {
  const size = decimal(quantity);
  if (size.lte(0)) return { code: 'QUANTITY_NOT_POSITIVE', quantity };
  if (instrument !== null && size.lt(decimal(instrument.minQuantity))) {
    return { code: 'QUANTITY_BELOW_MINIMUM', quantity, minimum: instrument.minQuantity };
  }
  if (instrument !== null && !size.mod(decimal(instrument.lotSize)).isZero()) {
    return { code: 'QUANTITY_OFF_LOT', quantity, lotSize: instrument.lotSize };
  }
  if (limits.maximumQuantity !== null && size.gt(decimal(limits.maximumQuantity))) {
    return { code: 'QUANTITY_ABOVE_MAXIMUM', quantity, maximum: limits.maximumQuantity };
  }
  return null;
};
