import type { BarColumns } from '../../contract/model/bar.ts';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { QuoteTick, Tick, TradeTick } from '../../contract/model/tick.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { aggregateBars } from '../bars/index.ts';
import { QuantError } from '../error.ts';
import { makeBook, type SimBook } from './book.ts';
import { dayOf, lastOpenMs, simSession } from './calendar.ts';
import { joinColumns, makeColumns } from './columns.ts';
import { DayPath, firstDay } from './day-path.ts';
import { makeHours } from './hour-path.ts';
import { lastTradingDays } from './last-trading-days.ts';
import { listings } from './listing.ts';
import { makeMinutes, minuteMs } from './minute-path.ts';
import { scaleSteps } from './round-to.ts';
import { idOf } from './sim-instruments.ts';
import { makeSource, type Source } from './source.ts';
import { makeMinuteTicks } from './tick-path.ts';

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** One listing, and what was made of it last: charts and the tape ask for the same stretch again and again. */
type Desk = {
  readonly source: Source;
  hours: { readonly day: number; readonly bars: BarColumns } | null;
  minutes: { readonly startMs: number; readonly bars: BarColumns } | null;
  ticks: { readonly startMs: number; readonly ticks: readonly Tick[] } | null;
};

/**
 * The simulated market of one seed. Every answer is a pure function of seed, instrument and simulated time: any stretch can be asked
 * for, in any order and in any pieces, and is the same to the last tick. What is kept inside only saves work.
 */
export class SimMarket {
  readonly #path: DayPath;
  readonly #desks: ReadonlyMap<InstrumentId, Desk>;

  constructor(seed: number) {
    const path = new DayPath(seed);
    const bySymbol = new Map(listings.map((listing) => [listing.symbol, listing]));
    this.#path = path;
    this.#desks = new Map(
      listings.map((listing) => [idOf(listing), { source: makeSource(seed, path, listing, bySymbol), hours: null, minutes: null, ticks: null }]),
    );
  }

  /** Trades and quotes from one moment (included) to another (excluded), in order of time; each trade follows the quote that it met. */
  ticks(id: InstrumentId, fromMs: number, toMs: number): Tick[] {
    const desk = this.#desk(id);
    const { calendar } = desk.source.listing;
    const found: Tick[] = [];
    let minute = Math.floor(Math.max(fromMs, firstDay * dayMs) / minuteMs) * minuteMs;
    while (minute < toMs) {
      const { isOpen, opensAtMs } = simSession(calendar, minute);
      if (isOpen) for (const tick of this.#minuteTicks(desk, id, minute)) if (tick.timeMs >= fromMs && tick.timeMs < toMs) found.push(tick);
      minute = opensAtMs ?? minute + minuteMs;
    }
    return found;
  }

  /** The last quote and the trade that met it before a moment (excluded), however long ago; empty before the first day. */
  newestTicks(id: InstrumentId, beforeMs: number): Tick[] {
    const desk = this.#desk(id);
    const { calendar } = desk.source.listing;
    for (let moment = lastOpenMs(calendar, beforeMs - 1); moment >= firstDay * dayMs; moment = lastOpenMs(calendar, Math.floor(moment / minuteMs) * minuteMs - 1)) {
      const ticks = this.#minuteTicks(desk, id, Math.floor(moment / minuteMs) * minuteMs);
      const last = ticks.findLastIndex((tick) => tick.kind === 'trade' && tick.timeMs < beforeMs);
      if (last > 0) return [ticks[last - 1]!, ticks[last]!];
    }
    return [];
  }

  /** Ten levels on each side as the last trade left them at a moment (included); null while the market is closed. */
  book(id: InstrumentId, atMs: number): SimBook | null {
    const { source } = this.#desk(id);
    const { listing, key } = source;
    if (!simSession(listing.calendar, atMs).isOpen) return null;
    const [quote, trade] = this.newestTicks(id, atMs + 1) as [QuoteTick?, TradeTick?];
    return quote === undefined || trade === undefined ? null : makeBook(key, listing, quote, trade);
  }

  /** The last bars that are complete at a moment, at most `limit`. Times are UTC periods. */
  bars(id: InstrumentId, timeframeMs: number, untilMs: number, limit: number): BarColumns {
    if (timeframeMs % minuteMs !== 0) throw new QuantError('TIMEFRAME_NOT_AVAILABLE', 'The simulated market has no bars shorter than a minute.');
    const desk = this.#desk(id);
    const { calendar, tickSize, lotSize } = desk.source.listing;
    const make = timeframeMs % hourMs === 0 ? this.#hours : this.#minutes;
    // Two more than are asked for: the newest may still be forming, the oldest may be cut at the front.
    const days = lastTradingDays(calendar, timeframeMs, untilMs, limit + 2);
    const parts = days.map((day) => make.call(this, desk, day));
    const made = joinColumns(parts);
    const bars = timeframeMs === minuteMs ? made : aggregateBars(made, timeframeMs);
    let end = bars.time.length;
    while (end > 0 && bars.time[end - 1]! + timeframeMs > untilMs) end -= 1;
    const from = Math.max(0, end - limit);
    const steps = { time: 1, open: tickSize, high: tickSize, low: tickSize, close: tickSize, volume: lotSize };
    return makeColumns((name) => scaleSteps(bars[name].slice(from, end), steps[name]));
  }

  /** Where the instrument's market stands at a moment. */
  session(id: InstrumentId, ms: number): { readonly isOpen: boolean; readonly opensAtMs: EpochMs | null; readonly closesAtMs: EpochMs | null } {
    return simSession(this.#desk(id).source.listing.calendar, ms) as ReturnType<SimMarket['session']>;
  }

  #desk(id: InstrumentId): Desk {
    const desk = this.#desks.get(id);
    if (desk === undefined) throw new QuantError('UNKNOWN_INSTRUMENT', `The simulated market has no ${id}.`);
    return desk;
  }

  #hours(desk: Desk, day: number): BarColumns {
    if (desk.hours?.day !== day) desk.hours = { day, bars: makeHours(desk.source, day) };
    return desk.hours.bars;
  }

  #minutes(desk: Desk, day: number): BarColumns {
    const hours = this.#hours(desk, day);
    return joinColumns(Array.from(hours.time, (_, block) => makeMinutes(desk.source, day, hours, block)));
  }

  /** Ticks of a minute in which the market is open. */
  #minuteTicks(desk: Desk, id: InstrumentId, startMs: number): readonly Tick[] {
    if (desk.ticks?.startMs === startMs) return desk.ticks.ticks;
    const { listing, key } = desk.source;
    const day = dayOf(startMs);
    const hours = this.#hours(desk, day);
    const block = hours.time.findLastIndex((time) => time <= startMs);
    const blockMs = hours.time[block]!;
    if (desk.minutes?.startMs !== blockMs) desk.minutes = { startMs: blockMs, bars: makeMinutes(desk.source, day, hours, block) };
    const ticks = makeMinuteTicks(key, listing, id, desk.minutes.bars, (startMs - blockMs) / minuteMs, this.#path.volatility(day));
    desk.ticks = { startMs, ticks };
    return ticks;
  }
}
