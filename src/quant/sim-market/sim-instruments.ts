import type { Instrument, InstrumentId } from '../../contract/model/instrument.ts';
import type { DecimalText } from '../../contract/model/units.ts';
import { listings, type Listing } from './listing.ts';

export const idOf = (listing: Listing): InstrumentId => `SIM:${listing.symbol}` as InstrumentId;

const decimalOf = (step: number): DecimalText => step.toFixed(8).replace(/\.?0+$/, '') as DecimalText;

/** Everything listed, as instruments. */
export const simInstruments = (): readonly Instrument[] =>
  listings.map((listing) => ({
    id: idOf(listing), symbol: listing.symbol, venue: 'SIM', name: listing.name, assetClass: listing.assetClass, sector: listing.sector,
    currency: listing.currency, tickSize: decimalOf(listing.tickSize), lotSize: decimalOf(listing.lotSize), minQuantity: decimalOf(listing.lotSize),
    isTradable: true, calendar: listing.calendar,
  }));
