import { create } from 'zustand';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { TimeInForce } from '../../contract/model/order.ts';
import { useDesk } from './desk-store.ts';

/** The order on the ticket, as the chart draws it before it is sent. */
export type Draft = {
  readonly instrumentId: InstrumentId | null;
  readonly side: 'buy' | 'sell';
  /** LMT, STOP. */
  readonly type: string;
  readonly quantity: string;
  /** null: it has no price of its own. */
  readonly price: number | null;
};

export const useDraft = create<Draft>(() => ({ instrumentId: null, side: 'buy', type: '', quantity: '', price: null }));

/** What others bring to the ticket. It is taken over disarmed: nothing is ever sent from outside the ticket. */
export type TicketFill = {
  readonly instrumentId: InstrumentId;
  readonly side?: 'buy' | 'sell';
  /** The limit. */
  readonly price?: string;
  readonly stopPrice?: string;
  readonly quantity?: string;
  readonly type?: 'market' | 'limit' | 'stop' | 'stop-limit';
  readonly timeInForce?: TimeInForce;
};

export const useTicketFill = create<{ readonly fill: TicketFill | null; readonly count: number }>(() => ({ fill: null, count: 0 }));

export function fillTicket(fill: TicketFill): void {
  useDesk.setState({ instrumentId: fill.instrumentId });
  useTicketFill.setState(({ count }) => ({ fill, count: count + 1 }));
}

/** The ticket has taken it over: what is brought is brought once. */
export const tookFill = (): void => useTicketFill.setState({ fill: null });
