import type { BacktestSettings } from '../../contract/model/backtest.ts';
import { profiles } from '../engine/profiles.ts';
import type { OpenTerms } from './open-orders.ts';
import { orderRole, ownerlessCause, type RunJournal } from './run-journal.ts';
import { orderWords, show, unitWords } from './words.ts';

/** Prices of one bar. */
export type BarPrices = { readonly open: number; readonly high: number; readonly low: number; readonly close: number };

/** `isReducing`: it made a position smaller that was there before. */
type Fill = { readonly order: number; readonly price: number; readonly units: number; readonly isReducing: boolean };

const capitalise = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The bar as buyers or sellers saw it, half the spread worse where the profile says so. */
function seen({ profile, spreadRate }: BacktestSettings, isBuy: boolean, { open, high, low, close }: BarPrices): BarPrices {
  const half = profiles[profile].barSpread(spreadRate);
  const factor = isBuy ? 1 + half : 1 - half;
  return { open: open * factor, high: high * factor, low: low * factor, close: close * factor };
}

/** Why something traded, in one sentence. `terms`: of its order, as they stood before. */
export function explainFill(journal: RunJournal, settings: BacktestSettings, bar: BarPrices, { order, price, units, isReducing }: Fill, terms: OpenTerms | null, isRuined: boolean): string {
  const isBuy = units > 0;
  const what = `${isBuy ? 'Bought' : 'Sold'} ${unitWords(Math.abs(units))} at ${show(price)}`;
  if (order === ownerlessCause.marginCall) return `${what}: ${isRuined ? 'all cash was lost, so what was open was closed' : 'equity fell below the maintenance margin, so the position was closed'}.`;
  if (order === ownerlessCause.end) return `${what}: the run ended and closed what was open.`;
  if (order <= 0 || terms === null) return `${what}: less than a unit was left by a split and was paid out.`;
  const purpose = isReducing && journal.orders.role[order - 1] === orderRole.entry ? ' to close what was held' : '';
  return `${what}${purpose}: ${reasonOf(journal, settings, seen(settings, isBuy, bar), order, price, terms, isBuy)}.`;
}

function reasonOf({ orders }: RunJournal, settings: BacktestSettings, bar: BarPrices, order: number, price: number, terms: OpenTerms, isBuy: boolean): string {
  const role = orders.role[order - 1];
  if (orders.auction[order - 1] > 0) return `it waited for the ${orders.auction[order - 1] === 1 ? 'opening' : 'closing'} price of a day, which is here`;
  const name = role === orderRole.stopLoss ? 'the stop-loss' : role === orderRole.takeProfit ? 'the take-profit' : role === orderRole.trailingStop ? 'the stop that follows the price' : 'its stop';
  if (!Number.isNaN(terms.stop)) {
    const isBeyond = isBuy ? bar.open >= terms.stop : bar.open <= terms.stop;
    const reached = isBeyond ? `the bar opened at ${show(bar.open)}, beyond ${name} of ${show(terms.stop)}` : `the ${isBuy ? `high of ${show(bar.high)}` : `low of ${show(bar.low)}`} reached ${name} of ${show(terms.stop)}`;
    return Number.isNaN(terms.limit) ? reached : `${reached}, and its limit of ${show(terms.limit)} could still be had`;
  }
  if (!Number.isNaN(terms.limit)) {
    const limit = role === orderRole.takeProfit ? 'the take-profit' : 'its limit';
    const isBetter = isBuy ? price < terms.limit : price > terms.limit;
    return isBetter ? `the bar opened at ${show(bar.open)}, better than ${limit} of ${show(terms.limit)}` : `the ${isBuy ? `low of ${show(bar.low)}` : `high of ${show(bar.high)}`} reached ${limit} of ${show(terms.limit)}`;
  }
  return `a market order ${marketPlace(settings, bar, price)}`;
}

function marketPlace({ fill, profile }: BacktestSettings, bar: BarPrices, price: number): string {
  const isClose = fill === 'same-close';
  const place = !isClose ? `the open of ${show(bar.open)}` : profiles[profile].fillsWithinBar ? `the close of ${show(bar.close)}` : 'the close before';
  const reference = !isClose ? bar.open : profiles[profile].fillsWithinBar ? bar.close : price;
  return `fills at ${place}${Math.abs(price - reference) > 1e-9 * price ? ', here made worse by spread, slippage or impact' : ''}`;
}

/** Why an order that saw a bar was not filled in it, in one sentence. */
export function explainWait(journal: RunJournal, settings: BacktestSettings, bar: BarPrices, order: number, terms: OpenTerms): string {
  const isBuy = journal.orders.isBuy[order - 1] === 1;
  return `${capitalise(orderWords(journal, order, terms))} waits: ${waitReason(journal, settings, seen(settings, isBuy, bar), order, terms, isBuy)}.`;
}

function waitReason({ orders }: RunJournal, settings: BacktestSettings, { high, low }: BarPrices, order: number, { limit, stop }: OpenTerms, isBuy: boolean): string {
  const auction = orders.auction[order - 1];
  if (auction > 0) return `it trades at the ${auction === 1 ? 'opening' : 'closing'} price of a day alone`;
  const [up, down] = [`the high of ${show(high)} did not come up to it`, `the low of ${show(low)} did not come down to it`];
  if (!Number.isNaN(stop)) {
    if (isBuy ? high < stop : low > stop) return isBuy ? up : down;
  } else if (!Number.isNaN(limit) && (isBuy ? low > limit : high < limit)) return isBuy ? down : up;
  if (!Number.isNaN(stop) && !Number.isNaN(limit)) return 'its stop was reached and its limit could not be had any more';
  if (settings.maxVolumeShare !== undefined) return `orders may take ${show(settings.maxVolumeShare * 100)} % of the volume of a bar, and that was used up`;
  if (Number.isNaN(stop) && Number.isNaN(limit)) return 'it is carried out on a later bar';
  return 'the price was there before the order counted; it counts from the next bar on';
}
