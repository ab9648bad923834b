import type { BarColumns } from '../../contract/model/bar.ts';
import type { Instrument, InstrumentId } from '../../contract/model/instrument.ts';
import type { Tick } from '../../contract/model/tick.ts';
import type { DecimalText, EpochMs } from '../../contract/model/units.ts';
import { aggregateBars } from '../bars/index.ts';
import { QuantError } from '../error.ts';
import { dayOf, isTradingDay, sessionOf, simSession } from './calendar.ts';
import { DayPath, firstDay } from './day-path.ts';
import { listings, type Listing } from './listing.ts';
import { makeMinuteDay, minuteMs, type MinuteDay } from './minute-path.ts';
import { makeMinuteTicks, roundTo } from './tick-path.ts';

const dayMs = 86_400_000;
/** Sessions held per listing: a chart and the tape rarely look at more at once. */
const heldDays = 4;

const idOf = (listing: Listing): InstrumentId => `SIM:${listing.symbol}` as InstrumentId;
const decimalOf = (step: number): DecimalText => step.toFixed(8).replace(/\.?0+$/, '') as DecimalText;

/** Everything listed, as instruments. */
export const simInstruments = (): readonly Instrument[] =>
  listings.map((listing) => ({
    id: idOf(listing), symbol: listing.symbol, venue: 'SIM', name: listing.name, assetClass: listing.assetClass, sector: listing.sector,
    currency: listing.currency, tickSize: decimalOf(listing.tickSize), lotSize: decimalOf(listing.lotSize), minQuantity: decimalOf(listing.lotSize),
    isTradable: true, calendar: listing.calendar,
  }));

/**
 * The simulated market of one seed. Every answer is a pure function of seed, instrument and simulated time: any stretch can be asked
 * for, in any order and in any pieces, and is the same to the last tick. What is kept inside only saves work.
 */
export class SimMarket {
  readonly #seed: number;
  readonly #path: DayPath;
  readonly #bySymbol = new Map(listings.map((listing) => [listing.symbol, listing]));
  readonly #days = new Map<string, MinuteDay>();
  readonly #dailyBars = new Map<string, readonly number[]>();
  /** The minute asked for last, per listing: a feed asks for it many times. */
  readonly #lastMinute = new Map<string, { readonly startMs: number; readonly ticks: Tick[] }>();

  constructor(seed: number) {
    this.#seed = seed;
    this.#path = new DayPath(seed);
  }

