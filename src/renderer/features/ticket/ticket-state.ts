import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderRequest, OrderType, TimeInForce } from '../../../contract/model/order.ts';
import { formatNumber, formatQuantity, placesOf } from '../../ui/format.ts';

/** What stands on the ticket, as typed. */
export type TicketForm = {
  readonly side: 'buy' | 'sell';
  readonly type: OrderType;
  readonly quantity: string;
  readonly limitPrice: string;
  readonly stopPrice: string;
  readonly timeInForce: TimeInForce;
};

export const emptyForm: TicketForm = { side: 'buy', type: 'limit', quantity: '100', limitPrice: '', stopPrice: '', timeInForce: 'day' };

export const hasLimit = (type: OrderType): boolean => type === 'limit' || type === 'stop-limit';
export const hasStop = (type: OrderType): boolean => type === 'stop' || type === 'stop-limit';

const decimal = /^\d{1,15}(\.\d{1,8})?$/;

/** What keeps the ticket from being understood at all, by field. Whether it is allowed is for the risk gate to say. */
export function findFaults(form: TicketForm): Partial<Record<'quantity' | 'limitPrice' | 'stopPrice', string>> {
  const check = (text: string, name: string): string | null =>
    text === '' ? `Say the ${name}` : text.startsWith('-') || text.startsWith('−') ? `The ${name} is ${text}; it must be above 0` : decimal.test(text) ? null : `Write the ${name} as a number, such as 100 or 189.25`;
  const quantity = check(form.quantity, 'quantity');
  const limitPrice = hasLimit(form.type) ? check(form.limitPrice, 'limit price') : null;
  const stopPrice = hasStop(form.type) ? check(form.stopPrice, 'stop price') : null;
  return { ...(quantity === null ? {} : { quantity }), ...(limitPrice === null ? {} : { limitPrice }), ...(stopPrice === null ? {} : { stopPrice }) };
}

/** The order that the ticket asks for, or null while it cannot be understood. */
export function toRequest(form: TicketForm, instrument: Instrument): OrderRequest | null {
  if (Object.keys(findFaults(form)).length > 0) return null;
  return {
    instrumentId: instrument.id, side: form.side, type: form.type, quantity: form.quantity as OrderRequest['quantity'], timeInForce: form.timeInForce,
    ...(hasLimit(form.type) ? { limitPrice: form.limitPrice as OrderRequest['quantity'] } : {}),
    ...(hasStop(form.type) ? { stopPrice: form.stopPrice as OrderRequest['quantity'] } : {}),
  };
}

const until: Readonly<Record<TimeInForce, string>> = { day: 'today', gtc: 'until cancelled', ioc: 'what fills at once', fok: 'all at once or nothing' };

/** The order in a sentence, so that it is read once more before it is sent. */
export function describeForm(form: TicketForm, instrument: Instrument): string {
  const places = placesOf(instrument.tickSize);
  const what = `${form.side === 'buy' ? 'Buy' : 'Sell'} ${decimal.test(form.quantity) ? formatQuantity(form.quantity) : '…'} ${instrument.symbol}`;
  const price = (text: string): string => (decimal.test(text) ? formatNumber(Number(text), Math.max(places, placesOf(text))) : '…');
  const how = {
    market: 'at the best price now',
    limit: `at ${price(form.limitPrice)} or better`,
    stop: `at market once ${price(form.stopPrice)} trades`,
    'stop-limit': `at ${price(form.limitPrice)} or better once ${price(form.stopPrice)} trades`,
  }[form.type];
  return `${what} ${how}, ${until[form.timeInForce]}.`;
}

/** What the send button says. */
export function nameOrder(form: TicketForm): string {
  const price = hasLimit(form.type) ? ` @ ${form.limitPrice || '…'}` : form.type === 'stop' ? ` stop ${form.stopPrice || '…'}` : ' at market';
  return `${form.side === 'buy' ? 'Buy' : 'Sell'} ${form.quantity || '…'}${price}`;
}
