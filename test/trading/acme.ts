import { instrumentId, type Instrument } from '../../src/contract/model/instrument.ts';
import { decimalText } from '../../src/contract/model/units.ts';

/** An invented share for the tests of the order path: cents, whole units, at least one. */
export const acme: Instrument = {
  id: instrumentId('SIM:ACME'),
  symbol: 'ACME',
  venue: 'SIM',
  name: 'Acme Works',
  assetClass: 'equity',
  sector: 'Industrials',
  currency: 'USD',
  tickSize: decimalText('0.01'),
  lotSize: decimalText('1'),
  minQuantity: decimalText('1'),
  isTradable: true,
  calendar: 'always',
};
