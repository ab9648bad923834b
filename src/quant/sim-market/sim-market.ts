import type { BarColumns } from '../../contract/model/bar.ts';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { NewsItem } from '../../contract/model/news.ts';
import type { Scenario } from '../../contract/model/tape.ts';
import type { QuoteTick, Tick, TradeTick } from '../../contract/model/tick.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { aggregateBars } from '../bars/index.ts';
import { QuantError } from '../error.ts';
import { makeBook, type SimBook } from './book.ts';
import { dayOf, isTradingDay, lastOpenMs, simSession } from './calendar.ts';
import { joinColumns, makeColumns } from './columns.ts';
import { DayPath, firstDay } from './day-path.ts';
import { Desk } from './desk.ts';
import { deviationOf } from './deviation.ts';
import type { KnownSteps } from './disturbance.ts';
import { lastTradingDays } from './last-trading-days.ts';
import { listings } from './listing.ts';
import { minuteMs } from './minute-path.ts';
import { findNews, type KnownNews, type NewsMarket, type NewsQuery } from './news.ts';
import { roundTo, scaleSteps } from './round-to.ts';
import { idOf } from './sim-instruments.ts';
import { makeSource } from './source.ts';

const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Something trades at least so often in an open market. */
const firstTickWithinMs = 2 * minuteMs;

/** Where a market stands. While trading in an instrument is halted its market is not open, opens when the halt ends, and still closes when it would. */
export type SimSession = { readonly isOpen: boolean; readonly isHalted: boolean; readonly opensAtMs: EpochMs | null; readonly closesAtMs: EpochMs | null };

/**
 * The simulated market of one seed and the scenarios called on it. Every answer is a pure function of these, instrument and simulated
 * time: any stretch can be asked for, in any order and in any pieces, and is the same to the last tick. A scenario changes nothing
 * before its start. What is kept inside only saves work.
 */
export class SimMarket {
  readonly #desks: ReadonlyMap<InstrumentId, Desk>;
  #scenarios: readonly Scenario[] = [];
  readonly #knownNews: KnownNews = new Map();
  readonly #newsMarket = this.#viewForNews();

  constructor(seed: number, scenarios: readonly Scenario[] = []) {
    const path = new DayPath(seed);
    const bySymbol = new Map(listings.map((listing) => [listing.symbol, listing]));
    this.#desks = new Map(listings.map((listing) => [idOf(listing), new Desk(idOf(listing), makeSource(seed, path, listing, bySymbol))]));
    for (const scenario of scenarios) this.addScenario(scenario);
  }

  /** In the order in which they were called. */
  get scenarios(): readonly Scenario[] {
    return this.#scenarios;
  }

