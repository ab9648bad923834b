import type { ReplayIntent } from '../../../contract/model/replay.ts';

export type TicketType = 'market' | 'limit' | 'stop' | 'stop-limit';

/** What stands on the ticket of a replay, as typed. An empty quantity is as much as the settings say. */
export type TicketForm = {
  readonly type: TicketType;
  readonly quantity: string;
  readonly limitPrice: string;
  readonly stopPrice: string;
  readonly stopLoss: string;
  readonly takeProfit: string;
};

export const emptyTicket: TicketForm = { type: 'market', quantity: '', limitPrice: '', stopPrice: '', stopLoss: '', takeProfit: '' };

export type Terms = Omit<Extract<ReplayIntent, { kind: 'place' }>, 'kind' | 'side'>;
type Field = 'quantity' | 'limitPrice' | 'stopPrice' | 'stopLoss' | 'takeProfit';
export type ReadTicket = { readonly faults: Partial<Record<Field, string>>; readonly terms: Terms | null };

const names: Readonly<Record<Field, string>> = { quantity: 'quantity', limitPrice: 'limit', stopPrice: 'stop', stopLoss: 'stop-loss', takeProfit: 'take-profit' };
const decimal = /^\d{1,12}(\.\d{1,8})?$/;

export const hasLimit = (type: TicketType): boolean => type === 'limit' || type === 'stop-limit';
export const hasStop = (type: TicketType): boolean => type === 'stop' || type === 'stop-limit';

/** The positive figure of a text; a sentence where it is none. Empty is not given, which only some fields may be. */
export function readFigure(text: string, name: string, mayBeEmpty: boolean): { readonly value: number | null; readonly fault: string | null } {
  if (text === '') return { value: null, fault: mayBeEmpty ? null : `Say the ${name}` };
  const isFine = decimal.test(text) && Number(text) > 0;
  return isFine ? { value: Number(text), fault: null } : { value: null, fault: `Write the ${name} as a number above 0, such as 100 or 189.25` };
}

/** The ticket as the application takes it; `terms` null: something is wrong, as `faults` say. */
export function readTicket(form: TicketForm): ReadTicket {
  const wanted: readonly Field[] = ['quantity', ...(hasLimit(form.type) ? (['limitPrice'] as const) : []), ...(hasStop(form.type) ? (['stopPrice'] as const) : []), 'stopLoss', 'takeProfit'];
  const faults: Partial<Record<Field, string>> = {};
  const figures: Partial<Record<Field, number>> = {};
  for (const field of wanted) {
    const { value, fault } = readFigure(form[field], names[field], field !== 'limitPrice' && field !== 'stopPrice');
    if (fault !== null) faults[field] = fault;
    if (value !== null) figures[field] = value;
  }
  return { faults, terms: Object.keys(faults).length > 0 ? null : { type: form.type, ...figures } };
}

/** What giving the order means, in one sentence. */
export function describeTicket({ type, quantity, limitPrice, stopPrice }: TicketForm, sizeWords: string): string {
  const what = quantity === '' ? sizeWords : quantity;
  switch (type) {
    case 'market': return `${what} at the open of the next bar.`;
    case 'limit': return `${what} at ${limitPrice === '' ? 'the limit' : limitPrice} or better, once a later bar reaches it.`;
    case 'stop': return `${what} at market once a later bar reaches ${stopPrice === '' ? 'the stop' : stopPrice}.`;
    case 'stop-limit': return `Once a later bar reaches ${stopPrice === '' ? 'the stop' : stopPrice}: ${what} at ${limitPrice === '' ? 'the limit' : limitPrice} or better.`;
  }
}
