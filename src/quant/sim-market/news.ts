import type { BarColumns } from '../../contract/model/bar.ts';
import type { InstrumentId } from '../../contract/model/instrument.ts';
import type { NewsItem } from '../../contract/model/news.ts';
import type { Scenario } from '../../contract/model/tape.ts';
import type { EpochMs } from '../../contract/model/units.ts';
import { hash, uniform } from '../random/index.ts';
import { dayOf, isTradingDay, sessionOf } from './calendar.ts';
import { extendedHeadline, moveHeadline, openingHeadline, rateHeadline, resultsHeadline, scenarioHeadline, sectorHeadline } from './headlines.ts';
import { listings, type Listing } from './listing.ts';
import { idOf } from './sim-instruments.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Moves are told of from so many usual days on, and once more at double. */
const largeMove = 2;
const smallestMove = 0.01;
const largeSectorMove = 0.015;
const largeOpening = 0.02;
/** Writing a headline takes up to this long. */
const longestDelayMs = 40_000;
const daysBetweenResults = 91;
/** Results come an hour before the open. */
const resultsBeforeOpenMs = hourMs;

/** The market that news is about. Every answer is a pure function of seed, scenarios and moment. */
export interface NewsMarket {
  readonly scenarios: readonly Scenario[];
  /** Bars of a trading day's session; prices in ticks. */
  hours(id: InstrumentId, day: number): BarColumns;
  minutes(id: InstrumentId, day: number): BarColumns;
  /** Random numbers of a listing. */
  keyOf(id: InstrumentId): number;
  /** Deviation of a usual day's return. */
  usualDeviation(id: InstrumentId): number;
  /** First tick from a moment on, in the session that runs or the next one; null: none found. */
  firstTickMs(id: InstrumentId, fromMs: number): number | null;
}

const make = (kind: string, about: string, timeMs: number, instrumentId: InstrumentId | null, headline: string): NewsItem =>
  ({ newsId: `${kind}-${about}-${timeMs}`, timeMs: timeMs as EpochMs, instrumentId, headline });

function tradingDayBefore({ calendar }: Listing, day: number): number {
  let before = day - 1;
  while (!isTradingDay(calendar, before)) before -= 1;
  return before;
}

/** Whether a company publishes on a day: once a quarter, on a day of its own; a weekend's results come on Monday. */
export function isResultsDay(listing: Listing, key: number, day: number): boolean {
  if (listing.assetClass !== 'equity' || !isTradingDay(listing.calendar, day)) return false;
  const phase = hash(key, 0, 210) % daysBetweenResults;
  const weekday = (((day + 3) % 7) + 7) % 7;
  return Array.from({ length: weekday === 0 ? 3 : 1 }, (_, back) => day - back).some((one) => (one + phase) % daysBetweenResults === 0);
}

/** When a bar's end is written about. The bar is complete by then. */
const toldAt = (key: number, barEndMs: number): number => barEndMs + Math.floor(uniform(key, barEndMs / minuteMs, 211) * longestDelayMs);

/** Headlines about one listing on one trading day. Each is about bars that were complete when it came out. */
export function makeListingNews(market: NewsMarket, listing: Listing, day: number): NewsItem[] {
  const id = idOf(listing);
  const key = market.keyOf(id);
  const { openMs } = sessionOf(listing.calendar, day);
  const hours = market.hours(id, day);
  const before = market.hours(id, tradingDayBefore(listing, day)).close.at(-1);
  const published = isResultsDay(listing, key, day);
  const found: NewsItem[] = published ? [make('results', listing.symbol, openMs - resultsBeforeOpenMs, id, resultsHeadline(listing))] : [];
  if (before === undefined || hours.time.length === 0) return found;

  const large = Math.max(smallestMove, largeMove * market.usualDeviation(id));
  const isFar = (price: number, limit: number): boolean => Math.abs(price / before - 1) >= limit;
  const gapsOpen = listing.calendar === 'sim-equity' && isFar(hours.open[0]!, largeOpening);
  if (!gapsOpen && !isFar(Math.max(...hours.high), large) && !isFar(Math.min(...hours.low), large)) return found;

  const minutes = market.minutes(id, day);
  let told = 0;
  minutes.close.forEach((close, k) => {
    const move = close / before - 1;
    const timeMs = toldAt(key, minutes.time[k]! + minuteMs);
    if (k === 0 && gapsOpen) found.push(make('open', listing.symbol, timeMs, id, openingHeadline(listing, minutes.open[0]! / before - 1, key, day, published)));
    if (told > 1 || !isFar(close, (told + 1) * large)) return;
    // One that leaps over both is told of once.
    const isFirst = told === 0;
    told = isFar(close, 2 * large) ? 2 : 1;
    const headline = isFirst ? moveHeadline(listing, move, key, day, published) : extendedHeadline(listing, move);
    if (!(k === 0 && gapsOpen)) found.push(make('move', listing.symbol, timeMs, id, headline));
  });
  return found;
}