  /** From now on this is the market that had the scenario from the beginning. */
  addScenario(scenario: Scenario): void {
    this.#scenarios = [...this.#scenarios, scenario];
    this.#knownNews.clear();
    const known: KnownSteps = new Map();
    for (const desk of this.#desks.values()) desk.disturb(scenario, known);
  }

  get instrumentIds(): readonly InstrumentId[] {
    return [...this.#desks.keys()];
  }

  /** How far scenarios have moved prices at a moment, of one instrument or (null) of any: 1 is not at all. */
  factorRange(id: InstrumentId | null, atMs: number): { readonly lowest: number; readonly highest: number } {
    const factors = (id === null ? this.instrumentIds : [id]).map((one) => this.#desk(one).disturbance.at(atMs).factor);
    return { lowest: Math.min(...factors), highest: Math.max(...factors) };
  }

  /** Trades and quotes from one moment (included) to another (excluded), in order of time; each trade follows the quote that it met. */
  ticks(id: InstrumentId, fromMs: number, toMs: number): Tick[] {
    const desk = this.#desk(id);
    const { calendar } = desk.source.listing;
    const found: Tick[] = [];
    let minute = Math.floor(Math.max(fromMs, firstDay * dayMs) / minuteMs) * minuteMs;
    while (minute < toMs) {
      const { isOpen, opensAtMs } = simSession(calendar, minute);
      if (isOpen) for (const tick of desk.minuteTicks(minute)) if (tick.timeMs >= fromMs && tick.timeMs < toMs) found.push(tick);
      minute = opensAtMs ?? minute + minuteMs;
    }
    return found;
  }

  /** The last quote and the trade that met it before a moment (excluded), however long ago; empty before the first day. */
  newestTicks(id: InstrumentId, beforeMs: number): Tick[] {
    const desk = this.#desk(id);
    const { calendar } = desk.source.listing;
    for (let moment = lastOpenMs(calendar, beforeMs - 1); moment >= firstDay * dayMs; moment = lastOpenMs(calendar, Math.floor(moment / minuteMs) * minuteMs - 1)) {
      const ticks = desk.minuteTicks(Math.floor(moment / minuteMs) * minuteMs);
      const last = ticks.findLastIndex((tick) => tick.kind === 'trade' && tick.timeMs < beforeMs);
      if (last > 0) return [ticks[last - 1]!, ticks[last]!];
    }
    return [];
  }

  /** Ten levels on each side as the last trade left them at a moment (included); null while the market is closed or halted, and until a session's first quote. */
  book(id: InstrumentId, atMs: number): SimBook | null {
    const [quote, trade] = this.newestTicks(id, atMs + 1) as [QuoteTick?, TradeTick?];
    return quote === undefined || trade === undefined ? null : this.bookAfter(quote, trade, atMs);
  }

  /** The same of ticks that are known: what is offered at a moment after a quote and the trade that met it (null: it has not come yet). */
  bookAfter(quote: QuoteTick, trade: TradeTick | null, atMs: number): SimBook | null {
    const session = this.session(quote.instrumentId, atMs);
    if (!session.isOpen) return null;
    const { listing, key } = this.#desk(quote.instrumentId).source;
    // Offers of one session are not those of the next.
    return simSession(listing.calendar, quote.timeMs).closesAtMs === session.closesAtMs ? makeBook(key, listing, quote, trade) : null;
  }

  /** The last bars that are complete at a moment, at most `limit`. Times are UTC periods; one in which nothing traded has no bar. */
  bars(id: InstrumentId, timeframeMs: number, untilMs: number, limit: number): BarColumns {
    if (timeframeMs % minuteMs !== 0) throw new QuantError('TIMEFRAME_NOT_AVAILABLE', 'The simulated market has no bars shorter than a minute.');
    const desk = this.#desk(id);
    const { calendar, tickSize, lotSize } = desk.source.listing;
    // Two more than are asked for: the newest may still be forming, the oldest may be cut at the front.
    const days = lastTradingDays(calendar, timeframeMs, untilMs, limit + 2 + desk.disturbance.countLostBars(timeframeMs));
    const made = joinColumns(days.map((day) => (timeframeMs % hourMs === 0 ? desk.hours(day) : desk.minutes(day))));
    const bars = timeframeMs === minuteMs ? made : aggregateBars(made, timeframeMs);
    let end = bars.time.length;
    while (end > 0 && bars.time[end - 1]! + timeframeMs > untilMs) end -= 1;
    const from = Math.max(0, end - limit);
    const steps = { time: 1, open: tickSize, high: tickSize, low: tickSize, close: tickSize, volume: lotSize };
    return makeColumns((name) => scaleSteps(bars[name].slice(from, end), steps[name]));
  }

  /** The lowest and the highest price traded in the UTC hour that a moment lies in; null: nothing traded. */
  hourRange(id: InstrumentId, atMs: number): { readonly low: number; readonly high: number } | null {
    const desk = this.#desk(id);
    const { calendar, tickSize } = desk.source.listing;
    if (!isTradingDay(calendar, dayOf(atMs))) return null;
    const hours = desk.hours(dayOf(atMs));
    const k = hours.time.findIndex((time) => Math.floor(time / hourMs) === Math.floor(atMs / hourMs));
    return k < 0 ? null : { low: roundTo(hours.low[k]! * tickSize, tickSize), high: roundTo(hours.high[k]! * tickSize, tickSize) };
  }

  /** Headlines of a stretch, newest first. Also those to come: who must not know the future asks no further than now. */
  news(query: NewsQuery): NewsItem[] {
    return findNews(this.#newsMarket, query, this.#knownNews);
  }

  /** Where the instrument's market stands at a moment. */
  session(id: InstrumentId, ms: number): SimSession {
    const { source, disturbance } = this.#desk(id);
    const { calendar } = source.listing;
    const session = simSession(calendar, ms);
    const haltEndMs = session.isOpen ? disturbance.haltEnd(ms) : null;
    if (haltEndMs === null) return { ...session, isHalted: false } as SimSession;
    const after = simSession(calendar, haltEndMs);
    return { isOpen: false, isHalted: true, opensAtMs: after.opensAtMs ?? haltEndMs, closesAtMs: session.closesAtMs } as SimSession;
  }

  #viewForNews(): NewsMarket {
    const scenarios = (): readonly Scenario[] => this.#scenarios;
    return {
      get scenarios() {
        return scenarios();
      },
      hours: (id, day) => this.#desk(id).hours(day),
      minutes: (id, day) => this.#desk(id).minutes(day),
      keyOf: (id) => this.#desk(id).source.key,
      usualDeviation: (id) => deviationOf(this.#desk(id).source.usualVariance),
      firstTickMs: (id, fromMs) => {
        const first = this.ticks(id, fromMs, fromMs + firstTickWithinMs)[0];
        const { opensAtMs } = this.session(id, fromMs);
        return (first ?? (opensAtMs === null ? undefined : this.ticks(id, opensAtMs, opensAtMs + minuteMs)[0]))?.timeMs ?? null;
      },
    };
  }

  #desk(id: InstrumentId): Desk {
    const desk = this.#desks.get(id);
    if (desk === undefined) throw new QuantError('UNKNOWN_INSTRUMENT', `The simulated market has no ${id}.`);
    return desk;
  }
}
