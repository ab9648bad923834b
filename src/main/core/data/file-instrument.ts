import type { BarColumns } from '../../../contract/model/bar.ts';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import { decimalText } from '../../../contract/model/units.ts';

const sampleSize = 1_000;
const maxDecimals = 8;

/** Digits after the point that a price is written with, at most 8. */
function decimalsOf(price: number): number {
  for (let digits = 0; digits < maxDecimals; digits++) if (Number(price.toFixed(digits)) === price) return digits;
  return maxDecimals;
}

/**
 * The instrument of an imported file: history to look at and test on, nothing to send orders to.
 * Its tick is the finest step that the first thousand closes are written with, at least a hundredth.
 */
export function fileInstrument(symbol: string, bars: BarColumns): Instrument {
  const digits = bars.close.subarray(0, sampleSize).reduce((most, price) => Math.max(most, decimalsOf(price)), 2);
  return {
    id: instrumentId(`FILE:${symbol}`),
    symbol,
    venue: 'FILE',
    name: symbol,
    assetClass: 'equity',
    sector: null,
    currency: 'USD',
    tickSize: decimalText(`0.${'1'.padStart(digits, '0')}`),
    lotSize: decimalText('1'),
    minQuantity: decimalText('1'),
    isTradable: false,
    calendar: 'always',
  };
}
