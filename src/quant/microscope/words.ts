import type { MomentOrder } from '../../contract/model/moment.ts';
import type { OpenTerms } from './open-orders.ts';
import { orderRole, type RunJournal } from './run-journal.ts';

/** A number in a sentence: what is beyond eight digits after the point is noise. */
export function show(value: number): string {
  const rounded = Math.abs(value) < 1e12 ? Math.round(value * 1e8) / 1e8 : value;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

const percent = (share: number): string => `${show(share * 100)} %`;

/** How large an order is, as its kind of size counts; see `sizeOf` of the writer. */
export function sizeWords(sizeKind: number, size: number): string {
  if (size < 0) return unitWords(-size);
  switch (sizeKind) {
    case 0: return size === Infinity ? 'all of its trade' : unitWords(size);
    case 1: return size > 0.9999 ? 'all that can be bought' : `${percent(size)} of what can be bought`;
    case 2: return `a value of ${show(size)}`;
    case 3: return `${show(size)} times the equity`;
    case 4: return `${percent(size)} of equity at risk`;
    case 5: return `a volatility of ${percent(size)}`;
    default: return `${show(size)} of what Kelly's formula takes`;
  }
}

export const unitWords = (units: number): string => `${show(units)} ${units === 1 ? 'unit' : 'units'}`;

export const roleNames: readonly MomentOrder['role'][] = ['entry', 'exit', 'stop-loss', 'take-profit', 'trailing-stop'];
export const kindNames: readonly MomentOrder['kind'][] = ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'];

/** An order's terms in words: `buy 10 units at a limit of 98.5`. */
export function orderWords({ orders }: RunJournal, order: number, terms: OpenTerms): string {
  const k = order - 1;
  const side = orders.isBuy[k] === 1 ? 'buy' : 'sell';
  const role = orders.role[k];
  const size = sizeWords(orders.sizeKind[k], terms.size);
  if (role === orderRole.stopLoss) return `stop-loss at ${show(terms.stop)}`;
  if (role === orderRole.takeProfit) return `take-profit at ${show(terms.limit)}`;
  if (role === orderRole.trailingStop) return `trailing stop at ${show(terms.stop)}`;
  const hasStop = !Number.isNaN(terms.stop);
  const hasLimit = !Number.isNaN(terms.limit);
  const auction = ['', ' at the opening price of a day', ' at the closing price of a day'][orders.auction[k]];
  const price = orders.kind[k] === 4 ? ` where a stop follows the price, now at ${show(terms.stop)}`
    : hasStop ? ` at a stop of ${show(terms.stop)}${hasLimit ? ` and a limit of ${show(terms.limit)}` : ''}` : hasLimit ? ` at a limit of ${show(terms.limit)}` : ' at the market';
  return `${side} ${role === orderRole.exit ? `to close ${size}` : size}${price}${auction}`;
}
