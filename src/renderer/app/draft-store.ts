import { create } from 'zustand';
import type { InstrumentId } from '../../contract/model/instrument.ts';

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
