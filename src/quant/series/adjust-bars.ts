import type { BarColumns } from '../../contract/model/bar.ts';
import { QuantError } from '../error.ts';
import { areDates, checkBars } from './check-bars.ts';
import { localDay, type ZoneClock } from './zone-clock.ts';

const dayMs = 86_400_000;

/**
 * Factors by which old prices are multiplied to compare with today's. A row holds up to and including its date (days from 1970-01-01), from
 * the date after the row before it; after the last row both factors are 1. Dates ascend.
 */
export type FactorTable = {
  readonly day: Float64Array;
  /** For dividends: the product of (1 − dividend / close before) of all that came later. */
  readonly priceFactor: Float64Array;
  /** For splits: 0.5 before a split of two for one. */
  readonly splitFactor: Float64Array;
};

/** As they were traded; without the jumps of splits; as if every dividend had been put back into the stock as well. */
export type PriceMode = 'raw' | 'split' | 'total-return';

function checkTable({ day, priceFactor, splitFactor }: FactorTable): void {
  if (day.length !== priceFactor.length || day.length !== splitFactor.length) throw new QuantError('LENGTHS_DIFFER', `The table has ${day.length} dates, ${priceFactor.length} price factors and ${splitFactor.length} split factors; each row needs one of each.`);
  for (let i = 0; i < day.length; i++) {
    if (!Number.isFinite(day[i]!) || (i > 0 && day[i]! <= day[i - 1]!)) throw new QuantError('NOT_ASCENDING', `The date of factor row ${i + 1} is not after the one before it; sort the rows and keep one of each date.`);
    for (const factor of [priceFactor[i]!, splitFactor[i]!]) {
      if (!(factor > 0 && factor <= 1e9)) throw new QuantError('RANGE', `Factor row ${i + 1} has the factor ${factor}; factors are above 0.`);
    }
  }
}

/** What a raw price is multiplied by on a day, and what a raw volume is divided by. */
export type Factors = { readonly price: number; readonly volume: number };

