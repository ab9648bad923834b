import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderRequest, OrderType, TimeInForce } from '../../../contract/model/order.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
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

/** The ticket as it is filled in. `isPriceTouched`: its prices are somebody's; until then they are the market's. */
export type TicketEntry = TicketForm & { readonly isPriceTouched: boolean };

export const emptyForm: TicketForm = { side: 'buy', type: 'limit', quantity: '100', limitPrice: '', stopPrice: '', timeInForce: 'day' };

export const hasLimit = (type: OrderType): boolean => type === 'limit' || type === 'stop-limit';
export const hasStop = (type: OrderType): boolean => type === 'stop' || type === 'stop-limit';

type Near = Pick<Ticker, 'bid' | 'ask' | 'last'> | undefined;

/** How far from the market a stop begins, as a share of its price: near enough to be moved, too far to be set off by the next trade. */
const stopDistance = 0.005;

/** Prices that rest unless they are moved: the limit at the near side of the market, the stop beyond the far side. Empty without a price. */
export function pricesAt(near: Near, side: TicketForm['side'], tickSize: string): Pick<TicketForm, 'limitPrice' | 'stopPrice'> {
  const [nearSide, farSide] = side === 'buy' ? [near?.bid, near?.ask] : [near?.ask, near?.bid];
  const limit = nearSide ?? near?.last ?? null;
  const market = farSide ?? near?.last ?? null;
  const places = placesOf(tickSize);
  const tick = Number(tickSize);
  const stop = market === null ? null : side === 'buy' ? Math.ceil((market * (1 + stopDistance)) / tick) * tick : Math.floor((market * (1 - stopDistance)) / tick) * tick;
  return { limitPrice: limit?.toFixed(places) ?? '', stopPrice: stop?.toFixed(places) ?? '' };
}

/** The ticket after a change by hand. Prices that nobody has touched go with the side; those that somebody has stay. */
export function changeEntry(before: TicketEntry, changes: Partial<TicketForm>, near: Near, tickSize: string): TicketEntry {
  const after = { ...before, ...changes };
  if (changes.limitPrice !== undefined || changes.stopPrice !== undefined) return { ...after, isPriceTouched: true };
  const prices = pricesAt(near, after.side, tickSize);
  if (after.side !== before.side && !before.isPriceTouched) return { ...after, ...prices };
  return hasStop(after.type) && after.stopPrice === '' ? { ...after, stopPrice: prices.stopPrice } : after;
}

/** The price that would set the ticket's stop off at once, as the venue judges it: the ask for a buy, the bid for a sell; null: none does. */
export function findTrigger(form: TicketForm, near: Near): number | null {
  const price = (form.side === 'buy' ? near?.ask : near?.bid) ?? null;
  if (price === null || !hasStop(form.type) || !decimal.test(form.stopPrice)) return null;
  return (form.side === 'buy' ? price >= Number(form.stopPrice) : price <= Number(form.stopPrice)) ? price : null;
}

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
  const quantity = decimal.test(form.quantity) ? formatQuantity(form.quantity) : form.quantity || '…';
  return `${form.side === 'buy' ? 'Buy' : 'Sell'} ${quantity}${price}`;
}
