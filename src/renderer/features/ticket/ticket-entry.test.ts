import { beforeEach, expect, it } from 'vitest';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
import { fillTicket, tookFill, useTicketFill } from '../../app/draft-store.ts';
import { tickers } from '../market/index.ts';
import { changeTicket, fillEntry, openTicket, useTicketEntry } from './ticket-entry.ts';

const make = (symbol: string): Instrument => ({ id: instrumentId(`SIM:${symbol}`), symbol, assetClass: 'equity', tickSize: '0.01', lotSize: '1' }) as Instrument;
const [acme, volt] = [make('ACME'), make('VOLT')];
const trade = ({ id }: Instrument, price: number): void => tickers.put(id, { bid: price - 0.01, ask: price + 0.01, last: price } as Ticker);
const entry = () => useTicketEntry.getState().entry;

beforeEach(() => {
  useTicketEntry.setState(useTicketEntry.getInitialState());
  trade(acme, 189);
  trade(volt, 40);
});

it('who comes back to the ticket finds what was typed, and the prices of now where nobody typed any', () => {
  openTicket(acme);
  changeTicket((before) => ({ ...before, quantity: '7' }));
  trade(acme, 190);
  openTicket(acme);
  expect([entry().quantity, entry().limitPrice]).toEqual(['7', '189.99']);
  changeTicket((before) => ({ ...before, limitPrice: '180.00', isPriceTouched: true }));
  trade(acme, 191);
  openTicket(acme);
  expect(entry()).toMatchObject({ quantity: '7', limitPrice: '180.00', isPriceTouched: true });
});

it('another instrument begins at its own price and size, also the one that was there before', () => {
  openTicket(acme);
  changeTicket((before) => ({ ...before, quantity: '7', limitPrice: '180.00', isPriceTouched: true }));
  openTicket(volt);
  expect(entry()).toMatchObject({ quantity: '100', limitPrice: '39.99', isPriceTouched: false });
  openTicket(acme);
  expect(entry()).toMatchObject({ quantity: '100', limitPrice: '188.99' });
});

it('what is brought is taken once: it does not come back over what was typed since', () => {
  fillTicket({ instrumentId: acme.id, side: 'sell', price: '195.00' });
  openTicket(acme);
  changeTicket((before) => fillEntry(before, useTicketFill.getState().fill ?? expect.fail('nothing was brought')));
  tookFill();
  expect(entry()).toMatchObject({ side: 'sell', type: 'limit', limitPrice: '195.00', isPriceTouched: true });
  expect(useTicketFill.getState().fill).toBeNull();
});
