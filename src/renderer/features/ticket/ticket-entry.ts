import { create } from 'zustand';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { TicketFill } from '../../app/draft-store.ts';
import { tickers } from '../market/index.ts';
import { emptyForm, hasLimit, pricesAt, type TicketEntry } from './ticket-state.ts';

/**
 * What stands on the ticket. It outlives the panel: who looks into another workspace and comes back finds it as it was, though never
 * armed. `isTouched`: somebody has typed since the ticket was begun or sent.
 */
export const useTicketEntry = create<{ readonly instrumentId: InstrumentId | null; readonly entry: TicketEntry; readonly isTouched: boolean }>(() => ({
  instrumentId: null, entry: { ...emptyForm, isPriceTouched: false }, isTouched: false,
}));

export const changeTicket = (change: (before: TicketEntry) => TicketEntry): void => useTicketEntry.setState(({ entry }) => ({ entry: change(entry) }));

/** The ticket with the prices of this moment, which are nobody's yet. */
export const takePrices = (before: TicketEntry, { id, tickSize }: Instrument): TicketEntry => ({ ...before, ...pricesAt(tickers.get(id), before.side, tickSize), isPriceTouched: false });

/** Begins the ticket of an instrument at its own price and size; one that is on it already stays, with the prices of now where nobody has typed any. */
export function openTicket(instrument: Instrument): void {
  useTicketEntry.setState(({ instrumentId, entry, isTouched }) => {
    if (instrumentId === instrument.id) return { entry: entry.isPriceTouched ? entry : takePrices(entry, instrument), isTouched };
    return { instrumentId: instrument.id, entry: { ...takePrices(entry, instrument), quantity: defaultQuantity(instrument) }, isTouched: false };
  });
}

/** The ticket with what was brought to it. A price makes an order without one a limit order. */
export function fillEntry(before: TicketEntry, fill: TicketFill): TicketEntry {
  const type = fill.type ?? (fill.price === undefined ? before.type : hasLimit(before.type) ? before.type : 'limit');
  return {
    ...before, type, side: fill.side ?? before.side, quantity: fill.quantity ?? before.quantity, timeInForce: fill.timeInForce ?? before.timeInForce,
    ...(fill.price === undefined ? {} : { limitPrice: fill.price, isPriceTouched: true }),
    ...(fill.stopPrice === undefined ? {} : { stopPrice: fill.stopPrice, isPriceTouched: true }),
  };
}

/** A hundred of what is counted in ones, else the smallest round amount that means something. */
const defaultQuantity = (instrument: Instrument): string => (instrument.assetClass === 'crypto' ? (Number(instrument.lotSize) < 1 ? '0.1' : '1000') : instrument.assetClass === 'fx' ? '10000' : '100');