/** Headlines about sectors and the whole market on one day. */
export function makeMarketNews(market: NewsMarket, day: number): NewsItem[] {
  const found: NewsItem[] = [];
  const date = new Date(day * 24 * hourMs);
  // The first Wednesday of a month, in the afternoon.
  if (date.getUTCDay() === 3 && date.getUTCDate() <= 7) found.push(make('rates', 'all', day * 24 * hourMs + 19 * hourMs, null, rateHeadline()));
  if (!isTradingDay('sim-equity', day)) return found;
  const shares = listings.filter((one) => one.assetClass === 'equity');
  for (const sector of new Set(shares.map((one) => one.sector ?? ''))) {
    const members = shares.filter((one) => one.sector === sector);
    const days = members.map((one) => ({ hours: market.hours(idOf(one), day), before: market.hours(idOf(one), tradingDayBefore(one, day)).close.at(-1) }));
    // All sessions have the same hours; one in which a member did not trade says nothing.
    const ends = days[0]?.hours.time ?? new Float64Array();
    const { closeMs } = sessionOf('sim-equity', day);
    for (const [h, time] of ends.entries()) {
      const moves = days.map(({ hours, before }) => (hours.close[h] === undefined || before === undefined || hours.time[h] !== time ? NaN : hours.close[h] / before - 1));
      const move = moves.reduce((sum, one) => sum + one, 0) / moves.length;
      if (!(Math.abs(move) >= largeSectorMove)) continue;
      const endMs = Math.min(closeMs, (Math.floor(time / hourMs) + 1) * hourMs);
      found.push(make('sector', sector, toldAt(market.keyOf(idOf(members[0]!)), endMs), null, sectorHeadline(sector, move)));
      break;
    }
  }
  return found;
}

/** The headline of trouble that was called; null where there is nothing to tell, or not yet. */
export function makeScenarioNews(market: NewsMarket, { kind, instrumentId, startMs, scenarioId }: Scenario): NewsItem | null {
  if (kind === 'feed-loss') return null;
  const listing = listings.find((one) => idOf(one) === instrumentId) ?? null;
  // A halt is announced; of the others one reads when prices have shown them.
  const hit = listing === null ? listings.map(idOf) : [idOf(listing)];
  const times = kind === 'halt' ? [startMs] : hit.flatMap((id) => market.firstTickMs(id, startMs) ?? []);
  if (times.length === 0) return null;
  const timeMs = Math.min(...times);
  const isUp = kind === 'gap' && listing !== null && uniform(market.keyOf(idOf(listing)), startMs, 90) >= 0.5;
  return make('scenario', scenarioId, timeMs, instrumentId, scenarioHeadline(kind, listing, isUp));
}

export type NewsQuery = {
  /** null: everything. */
  readonly instrumentId: InstrumentId | null;
  /** Included. */
  readonly fromMs: number;
  /** Excluded. */
  readonly toMs: number;
  readonly limit: number;
};

/** What has been made of days before, by what it is about; who changes the market empties it. */
export type KnownNews = Map<string, readonly NewsItem[]>;
const knownKept = 20_000;

/** News of a stretch, newest first. */
export function findNews(market: NewsMarket, { instrumentId, fromMs, toMs, limit }: NewsQuery, known: KnownNews): NewsItem[] {
  const isWanted = (item: NewsItem | null): item is NewsItem =>
    item !== null && item.timeMs >= fromMs && item.timeMs < toMs && (instrumentId === null || item.instrumentId === instrumentId);
  const recall = (name: string, maker: () => NewsItem[]): readonly NewsItem[] => {
    let items = known.get(name);
    if (items === undefined) {
      if (known.size >= knownKept) known.clear();
      known.set(name, (items = maker()));
    }
    return items;
  };
  const asked = listings.filter((one) => instrumentId === null || idOf(one) === instrumentId);
  const found = market.scenarios.flatMap((scenario) => {
    if (scenario.startMs >= toMs) return [];
    const item = recall(scenario.scenarioId, () => [makeScenarioNews(market, scenario)].filter((one) => one !== null))[0] ?? null;
    return isWanted(item) ? [item] : [];
  });
  // What came out in the first seconds of a day may be about the day before.
  for (let day = dayOf(toMs - 1); day >= dayOf(fromMs - longestDelayMs); day--) {
    for (const listing of asked) {
      if (isTradingDay(listing.calendar, day)) found.push(...recall(`${listing.symbol}:${day}`, () => makeListingNews(market, listing, day)).filter(isWanted));
    }
    if (instrumentId === null) found.push(...recall(`market:${day}`, () => makeMarketNews(market, day)).filter(isWanted));
    // Days before this one have nothing newer.
    if (found.filter((item) => item.timeMs >= day * 24 * hourMs + longestDelayMs).length >= limit) break;
  }
  return found.toSorted((a, b) => b.timeMs - a.timeMs || (a.newsId < b.newsId ? -1 : 1)).slice(0, limit);
}
