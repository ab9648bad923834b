import type { EpochMs } from '../../contract/model/units.ts';
import type { PaperEntry } from '../../contract/model/paper-session.ts';
import type { JournalEntry } from '../journal/index.ts';
import { sizeWords, show, unitWords } from '../microscope/words.ts';

type Placed = Extract<JournalEntry, { kind: 'placed' | 'changed' }>;

const sizings = ['units', 'share', 'notional', 'equity', 'risk', 'volatility', 'kelly'];
const goneWords: Readonly<Record<string, string>> = {
  'filled': 'is filled', 'cancelled': 'was cancelled', 'replaced': 'gave way to another', 'group': 'was cancelled, because another order of its group was filled',
  'trade-closed': 'is gone with its trade, which was closed', 'refused': 'is gone', 'expired': 'was good only until now and has expired',
  'not-at-once': 'is gone: it was to be filled at once, and could not be', 'nothing-to-reduce': 'is gone: it was only to reduce a position, and there is none',
};
const intentWords = { 'buy': 'to buy', 'sell': 'to sell', 'close': 'to close what is held', 'close-trade': 'to close one trade', 'cancel-all': 'to cancel what was pending' } as const;

/** A line of the journal in one sentence. */
export function describeEntry(entry: JournalEntry): string {
  const { symbol } = entry;
  switch (entry.kind) {
    case 'intent': return `The strategy decided ${entry.share !== null && entry.share < 1 ? `${intentWords[entry.verb]}, ${show(entry.share * 100)} % of it,` : intentWords[entry.verb]} (${symbol}).`;
    case 'placed': return `Order ${entry.order} was placed: ${orderWords(entry)}.`;
    case 'changed': return `Order ${entry.order} is now: ${orderWords(entry)}.`;
    case 'gone': return `Order ${entry.order} of ${symbol} ${goneWords[entry.cause] ?? 'is gone'}.`;
    case 'refused': return `Order ${entry.order} of ${symbol} was refused: the account could not pay for it.`;
    case 'fill': return `${entry.side === 'buy' ? 'Bought' : 'Sold'} ${unitWords(entry.quantity)} of ${symbol} at ${show(entry.price)}${entry.fee === 0 ? '' : ` for a fee of ${show(entry.fee)}`}.`;
  }
}

/** The same with what the contract says of a line beside it. */
export function toPaperEntry(entry: JournalEntry, index: number): Omit<PaperEntry, 'isCaughtUp'> {
  const { kind, timeMs, symbol } = entry;
  return {
    index, kind, timeMs: timeMs as EpochMs, symbol, order: 'order' in entry ? entry.order : null, sentence: describeEntry(entry),
    ...(entry.kind === 'fill' ? { fill: { side: entry.side, quantity: entry.quantity, price: entry.price, fee: entry.fee } } : {}),
  };
}

function orderWords({ symbol, side, role, type, sizing, size, limit, stop }: Placed): string {
  const at = (price: number | null): string => (price === null ? 'no price' : show(price));
  if (role === 'stop-loss') return `stop-loss of ${symbol} at ${at(stop)}`;
  if (role === 'take-profit') return `take-profit of ${symbol} at ${at(limit)}`;
  if (role === 'trailing-stop') return `trailing stop of ${symbol} at ${at(stop)}`;
  const much = size === null ? 'all of its trade' : sizeWords(Math.max(0, sizings.indexOf(sizing)), size);
  const price = type === 'market' ? 'at the market' : [stop === null ? '' : `at a stop of ${show(stop)}`, limit === null ? '' : `at a limit of ${show(limit)}`].filter((words) => words !== '').join(' and ');
  return `${side} ${much} of ${symbol} ${price}`;
}
