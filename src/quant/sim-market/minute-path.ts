import { normal, uniform } from '../random/index.ts';
import { sessionOf, type SimCalendar } from './calendar.ts';
import { instrumentStream, type DayPath } from './day-path.ts';
import type { Listing } from './listing.ts';

export const minuteMs = 60_000;
/** No minute trades in fewer lots, so that each of its four prices can be traded. */
export const minimumTrades = 4;

/** The minutes of one session. Prices are whole numbers of ticks, volumes whole numbers of lots. */
export type MinuteDay = {
  readonly startMs: number;
  readonly openTicks: Float64Array;
  readonly highTicks: Float64Array;
  readonly lowTicks: Float64Array;
  readonly closeTicks: Float64Array;
  readonly volumeLots: Float64Array;
};

const marketMinuteStream = 3;
/** Share of a minute's movement that the whole market shares. */
const commonShare = 0.35;
/** Share of a day's movement that happens before an exchange with closing hours opens. */
const overnightShare = 0.3;
const usualMarketVolatility = 0.007;
const usualSectorVolatility = 0.005;

/** How lively a moment of the session is, 0 at the open to 1 at the close: a smile for exchanges, a slow wave for round-the-clock markets. */
function liveliness(calendar: SimCalendar, share: number): number {
  return calendar === 'sim-equity' ? 0.55 + 1.9 * (2 * share - 1) ** 2 : 1 + 0.45 * Math.sin(2 * Math.PI * (share - 0.3));
}

/** Standard deviation of a listing's return on a day of that volatility. */
export function dailyDeviation(listing: Listing, volatility: number): number {
  const market = listing.marketBeta * usualMarketVolatility * volatility;
  const sector = listing.sectorBeta * usualSectorVolatility * volatility;
  return Math.hypot(market, sector, listing.ownVolatility * Math.sqrt(volatility));
}

/**
 * Log prices at the end of each minute: a random walk with the session's shape, bent so that it runs from the day's open to its
 * close (a Brownian bridge). The first entry is the open.
 */
export function minuteLogPath(seed: number, path: DayPath, listing: Listing, day: number): Float64Array {
  const { openMs, closeMs } = sessionOf(listing.calendar, day);
  const count = (closeMs - openMs) / minuteMs;
  const before = path.logClose(listing, day - 1);
  const close = path.logClose(listing, day);
  const open = listing.calendar === 'sim-equity' ? before + overnightShare * (close - before) : before;
  const deviation = dailyDeviation(listing, path.volatility(day));
  const stream = instrumentStream(listing.symbol);
  const firstMinute = openMs / minuteMs;
  const direction = Math.sign(listing.marketBeta) * Math.sqrt(commonShare);
  const ownWeight = Math.sqrt(1 - commonShare);

  const walk = new Float64Array(count + 1);
  const elapsed = new Float64Array(count + 1);
  for (let k = 0; k < count; k++) {
    const variance = liveliness(listing.calendar, (k + 0.5) / count);
    const shock = direction * normal(seed, marketMinuteStream, firstMinute + k) + ownWeight * normal(seed, stream, firstMinute + k, 1);
    elapsed[k + 1] = elapsed[k]! + variance;
    walk[k + 1] = walk[k]! + Math.sqrt(variance) * shock;
  }
  const total = elapsed[count]!;
  const scale = deviation / Math.sqrt(total);
  for (let k = 0; k <= count; k++) {
    const share = elapsed[k]! / total;
    walk[k] = open + (close - open) * share + scale * (walk[k]! - share * walk[count]!);
  }
  return walk;
}

/** Prices at the end of each minute, the open first. A fund is worth its members, each begun with the same amount. */
function minutePrices(seed: number, path: DayPath, listing: Listing, day: number, members: readonly Listing[]): Float64Array {
  if (members.length === 0) return minuteLogPath(seed, path, listing, day).map(Math.exp);
  const worth = members.map((member) => minuteLogPath(seed, path, member, day).map((value) => Math.exp(value) / member.firstPrice));
  return worth[0]!.map((_, k) => (listing.firstPrice / members.length) * worth.reduce((sum, each) => sum + each[k]!, 0));
}

/** The minutes of a session: a pure function of seed, listing and day. */
export function makeMinuteDay(seed: number, path: DayPath, listing: Listing, day: number, members: readonly Listing[]): MinuteDay {
  const { openMs } = sessionOf(listing.calendar, day);
  const prices = minutePrices(seed, path, listing, day, members);
  const count = prices.length - 1;
  const stream = instrumentStream(listing.symbol);
  const volatility = path.volatility(day);
  const wick = (dailyDeviation(listing, volatility) / Math.sqrt(count)) * 0.6;
  const made: MinuteDay = {
    startMs: openMs, openTicks: new Float64Array(count), highTicks: new Float64Array(count), lowTicks: new Float64Array(count),
    closeTicks: new Float64Array(count), volumeLots: new Float64Array(count),
  };
  let open = Math.max(1, Math.round(prices[0]! / listing.tickSize));
  for (let k = 0; k < count; k++) {
    const minute = openMs / minuteMs + k;
    const close = Math.max(1, Math.round(prices[k + 1]! / listing.tickSize));
    const reach = (wick * prices[k + 1]!) / listing.tickSize;
    made.openTicks[k] = open;
    made.closeTicks[k] = close;
    made.highTicks[k] = Math.max(open, close) + Math.floor(reach * Math.abs(normal(seed, stream, minute, 2)));
    made.lowTicks[k] = Math.max(1, Math.min(open, close) - Math.floor(reach * Math.abs(normal(seed, stream, minute, 3))));
    const movement = Math.abs(close - open) / Math.max(1, reach);
    const lively = liveliness(listing.calendar, (k + 0.5) / count) * Math.exp(0.5 * normal(seed, stream, minute, 4)) * (1 + 0.25 * movement);
    const lots = (listing.dailyVolume / listing.lotSize / count) * lively * Math.sqrt(volatility) * (0.6 + 0.4 * uniform(seed, stream, day, 9));
    made.volumeLots[k] = Math.max(minimumTrades, Math.round(lots));
    open = close;
  }
  return made;
}
