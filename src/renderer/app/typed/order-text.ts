import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderSide, OrderType, TimeInForce } from '../../../contract/model/order.ts';
import { findInstrument, suggestInstruments } from './find-instrument.ts';

/** An order in words. Prices and quantity are decimal text as typed, without thousands separators. */
export type TypedOrder = {
  readonly instrument: Instrument;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly quantity: string;
  readonly limitPrice?: string;
  readonly stopPrice?: string;
  readonly timeInForce: TimeInForce;
};

/** order: whole · hint: goes on so · fault: wrong, and what was meant perhaps. */
export type OrderReading =
  | { readonly kind: 'order'; readonly order: TypedOrder }
  | { readonly kind: 'hint'; readonly text: string }
  | { readonly kind: 'fault'; readonly text: string; /** The whole text with a word put right. */ readonly meant: readonly string[] };

type Reading = { quantity?: string; instrument?: Instrument; type?: OrderType; limitPrice?: string; stopPrice?: string; timeInForce?: TimeInForce };

const example = 'Such as: buy 100 acme lmt 189, sell 50 byte mkt, buy 10 acme stop 330 gtc.';
const limitWords = ['lmt', 'limit', '@', 'at'];
const stopWords = ['stop', 'stp', 'stp-lmt', 'stop-limit'];
const marketWords = ['mkt', 'market'];
const forces: readonly TimeInForce[] = ['day', 'gtc', 'ioc', 'fok'];
const number = /^(?:\d{1,15}(?:\.\d{0,12})?|\.\d{1,12})$/;

/**
 * Reads an order such as `buy 100 acme lmt 189` or `sell 10 acme stop 330 lmt 329 gtc`; null: the text is none. Quantity and symbol may
 * change places, and a price alone makes a limit order. Never throws.
 */
export function readOrder(text: string, instruments: readonly Instrument[]): OrderReading | null {
  const [sideWord = '', ...words] = text.trim().replace(/@/g, ' @ ').split(/\s+/);
  const side = sideWord.toLowerCase();
  if (side !== 'buy' && side !== 'sell') return null;
  const reading: Reading = {};
  let rest = words;
  while (rest.length > 0) {
    const taken = takeWord(rest, reading, instruments);
    if (typeof taken === 'number') rest = rest.slice(taken);
    else return { kind: 'fault', text: taken.text, meant: (taken.meant ?? []).map((word) => replaceWord(text, rest[0] ?? '', word)) };
  }
  return finish(side, reading);
}

type Fault = { readonly text: string; readonly meant?: readonly string[] };

/** Takes what stands first; gives how many words that were, or what is wrong with them. */
function takeWord(words: readonly string[], reading: Reading, instruments: readonly Instrument[]): number | Fault {
  const word = (words[0] ?? '').toLowerCase();
  const next = plain(words[1]);
  if (limitWords.includes(word)) return takePrice('limit', next, reading);
  if (stopWords.includes(word)) return takePrice('stop', next, reading);
  if (marketWords.includes(word)) return reading.type === undefined ? ((reading.type = 'market'), 1) : { text: 'A market order has no price. Leave out one of the two.' };
  if (forces.includes(word as TimeInForce)) return ((reading.timeInForce = word as TimeInForce), 1);
  const figure = plain(word);
  if (number.test(figure)) return takeFigure(figure, reading);
  return reading.instrument === undefined ? takeSymbol(word, reading, instruments) : { text: `“${words[0]}” is not part of an order. ${example}` };
}

function takeFigure(figure: string, reading: Reading): number | Fault {
  if (Number(figure) === 0) return { text: 'Nothing is bought or sold at zero. Type a figure above it.' };
  if (reading.quantity === undefined) return ((reading.quantity = figure), 1);
  if (reading.instrument !== undefined && reading.type === undefined) return ((reading.type = 'limit'), (reading.limitPrice = figure), 1);
  return { text: `One figure too many: ${figure}. ${example}` };
}

function takePrice(kind: 'limit' | 'stop', price: string, reading: Reading): number | Fault {
  if (reading.type === 'market') return { text: 'A market order has no price. Leave out one of the two.' };
  const [mine, other] = kind === 'limit' ? (['limitPrice', 'stopPrice'] as const) : (['stopPrice', 'limitPrice'] as const);
  if (reading[mine] !== undefined) return { text: `Two prices for the ${kind}. Leave out one of them.` };
  reading.type = reading[other] === undefined ? kind : 'stop-limit';
  if (!number.test(price)) return 1;
  if (Number(price) === 0) return { text: `The ${kind} price must be above zero.` };
  reading[mine] = price;
  return 2;
}

function takeSymbol(word: string, reading: Reading, instruments: readonly Instrument[]): number | Fault {
  const found = findInstrument(word, instruments);
  if (found === null) {
    const meant = suggestInstruments(word, instruments.filter((one) => one.isTradable)).map((one) => one.symbol.toLowerCase());
    return { text: `No instrument is called ${word.toUpperCase()}.`, meant };
  }
  if (!found.isTradable) return { text: `${found.symbol} came from a file: it has history, but no venue to trade at.` };
  reading.instrument = found;
  return 1;
}

function finish(side: OrderSide, { quantity, instrument, type, limitPrice, stopPrice, timeInForce = 'day' }: Reading): OrderReading {
  const hint = (text: string): OrderReading => ({ kind: 'hint', text });
  if (quantity === undefined && instrument === undefined) return hint(`How many of what? ${example}`);
  if (quantity === undefined) return hint(`How many ${instrument?.symbol}? ${example}`);
  if (instrument === undefined) return hint(`${side === 'buy' ? 'Buy' : 'Sell'} ${quantity} of what? ${example}`);
  if (type === undefined) return hint(`At what price? Go on with mkt, lmt and a price, or stop and a price.`);
  if ((type === 'limit' || type === 'stop-limit') && limitPrice === undefined) return hint('At which limit? Type a price.');
  if ((type === 'stop' || type === 'stop-limit') && stopPrice === undefined) return hint('At which stop? Type a price.');
  return { kind: 'order', order: { instrument, side, type, quantity, timeInForce, ...(limitPrice === undefined ? {} : { limitPrice }), ...(stopPrice === undefined ? {} : { stopPrice }) } };
}

/** The order as a sentence: Buy 100 ACME at 189 or better, today. */
export function describeOrder({ instrument, side, type, quantity, limitPrice, stopPrice, timeInForce }: TypedOrder): string {
  const how = {
    market: 'at the market',
    limit: `at ${limitPrice} or better`,
    stop: `at the market once the price reaches ${stopPrice}`,
    'stop-limit': `at ${limitPrice} or better once the price reaches ${stopPrice}`,
  }[type];
  const until = { day: 'today', gtc: 'until cancelled', ioc: 'now or not at all', fok: 'all of it now or nothing' }[timeInForce];
  return `${side === 'buy' ? 'Buy' : 'Sell'} ${quantity} ${instrument.symbol} ${how}, ${until}`;
}

/** Without thousands separators; .5 as 0.5 and 189. as 189, as the order desk writes decimals. */
const plain = (word: string | undefined): string => {
  const text = (word ?? '').replaceAll(',', '');
  return number.test(text) ? text.replace(/^\./, '0.').replace(/\.$/, '') : text;
};
const replaceWord = (text: string, word: string, other: string): string => {
  const at = text.toLowerCase().indexOf(word.toLowerCase(), text.trimStart().search(/\s/));
  return at === -1 ? text : text.slice(0, at) + other + text.slice(at + word.length);
};