  /** Trades and quotes from one moment (included) to another (excluded), in order of time. */
  ticks(id: InstrumentId, fromMs: number, toMs: number): Tick[] {
    const listing = this.#listing(id);
    const ticks: Tick[] = [];
    for (let minute = Math.floor(fromMs / minuteMs); minute * minuteMs < toMs; minute++) {
      for (const tick of this.#minuteTicks(listing, id, minute * minuteMs)) if (tick.timeMs >= fromMs && tick.timeMs < toMs) ticks.push(tick);
    }
    return ticks;
  }

  /** The last bars that are complete at a moment, at most `limit`. Times are UTC periods. */
  bars(id: InstrumentId, timeframeMs: number, untilMs: number, limit: number): BarColumns {
    if (timeframeMs % minuteMs !== 0) throw new QuantError('TIMEFRAME_NOT_AVAILABLE', 'The simulated market has no bars shorter than a minute.');
    const listing = this.#listing(id);
    const isDaily = timeframeMs % dayMs === 0;
    // Enough periods back, and one that may be cut at the front and is dropped again.
    const sessionDays = isDaily ? ((limit + 1) * timeframeMs) / dayMs : Math.ceil(((limit + 1) * timeframeMs) / sessionLengthMs(listing)) + 1;
    const from = firstNeededDay(listing, dayOf(untilMs), sessionDays);
    const base = isDaily ? this.#daily(listing, from, untilMs) : this.#minutes(listing, from, untilMs);
    const bars = timeframeMs === minuteMs ? base : aggregateBars(base, timeframeMs);
    let end = bars.time.length;
    while (end > 0 && bars.time[end - 1]! + timeframeMs > untilMs) end -= 1;
    return slice(bars, Math.max(0, end - limit), end);
  }

  /** Where the instrument's market stands at a moment. */
  session(id: InstrumentId, ms: number): { readonly isOpen: boolean; readonly opensAtMs: EpochMs | null; readonly closesAtMs: EpochMs | null } {
    return simSession(this.#listing(id).calendar, ms) as ReturnType<SimMarket['session']>;
  }

  #listing(id: InstrumentId): Listing {
    const listing = this.#bySymbol.get(id.slice('SIM:'.length));
    if (listing === undefined) throw new QuantError('UNKNOWN_INSTRUMENT', `The simulated market has no ${id}.`);
    return listing;
  }

  #day(listing: Listing, day: number): MinuteDay {
    const key = `${listing.symbol} ${day}`;
    const held = this.#days.get(key);
    if (held !== undefined) return held;
    const members = listing.members.map((symbol) => this.#bySymbol.get(symbol)!);
    const made = makeMinuteDay(this.#seed, this.#path, listing, day, members);
    this.#days.set(key, made);
    if (this.#days.size > heldDays * listings.length) this.#days.delete(this.#days.keys().next().value!);
    return made;
  }

  #minuteTicks(listing: Listing, id: InstrumentId, startMs: number): Tick[] {
    const day = dayOf(startMs);
    const { openMs, closeMs } = sessionOf(listing.calendar, day);
    if (day < firstDay || !isTradingDay(listing.calendar, day) || startMs < openMs || startMs >= closeMs) return [];
    const held = this.#lastMinute.get(listing.symbol);
    if (held?.startMs === startMs) return held.ticks;
    const ticks = makeMinuteTicks(this.#seed, listing, id, this.#day(listing, day), (startMs - openMs) / minuteMs, this.#path.volatility(day));
    this.#lastMinute.set(listing.symbol, { startMs, ticks });
    return ticks;
  }

  #minutes(listing: Listing, fromDay: number, untilMs: number): BarColumns {
    const days: MinuteDay[] = [];
    for (let day = fromDay; sessionOf(listing.calendar, day).openMs < untilMs; day++) {
      if (isTradingDay(listing.calendar, day)) days.push(this.#day(listing, day));
    }
    const column = (pick: (day: MinuteDay) => Float64Array, step: number): Float64Array =>
      Float64Array.from(days.flatMap((day) => Array.from(pick(day), (value) => roundTo(value * step, step))));
    return {
      time: Float64Array.from(days.flatMap((day) => Array.from(day.openTicks, (_, k) => day.startMs + k * minuteMs))),
      open: column((day) => day.openTicks, listing.tickSize), high: column((day) => day.highTicks, listing.tickSize),
      low: column((day) => day.lowTicks, listing.tickSize), close: column((day) => day.closeTicks, listing.tickSize),
      volume: column((day) => day.volumeLots, listing.lotSize),
    };
  }

  #daily(listing: Listing, fromDay: number, untilMs: number): BarColumns {
    const rows: (readonly number[])[] = [];
    for (let day = fromDay; (day + 1) * dayMs <= untilMs; day++) if (isTradingDay(listing.calendar, day)) rows.push(this.#dailyBar(listing, day));
    const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]!);
    return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
  }

  #dailyBar(listing: Listing, day: number): readonly number[] {
    const key = `${listing.symbol} ${day}`;
    const held = this.#dailyBars.get(key);
    if (held !== undefined) return held;
    const minutes = this.#day(listing, day);
    const price = (ticks: number): number => roundTo(ticks * listing.tickSize, listing.tickSize);
    const row = [
      day * dayMs, price(minutes.openTicks[0]!), price(minutes.highTicks.reduce((a, b) => Math.max(a, b))), price(minutes.lowTicks.reduce((a, b) => Math.min(a, b))),
      price(minutes.closeTicks.at(-1)!), roundTo(minutes.volumeLots.reduce((a, b) => a + b) * listing.lotSize, listing.lotSize),
    ];
    this.#dailyBars.set(key, row);
    return row;
  }
}

const sessionLengthMs = (listing: Listing): number => {
  const { openMs, closeMs } = sessionOf(listing.calendar, firstDay);
  return closeMs - openMs;
};

/** The day that lies a number of trading days back, not before the market existed. */
function firstNeededDay(listing: Listing, day: number, tradingDays: number): number {
  let from = day;
  for (let left = Math.ceil(tradingDays); left > 0 && from > firstDay; from--) if (isTradingDay(listing.calendar, from)) left -= 1;
  return Math.max(firstDay, from);
}

const slice = (bars: BarColumns, from: number, to: number): BarColumns => ({
  time: bars.time.slice(from, to), open: bars.open.slice(from, to), high: bars.high.slice(from, to),
  low: bars.low.slice(from, to), close: bars.close.slice(from, to), volume: bars.volume.slice(from, to),
});