/** The row that holds on a day, the length of the table after its last one. */
function findRow(day: Float64Array, wanted: number): number {
  let [low, high] = [0, day.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day[middle]! >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function factorsOn({ day, priceFactor, splitFactor }: FactorTable, wanted: number, mode: PriceMode): Factors {
  const row = findRow(day, wanted);
  if (mode === 'raw' || row === day.length) return { price: 1, volume: 1 };
  const split = splitFactor[row]!;
  return { price: mode === 'split' ? split : split * priceFactor[row]!, volume: split };
}

/**
 * Bars of one mode as bars of another, forth and back; volumes follow splits alone. There and back gives the same prices but for the last
 * digit (2e-16 relative for each way). Bars known by their date belong to it, others to the day that the clock shows. Errors: BAD_BARS,
 * LENGTHS_DIFFER, NOT_ASCENDING, RANGE.
 */
export function adjustBars(bars: BarColumns, table: FactorTable, from: PriceMode, to: PriceMode, clock: ZoneClock): BarColumns {
  checkBars(bars);
  checkTable(table);
  const isDates = areDates(bars.time);
  const [price, volume] = [new Float64Array(bars.time.length), new Float64Array(bars.time.length)];
  for (let i = 0; i < bars.time.length; i++) {
    const day = isDates ? bars.time[i]! / dayMs : localDay(clock, bars.time[i]!);
    const [before, after] = [factorsOn(table, day, from), factorsOn(table, day, to)];
    [price[i], volume[i]] = [after.price / before.price, before.volume / after.volume];
  }
  const scale = (column: Float64Array, by: Float64Array): Float64Array => column.map((value, i) => value * by[i]!);
  return {
    time: bars.time.slice(), open: scale(bars.open, price), high: scale(bars.high, price), low: scale(bars.low, price), close: scale(bars.close, price), volume: scale(bars.volume, volume),
  };
}

export type CorporateActions = {
  /** First day without the dividend, and what a share of the day before was paid, in the money of that day. */
  readonly dividends: readonly { readonly day: number; readonly amount: number }[];
  /** First day of the new shares, and how many there are for an old one. */
  readonly splits: readonly { readonly day: number; readonly ratio: number }[];
};

/**
 * A factor table from dividends and splits and the raw closes before them (days ascending). A dividend counts as put back at the close
 * before less the dividend, as CRSP, Yahoo and LEAN have it. Errors: NO_CLOSE where a dividend has no close before it, RANGE where it is
 * not below that close or a ratio is not above 0, LENGTHS_DIFFER.
 */
export function makeFactorTable({ dividends, splits }: CorporateActions, closes: { readonly day: Float64Array; readonly close: Float64Array }): FactorTable {
  if (closes.day.length !== closes.close.length) throw new QuantError('LENGTHS_DIFFER', `There are ${closes.day.length} days and ${closes.close.length} closes; each day needs one.`);
  const days = [...new Set([...dividends, ...splits].map(({ day }) => day))].sort((a, b) => b - a);
  const rows: [day: number, price: number, split: number][] = [];
  let [price, split] = [1, 1];
  for (const day of days) {
    for (const { ratio } of splits.filter((one) => one.day === day)) {
      if (!(ratio > 0 && ratio <= 1e6)) throw new QuantError('RANGE', `The split on ${dateOf(day)} gives ${ratio} shares for one; the number is above 0.`);
      split /= ratio;
    }
    const amount = dividends.filter((one) => one.day === day).reduce((sum, one) => sum + one.amount, 0);
    if (amount !== 0) price *= 1 - amount / closeBefore(day, amount, closes);
    rows.unshift([day - 1, price, split]);
  }
  return { day: Float64Array.from(rows, ([day]) => day), priceFactor: Float64Array.from(rows, ([, factor]) => factor), splitFactor: Float64Array.from(rows, ([, , factor]) => factor) };
}

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

function closeBefore(day: number, amount: number, closes: { readonly day: Float64Array; readonly close: Float64Array }): number {
  const close = closes.close[closes.day.findLastIndex((one) => one < day)];
  if (close === undefined) throw new QuantError('NO_CLOSE', `The dividend of ${amount} on ${dateOf(day)} has no close before it; begin the closes earlier or leave it out.`);
  if (!(amount >= 0 && amount < close)) throw new QuantError('RANGE', `The dividend of ${amount} on ${dateOf(day)} is not from 0 to below the close of ${close} before it; give what one share was paid, in the money of the prices.`);
  return close;
}

export type FactorRequest = { readonly bars: BarColumns; readonly actions: CorporateActions; readonly clock: ZoneClock };

/** A factor table, and how many actions it is made of. */
export type MadeFactors = { readonly table: FactorTable; readonly used: number; readonly leftOut: number };

/**
 * The factor table of raw bars, by which their prices compare with those of the last one. Actions of the first day or before change no bar,
 * and of those after the last day nobody knows the close before: they are left out and counted. Bars known by their date belong to it,
 * others to the day that the clock shows, whose last close counts. Errors: BAD_BARS and those of `makeFactorTable`.
 */
export function makeFactors({ bars, actions, clock }: FactorRequest): MadeFactors {
  checkBars(bars);
  const isDates = areDates(bars.time);
  const day = bars.time.map((ms) => (isDates ? ms / dayMs : localDay(clock, ms)));
  const [first, last] = [day.at(0) ?? Number.POSITIVE_INFINITY, day.at(-1) ?? Number.NEGATIVE_INFINITY];
  const counts = (one: { readonly day: number }): boolean => one.day > first && one.day <= last;
  const [dividends, splits] = [actions.dividends.filter(counts), actions.splits.filter(counts)];
  const used = dividends.length + splits.length;
  return { table: makeFactorTable({ dividends, splits }, { day, close: bars.close }), used, leftOut: actions.dividends.length + actions.splits.length - used };
}
